//! An attribute stands on what it is about.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring { by: Caller },
    }

    #[data]
    #[only(Line: Idle)]
    pub struct Caller {
        name: String,
    }
}

fn main() {}
