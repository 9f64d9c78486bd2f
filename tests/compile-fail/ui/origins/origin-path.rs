//! An origin has no path.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example/app"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring,
    }
}

fn main() {}
