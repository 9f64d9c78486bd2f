//! What stands beside the flag has fields.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[outcome(flag = "success", ok = "token")]
        Token(Result<String, Why>),
        #[outcome(flag = "success", error = "error")]
        Name(Result<Option<Problem>, Why>),
    }

    #[command(
        tag = "request",
        id = "id",
        answer(id = "id", flag = "success", ok = "result")
    )]
    pub trait Ask {
        fn user(user_id: String) -> Result<String, String>;
        fn name(user_id: String) -> Result<String, Problem>;
    }

    #[data]
    pub enum Why {
        Busy,
    }

    #[data]
    pub struct Problem {
        pub code: u16,
        #[flatten]
        pub rest: Map<Json>,
    }
}

fn main() {}
// errors: 4
