//! A type is known, declared as data, or imported.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring { number: PhoneNumer },
    }
}

fn main() {}
