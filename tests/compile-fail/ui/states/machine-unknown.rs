//! A rule names a declared machine.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[moves(Lin: Idle => Ringing)]
        Ring,
    }

    #[states]
    enum Line {
        Idle,
        Ringing,
    }
}

fn main() {}
