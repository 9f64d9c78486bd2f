//! A field is no object in which the envelope has something.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "payload.type", constants("payload.meta.source" = "voice"))
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring { meta: Map<String> },
    }
}

fn main() {}
