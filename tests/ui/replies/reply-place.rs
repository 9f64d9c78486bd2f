//! Commands are answered by name.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[reply(Hangup)]
        Token,
    }

    #[command]
    pub enum Command {
        Hangup,
    }
}

fn main() {}
