//! A type with parameters is reported where it is declared.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ringing { first: Pair<u8> },
    }

    #[data]
    pub struct Pair<T> {
        left: T,
    }
}

fn main() {}
