//! States are joined by `|`.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[states]
    enum Line {
        Idle,
        Busy,
    }

    #[event]
    pub enum Event {
        #[moves(Line: Idle, Busy => Busy)]
        Ringing { on: bool },
        #[moves(Line: Busy => Idle)]
        Ended,
    }
}

fn main() {
    let _ = phone::event::Ringing::new(true);
}
