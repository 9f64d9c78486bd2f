//! What cancels a stream has its id, in the same type.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Level {
            #[id]
            id: String,
        },
    }

    #[command]
    pub enum Command {
        #[reply(Level)]
        #[stream(cancel = Stop)]
        Listen {
            #[id]
            id: String,
        },
        Stop {
            #[id]
            id: u64,
        },
    }
}

fn main() {}
// errors: 2
