//! An answer that is either of two is no failure.

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
    }

    #[command]
    pub enum Command {
        #[reply(or = Token)]
        #[within(ms = 500)]
        GetToken,
    }
}

fn main() {}
