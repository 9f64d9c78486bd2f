//! A failure has a place in an answer.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[command(tag = "request", id = "id", answer(id = "id", ok = "result"), error = String)]
    pub trait Ask {
        fn user(user_id: String) -> String;
    }
}

fn main() {}
