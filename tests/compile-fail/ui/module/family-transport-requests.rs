//! Requests between windows are no functions of a library.

#[cti_runtime::protocol(vendor = "Acme", calls(library = "acme.cti", error = String))]
pub mod phone {
    #[command(
        tag = "request",
        id = "id",
        answer(id = "id", ok = "result", error = "error"),
        error = String
    )]
    pub trait Ask {
        fn user(user_id: String) -> String;
    }
}

fn main() {}
