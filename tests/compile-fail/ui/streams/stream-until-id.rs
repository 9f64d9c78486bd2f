//! What ends a stream has its id.

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
        Over,
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
// errors: 2
