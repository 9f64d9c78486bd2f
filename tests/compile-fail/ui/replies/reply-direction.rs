//! An answer comes from the other side.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Token,
    }

    #[command]
    pub enum Command {
        #[reply(Hangup)]
        GetToken,
        Hangup,
    }
}

fn main() {}
