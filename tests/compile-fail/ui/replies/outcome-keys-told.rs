//! An outcome says whether it failed.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[outcome(ok = "token", error = "message")]
        Token(Result<String, ()>),
    }

    #[command]
    pub enum Command {
        GetToken,
    }
}

fn main() {}
