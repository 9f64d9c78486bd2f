//! `#[id]` stands on a field of a message.

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
        },
    }

    #[command]
    pub enum Command {
        #[reply(Dialled)]
        Dial {
            #[id]
            request_id: String,
            to: Target,
        },
    }

    #[data]
    pub struct Target {
        #[id]
        id: String,
    }
}

fn main() {}
