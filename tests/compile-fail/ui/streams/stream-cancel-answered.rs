//! What cancels a stream is answered by nothing.

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
        Stopped {
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
        #[reply(Stopped)]
        Stop {
            #[id]
            id: String,
        },
    }
}

fn main() {}
