//! Fields stand beside a content only where there is one.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action", content = "data", beside)
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring { id: u64 },
    }
}

fn main() {}
// errors: 2
