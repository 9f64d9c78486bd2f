//! Where only failures are answered, there is no result.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[command(id = "id", answer(id = "id", error = "error"), error = String)]
    pub trait Ask {
        #[within(ms = 500)]
        fn user(user_id: String) -> String;
    }
}

fn main() {}
