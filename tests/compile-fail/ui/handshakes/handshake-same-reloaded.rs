//! Neither what begins a handshake nor what acknowledges it shows that a document is new.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[reloaded]
        Ready,
    }

    #[command]
    pub enum Command {
        #[handshake(until = Ready)]
        #[reloaded]
        Hello,
    }
}

fn main() {}
// errors: 4
