//! A field's type is owned data that JSON can carry; of an imported one, its `Wire` says how.

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
