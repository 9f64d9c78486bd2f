//! Families of a direction have one encoding.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Notice {
        Ring,
    }
    #[event(envelope(text, tag = "ask"))]
    pub enum Question {
        Who,
    }
}

fn main() {}
// errors: 2
