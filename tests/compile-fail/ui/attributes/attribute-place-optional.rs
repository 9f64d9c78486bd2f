//! What may be absent is an `Option`.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring {
            #[optional]
            id: String,
        },
    }
}

fn main() {}
