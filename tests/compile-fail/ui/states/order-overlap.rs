//! A message has one rule per machine and state.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[moves(Line: Idle => Ringing)]
        #[moves(Line: Idle | Ringing => Idle)]
        Ring,
    }

    #[states]
    enum Line {
        Idle,
        Ringing,
    }
}

fn main() {}
// errors: 2
