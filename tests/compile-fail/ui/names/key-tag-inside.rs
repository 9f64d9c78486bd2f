//! The fields that stand beside an inner tag have keys of their own.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "payload.type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring { #[rename("type")] kind: String },
    }
}

fn main() {}
