//! An answer that is either of two says itself whether it failed.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[outcome(flag = "success", ok = "token", error = "message")]
        Token(Result<String, String>),
        Failed,
    }

    #[command]
    pub enum Command {
        #[reply(Token, or = Failed)]
        GetToken,
    }
}

fn main() {}
