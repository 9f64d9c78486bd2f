//! An answer that is either of two answers alone.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[outcome(ok = "token", error = "message")]
        Token(Result<String, String>),
        Later,
    }

    #[command]
    pub enum Command {
        #[reply(Later | Token)]
        GetToken,
    }
}

fn main() {}
