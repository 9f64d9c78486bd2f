//! An `Id` is told apart by its text, a number isn't.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type"),
)]
pub mod acme {
    #[states(key = call)]
    enum Leg {
        Ringing,
        #[end]
        Over,
    }

    #[event]
    pub enum Event {
        #[moves(Leg: new => Ringing)]
        Ringing { call: Id },
        #[moves(Leg: * => Over)]
        Ended { call: Text<u64> },
    }
}

fn main() {}
// errors: 2
