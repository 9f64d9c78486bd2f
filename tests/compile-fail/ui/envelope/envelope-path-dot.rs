//! In another object, a path can't say a dot at the beginning of a key.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "payload.type", content = "payload.data")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring {
            #[beside]
            #[rename(".id")]
            id: String,
        },
    }
}

fn main() {}
