//! Several failures have `|` between them.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ringing,
        Busy,
        Barred,
    }

    #[command]
    pub enum Command {
        #[reply(Ringing, or = Busy || Barred)]
        Dial,
    }
}

fn main() {}
