//! An opaque type is copied, wherever it stands.

#[derive(Default, PartialEq, serde::Serialize, serde::Deserialize)]
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
        Moved { way: Way },
    }

    #[data]
    pub struct Way {
        #[opaque]
        points: Option<Point>,
    }
}

fn main() {}
