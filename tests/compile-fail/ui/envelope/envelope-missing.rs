//! A direction has an envelope.

#[cti_runtime::protocol(vendor = "Acme", origins("https://phone.acme.example"))]
pub mod phone {
    #[event]
    pub enum Event {
        Ring,
    }
}

fn main() {}
