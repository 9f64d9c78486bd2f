//! A message is declared once.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring { id: String },
        Ring { number: String },
    }
}

fn main() {}
// errors: 2
