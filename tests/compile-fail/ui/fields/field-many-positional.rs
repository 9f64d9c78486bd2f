//! A list of fields is a list.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ringing { points: OneOrMany<Point> },
    }

    #[data(positional)]
    pub struct Point {
        x: f64,
        y: f64,
    }
}

fn main() {}
