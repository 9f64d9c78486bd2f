//! What ends a stream is a message of the other side.

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
        #[stream(until = Over)]
        Listen {
            #[id]
            id: String,
        },
    }
}

fn main() {}
