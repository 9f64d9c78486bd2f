//! A type is known, declared as data, or imported.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring {
            contacts: HashMap<String>,
            extra: Value,
        },
    }
}

fn main() {}
// errors: 2
