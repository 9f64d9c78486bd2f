//! An answer names the key of its result, or of its failure.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[command(tag = "request", id = "id", answer(id = "id"))]
    pub trait Ask {
        fn user(user_id: String) -> String;
    }
}

fn main() {}
