//! Items have different names.

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
    pub struct Contact {
        name: String,
    }
    #[data]
    pub struct Contact {
        id: u64,
    }
}

fn main() {}
// errors: 2
