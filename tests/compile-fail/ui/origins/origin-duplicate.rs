//! An origin is listed once.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://a.acme.example", "https://a.acme.example"),
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
