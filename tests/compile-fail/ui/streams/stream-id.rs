//! The answers of a stream are found by an id.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Level,
    }

    #[command]
    pub enum Command {
        #[reply(Level)]
        #[stream]
        Listen,
    }
}

fn main() {}
