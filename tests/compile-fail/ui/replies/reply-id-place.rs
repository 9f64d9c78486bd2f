//! `#[id]` stands on one field of a message that is answered, or that answers one.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Dialled {
            #[id]
            request_id: String,
            #[id]
            call_id: String,
        },
    }

    #[command]
    pub enum Command {
        #[reply(Dialled)]
        Dial {
            #[id]
            request_id: String,
        },
    }
}

fn main() {}
// errors: 2
