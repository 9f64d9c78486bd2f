//! A list has no items behind its last field.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[sample({ action: "moved", to: [1, 2, 3] })]
        Moved { to: Point },
    }

    #[data(positional)]
    pub struct Point {
        x: f64,
        y: f64,
    }
}

fn main() {}
