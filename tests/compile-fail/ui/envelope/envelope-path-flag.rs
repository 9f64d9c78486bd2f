//! What has no key in an answer stands in the message itself.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[command(
        id = "id",
        answer(id = "id", flag = "data.success", ok = "data.result"),
        error = Problem
    )]
    pub trait Ask {
        fn version() -> String;
    }

    #[data]
    pub struct Problem {
        message: String,
    }
}

fn main() {}
