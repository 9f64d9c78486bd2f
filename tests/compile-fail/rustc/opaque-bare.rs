//! What an opaque type lacks is told of once, where it is named.

pub struct Point;

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    use super::Point;

    #[event]
    pub enum Event {
        Moved { #[opaque] to: Point },
    }
}

fn main() {}
