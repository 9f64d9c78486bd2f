//! What answers a message is named once.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ringing,
        Queued,
    }

    #[command]
    pub enum Command {
        #[reply(Ringing | Queued | Ringing)]
        Dial,
    }
}

fn main() {}
// errors: 2
