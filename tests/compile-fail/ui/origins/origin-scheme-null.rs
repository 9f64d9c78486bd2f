//! `null` is nobody's origin.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("null"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring { id: String },
    }
}

fn main() {}
