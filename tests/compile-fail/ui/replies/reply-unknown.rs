//! An answer is a declared message.

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
        #[reply(Tokn)]
        GetToken,
    }
}

fn main() {}
