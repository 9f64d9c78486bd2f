//! What cancels a stream is a message of the side that asked.

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
        Stop,
    }

    #[command]
    pub enum Command {
        #[reply(Level)]
        #[stream(cancel = Stop)]
        Listen {
            #[id]
            id: String,
        },
    }
}

fn main() {}
