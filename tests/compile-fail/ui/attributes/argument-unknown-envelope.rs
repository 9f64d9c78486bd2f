//! What belongs to the envelope is said there.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring { id: String },
    }

    #[command(constants(version = 1))]
    pub enum Command {
        Dial { to: String },
    }
}

fn main() {}
