//! The flag of an outcome and what it tells of stand together.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event(content = "data")]
    pub enum Event {
        #[outcome(flag = "success", ok = "token", error = "message")]
        Token {
            #[beside]
            outcome: Result<String, String>,
        },
    }

    #[command]
    pub enum Command {
        GetToken,
    }
}

fn main() {}
