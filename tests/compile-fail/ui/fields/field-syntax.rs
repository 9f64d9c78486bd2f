//! A field is `name: Type`.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event(each(number, id: u64))]
    pub enum Event {
        Ring,
    }
}

fn main() {}
