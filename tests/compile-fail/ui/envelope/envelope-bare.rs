//! A bare string has nothing around it.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
mod acme_phone {
    #[event(envelope(bare, tag = "type"))]
    pub enum Event {
        Ready,
    }
}

fn main() {}
