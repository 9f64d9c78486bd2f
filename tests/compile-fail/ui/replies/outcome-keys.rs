//! An outcome names its keys.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[outcome(ok = "token")]
        Token(Result<String, String>),
    }

    #[command]
    pub enum Command {
        GetToken,
    }
}

fn main() {}
