//! An item's name is not one that the macro generates.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring,
    }

    #[data]
    pub struct EventHandler {
        name: String,
    }
}

fn main() {}
// errors: 2
