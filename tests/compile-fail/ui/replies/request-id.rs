//! Requests have ids, under a key of their own.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[command(
        tag = "request",
        answer(id = "id", ok = "result", error = "error"),
        error = String
    )]
    pub trait Ask {
        fn user(user_id: String) -> String;
    }
}

fn main() {}
