//! Without a failure there is nothing to decide.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[command(tag = "request", id = "id", answer(id = "id", ok = "result", decides = ok))]
    pub trait Ask {
        fn user(user_id: String) -> String;
    }
}

fn main() {}
