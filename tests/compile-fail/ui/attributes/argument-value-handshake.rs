//! The time between two posts is above 0.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ready,
        Loaded,
    }

    #[command]
    pub enum Command {
        #[handshake(until = Ready, every_ms = 0)]
        Hello,
        Bye,
    }
}

fn main() {}
