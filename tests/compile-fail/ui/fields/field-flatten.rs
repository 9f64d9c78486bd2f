//! A flattened field has keys that can stand in its place.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring {
            #[flatten]
            number: String,
        },
    }
}

fn main() {}
