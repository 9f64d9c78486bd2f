//! What comes many times is no failure.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[outcome(ok = "level", error = "error")]
        Level {
            #[id]
            id: String,
            outcome: Result<u8, String>,
        },
    }

    #[command]
    pub enum Command {
        #[reply(Level)]
        #[stream]
        Listen {
            #[id]
            id: String,
        },
    }
}

fn main() {}
