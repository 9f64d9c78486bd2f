//! Bare strings are declared by an enum of their own.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object | bare, tag = "type")
)]
mod acme_phone {
    #[event]
    pub enum Event {
        Ready,
    }
}

fn main() {}
