//! An argument is given once.

#[cti_runtime::protocol(
    vendor = "Acme",
    vendor = "Acme Inc.",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring,
    }
}

fn main() {}
// errors: 2
