//! A vendor's host has a domain.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://intranet"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring { id: String },
    }
}

fn main() {}
