//! What acknowledges a handshake isn't what begins it again.

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
        #[handshake(until = Ready, again = Ready)]
        Hello,
        Bye,
    }
}

fn main() {}
// errors: 2
