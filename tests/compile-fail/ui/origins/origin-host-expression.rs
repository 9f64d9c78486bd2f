//! An origin is no regular expression.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://.*\\.acme\\.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ready,
    }
}

fn main() {}
