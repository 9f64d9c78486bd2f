//! `#[end]` stands in a keyed machine.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[moves(Line: Idle => Over)]
        Over,
    }

    #[states]
    enum Line {
        Idle,
        #[end]
        Over,
    }
}

fn main() {}
