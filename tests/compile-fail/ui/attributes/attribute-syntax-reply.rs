//! Several answers have `|` between them.

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
        #[reply(Ringing Queued)]
        Dial,
    }
}

fn main() {}
