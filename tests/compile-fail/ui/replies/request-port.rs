//! What is answered over a port has no id.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[command(
        tag = "request",
        id = "id",
        ids = number,
        answer(port, id = "id", ok = "result", error = "error"),
        error = String
    )]
    pub trait Ask {
        fn user(user_id: String) -> String;
    }
}

fn main() {}
// errors: 3
