//! What an envelope lacks is said at the envelope.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object)
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring { id: String },
    }
}

fn main() {}
