//! `#[opaque]` stands on a type that the macro doesn't know.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring {
            #[opaque]
            number: String,
        },
    }
}

fn main() {}
