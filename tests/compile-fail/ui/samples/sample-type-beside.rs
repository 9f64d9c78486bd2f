//! What stands beside a flag is an object.

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
        unknown = "unknown"
    )]
    pub trait Ask {
        fn user(user_id: String) -> Result<String, Problem>;
    }

    #[data]
    pub struct Problem {
        pub code: u16,
    }
}

fn main() {}
