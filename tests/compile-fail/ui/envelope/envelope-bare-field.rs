//! A bare string has no fields.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(bare)
)]
mod acme_phone {
    #[event]
    pub enum Event {
        Ready { version: String },
    }
}

fn main() {}
