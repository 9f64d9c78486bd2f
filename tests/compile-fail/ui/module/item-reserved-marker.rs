//! An item's name is not one that the macro generates.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action"),
    marker = Acme
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring { phone: Acme },
    }

    #[data]
    pub struct Acme {
        id: u64,
    }
}

fn main() {}
// errors: 2
