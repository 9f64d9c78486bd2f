//! A type is known, declared as data, or imported.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[moves(Line: Idle => Busy)]
        Ring { line: Line },
    }

    #[states]
    enum Line {
        Idle,
        Busy,
    }
}

fn main() {}
