//! What is ordered is equal or not, and partially ordered.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ringing { line: Line, side: Side },
    }

    #[data]
    #[derive(Eq, Ord)]
    pub struct Line {
        number: u8,
    }

    #[data]
    #[derive(Default)]
    pub enum Side {
        In,
    }
}

fn main() {}
// errors: 2
