//! A sample has declared keys only.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[sample({ "action": "ring", "ringstart": "2026-01-31 09:30:00" })]
        Ring { ring_start: Option<DateTime> },
    }
}

fn main() {}
