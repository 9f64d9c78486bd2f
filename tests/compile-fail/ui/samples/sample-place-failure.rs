//! Where nothing fails, nothing is a sample of a failure.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[command(tag = "request", id = "id", answer(id = "id", ok = "result"))]
    pub trait Ask {
        #[sample(error = "busy")]
        fn user(user_id: String) -> String;
    }
}

fn main() {}
