//! What a handshake waits for is a declared message.

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
        #[handshake(until = Redy, again = Reloaded)]
        Hello,
        Bye,
    }
}

fn main() {}
// errors: 2
