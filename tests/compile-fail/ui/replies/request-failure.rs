//! A function has a `Result` where an answer has a place for a failure.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[command(tag = "request", id = "id", answer(id = "id", ok = "result"))]
    pub trait Ask {
        fn user(user_id: String) -> Result<String, String>;
        fn hang_up();
    }
}

fn main() {}
