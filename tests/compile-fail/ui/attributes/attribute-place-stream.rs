//! What is answered many times is answered.

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
        #[stream]
        Listen,
    }
}

fn main() {}
