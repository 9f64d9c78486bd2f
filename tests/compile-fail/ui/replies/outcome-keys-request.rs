//! A failure without a flag says something.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[command(
        tag = "request",
        id = "id",
        answer(id = "id", ok = "result", error = "error")
    )]
    pub trait Ask {
        fn user(user_id: String) -> Result<String, ()>;
    }
}

fn main() {}
