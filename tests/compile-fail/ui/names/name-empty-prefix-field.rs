//! A prefix of keys is not empty.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ringing {
            call_id: u64,
            #[flatten]
            #[prefix("")]
            extra: Map<String>,
        },
    }
}

fn main() {}
