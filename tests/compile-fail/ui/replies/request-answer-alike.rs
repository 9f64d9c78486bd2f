//! Answers look like no other message.

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
        answer(id = "action", ok = "result", error = "error"),
        error = String
    )]
    pub trait Ask {
        fn user(user_id: String) -> String;
    }
}

fn main() {}
