//! A type without any trait is told of once.

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
        Moved { to: Point },
    }
}

fn main() {}
