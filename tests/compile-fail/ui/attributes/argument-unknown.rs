//! An argument's key is one that the attribute knows.

#[cti_runtime::protocol(
    vendr = "Acme",
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
