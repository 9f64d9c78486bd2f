//! What stands beside a flag has keys of its own.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[outcome(flag = "success", ok = "token")]
        Token {
            code: u16,
            outcome: Result<String, Problem>,
        },
    }

    #[command]
    pub enum Command {
        GetToken,
    }

    #[data]
    pub struct Problem {
        pub code: u16,
        pub success: bool,
    }
}

fn main() {}
// errors: 4
