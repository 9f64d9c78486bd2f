//! No message is called as the enum of answers that is generated beside it.

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
        #[reply(Ringing | Queued)]
        Dial,
        DialAnswer,
    }
}

fn main() {}
