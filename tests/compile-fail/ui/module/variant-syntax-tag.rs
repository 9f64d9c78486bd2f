//! A tag is no discriminant.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ringing = "call_ringing",
    }
}

fn main() {
    let _ = phone::event::Ringing::new();
}
