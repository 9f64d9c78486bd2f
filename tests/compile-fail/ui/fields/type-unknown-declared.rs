//! A type is known, declared as data, or imported.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring { caller: Option<Contract> },
    }

    #[data]
    pub struct Contact {
        name: String,
    }
}

fn main() {}
