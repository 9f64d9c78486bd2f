//! An attribute's arguments have the form that it documents.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[moves(Line: Idle Ringing)]
        Ring,
    }
    #[states]
    enum Line {
        Idle,
        Ringing,
    }
}

fn main() {}
