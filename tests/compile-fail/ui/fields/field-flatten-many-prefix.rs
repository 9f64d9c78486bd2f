//! Two maps don't take keys that begin alike.

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
            #[prefix("x_")]
            extra: Map<String>,
            #[flatten]
            #[prefix("x_sip_")]
            headers: Map<String>,
        },
    }
}

fn main() {}
// errors: 2
