//! What may be posted many times hands over no port.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ready,
    }

    #[command]
    pub enum Command {
        #[port]
        #[handshake(until = Ready, every_ms = 500)]
        Hello,
    }
}

fn main() {}
// errors: 2
