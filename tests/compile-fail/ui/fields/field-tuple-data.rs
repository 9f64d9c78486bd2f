//! A data type of several values has names for them.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ringing { place: Place },
    }

    #[data(positional)]
    pub struct Place(String, u8);
}

fn main() {}
