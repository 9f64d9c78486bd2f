//! Only states are named where a message is sent.

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
        #[moves(Line: Idle => Busy)]
        Ringing { on: bool },
        #[moves(Line: Busy => Idle)]
        Ended,
    }

    #[command]
    pub enum Command {
        #[only(Line: Idle => Busy)]
        Hang,
        #[only(Line: !Idle)]
        Hold,
    }
}

fn main() {}
// errors: 2
