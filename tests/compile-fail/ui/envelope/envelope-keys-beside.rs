//! What stands beside the flag of an answer has keys of its own.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[command(
        tag = "request",
        id = "id",
        answer(id = "id", flag = "success", ok = "result"),
        error = Problem
    )]
    pub trait Ask {
        fn user(user_id: String) -> String;
    }

    #[data]
    pub struct Problem {
        pub id: String,
        pub result: String,
    }
}

fn main() {}
// errors: 4
