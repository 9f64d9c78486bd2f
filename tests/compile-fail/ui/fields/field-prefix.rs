//! Keys that stand in an object of their own have no prefix.

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
            #[prefix("x_")]
            extra: Map<String>,
        },
    }
}

fn main() {}
