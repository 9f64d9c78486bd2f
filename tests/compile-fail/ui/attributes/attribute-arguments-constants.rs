//! Constants are listed.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event(envelope(constants()))]
    pub enum Event {
        Ring,
    }
}

fn main() {}
