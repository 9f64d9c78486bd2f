//! An origin is written in lower case.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://Phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring,
    }
}

fn main() {}
