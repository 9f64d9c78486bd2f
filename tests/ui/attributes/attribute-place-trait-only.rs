//! An attribute stands on what it is about.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    #[only(Line: Idle)]
    pub enum Event {
        Ring,
    }
}

fn main() {}
