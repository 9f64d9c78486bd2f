//! What rules name is there although it is no enum.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[states]
    struct Line {
        busy: bool,
    }

    #[event]
    pub enum Event {
        #[moves(Line: Idle => Busy)]
        Ringing,
    }
}

fn main() {}
