//! A sample of a request has its arguments by their names.

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
        error = String
    )]
    pub trait Ask {
        #[sample(args = {}, result = "Ada")]
        fn user(user_id: String) -> String;
    }
}

fn main() {}
