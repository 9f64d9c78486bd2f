//! `#[id]` stands on a message that is answered, or that answers one.

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
            call_id: String,
        },
    }

    #[command]
    pub enum Command {
        Dial,
    }
}

fn main() {}
