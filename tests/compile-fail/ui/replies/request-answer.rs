//! Requests say how they are answered.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[command(
        tag = "request",
        id = "id",
        error = String
    )]
    pub trait Ask {
        fn user(user_id: String) -> String;
    }
}

fn main() {}
