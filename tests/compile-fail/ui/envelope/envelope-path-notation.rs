//! A path is none of JSON Pointer's or JSONPath's.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ringing { #[at("/meta/id")] id: String },
        Held { #[at("$.meta.id")] id: String },
        Ended { #[at("legs[0].id")] id: String },
    }
}

fn main() {}
// errors: 3
