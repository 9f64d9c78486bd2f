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
        error = String
    )]
    pub trait Ask {
        fn version() -> String;
    }
}

fn main() {}
