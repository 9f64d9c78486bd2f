//! An argument's key is one that the attribute knows.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring,
    }

    #[data(opne)]
    pub enum Side {
        In,
        Out,
    }
}

fn main() {}
