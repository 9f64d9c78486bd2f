//! A request's failure says something of a known type.

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
        fn user(user_id: String) -> String;
        fn hang_up();
        fn rename(name: String) -> Result<(), String>;
    }
}

fn main() {}
// errors: 2
