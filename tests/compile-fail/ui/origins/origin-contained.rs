//! An origin is not contained in another.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://*.acme.example", "https://phone.acme.example"),
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
