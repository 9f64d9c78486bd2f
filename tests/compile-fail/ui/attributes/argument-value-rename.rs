//! A name is a string.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[rename(ring)]
        Ring { id: String },
    }
}

fn main() {}
