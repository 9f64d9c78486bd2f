//! The constants of an answer are no tag of a message.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ringing,
    }

    #[command(
        tag = "request",
        id = "id",
        answer(id = "id", ok = "result", error = "error", constants(action = "ringing")),
        error = String
    )]
    pub trait Ask {
        fn user(user_id: String) -> String;
    }
}

fn main() {}
// errors: 2
