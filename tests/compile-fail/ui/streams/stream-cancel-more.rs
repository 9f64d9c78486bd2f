//! What cancels a stream needs nothing but its id.

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
            id: String,
            why: String,
        },
    }
}

fn main() {}
// errors: 2
