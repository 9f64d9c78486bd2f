//! Untagged variants differ in their JSON type.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring,
    }

    #[data(untagged)]
    pub enum Id {
        Number(u64),
        Phone(PhoneNumber),
    }
}

fn main() {}
// errors: 2
