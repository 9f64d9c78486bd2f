//! An item's name is not one that the macro generates.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[command]
    pub enum Command {
        Book { what: Event },
    }

    #[data]
    pub struct Event {
        title: String,
    }
}

fn main() {}
