//! A vendor's origin is a name, not an address.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://10.0.0.1"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring,
    }
}

fn main() {}
