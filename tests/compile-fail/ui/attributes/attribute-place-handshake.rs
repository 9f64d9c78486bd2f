//! A handshake is a message, not a field.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Hello {
            #[handshake(until = Ready)]
            name: String,
        },
    }
}

fn main() {}
