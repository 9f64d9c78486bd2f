//! What a handshake waits for comes from the other side.

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
        #[handshake(until = Bye)]
        Hello,
        Bye,
    }
}

fn main() {}
