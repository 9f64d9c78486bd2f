//! Fields stand beside a content only where there is one.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type", content = "data")
)]
pub mod phone {
    #[event(each(#[beside] id: u64))]
    pub enum Event {
        Ring,
        #[envelope(beside)]
        Ready { user: String },
    }
}

fn main() {}
