//! What ends a stream is none of its answers.

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
        #[stream(until = Level)]
        Listen {
            #[id]
            id: String,
        },
    }
}

fn main() {}
// errors: 2
