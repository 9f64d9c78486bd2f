//! A direction has one handshake.

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
        #[handshake(until = Ready)]
        Hello,
        Bye,
        #[handshake(until = Loaded)]
        Hi,
    }
}

fn main() {}
// errors: 2
