//! A message with `#[outcome]` has one `Result<T, E>`.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[outcome(ok = "token", error = "message")]
        Token(String),
        #[outcome(ok = "token", error = "message")]
        Tokens {
            first: Result<String, String>,
            second: Result<String, String>,
        },
    }

    #[command]
    pub enum Command {
        GetToken,
    }
}

fn main() {}
// errors: 3
