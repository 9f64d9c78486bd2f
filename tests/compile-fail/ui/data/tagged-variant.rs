//! A tagged variant has named fields, or none.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring,
    }

    #[data(tag = "view")]
    pub enum View {
        Plain,
        Headless(String),
    }
}

fn main() {}
