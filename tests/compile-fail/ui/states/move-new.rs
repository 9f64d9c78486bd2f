//! `new` is for keyed machines.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[moves(Line: new => Ringing)]
        Ring,
    }

    #[states]
    enum Line {
        Idle,
        Ringing,
    }
}

fn main() {}
