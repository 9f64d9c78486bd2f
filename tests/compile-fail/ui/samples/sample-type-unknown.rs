//! What is answered to unknown requests is of the type of their errors.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[command(
        tag = "request",
        id = "id",
        answer(id = "id", ok = "result", error = "error"),
        error = String,
        unknown = 404
    )]
    pub trait Ask {
        fn user(user_id: String) -> String;
    }
}

fn main() {}
