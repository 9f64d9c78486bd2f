//! `OneOrMany<…>` is of a type that is never a list or null.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type"),
)]
pub mod acme {
    #[event]
    pub enum Event {
        Ringing {
            numbers: OneOrMany<PhoneNumber>,
            any: OneOrMany<Json>,
            tags: Option<OneOrMany<Tags>>,
            names: OneOrMany<Option<String>>,
        },
    }

    #[data]
    pub struct Tags(Vec<String>);
}

fn main() {}
// errors: 3
