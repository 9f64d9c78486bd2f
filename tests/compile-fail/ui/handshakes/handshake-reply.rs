//! A handshake is answered by its acknowledgement alone.

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
        #[reply(Ready)]
        Hello,
    }
}

fn main() {}
// errors: 2
