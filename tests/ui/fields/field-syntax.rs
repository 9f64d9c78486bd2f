//! A field is `name: Type`.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action"),
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring { number String, id: , side: u64 },
    }
}

fn main() {}
