//! An enum of messages says which they are.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    pub enum Event {
        Ready,
    }
}

fn main() {
    let _ = phone::event::Ready::new();
}
