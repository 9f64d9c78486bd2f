//! A trait is no type of a field.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ringing { id: impl Into<String>, side: Box<dyn Fn()> },
    }
}

fn main() {}
// errors: 2
