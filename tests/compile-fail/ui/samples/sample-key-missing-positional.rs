//! A list has an item for each field that must be there.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[sample({ action: "moved", to: [1] })]
        Moved { to: Point },
    }

    #[data(positional)]
    pub struct Point {
        x: f64,
        y: f64,
    }
}

fn main() {}
