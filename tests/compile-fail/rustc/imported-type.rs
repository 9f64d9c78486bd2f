//! What only rustc can see is one error as well, where the type is named.

#[derive(Clone, PartialEq)]
pub struct Point;

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type"),
)]
pub mod acme {
    use super::Point;

    #[event]
    pub enum Event {
        Moved { over: Option<Vec<Point>> },
    }
}

fn main() {}
