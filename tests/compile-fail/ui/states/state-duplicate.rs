//! States have different names.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[moves(Line: * => Idle)]
        Ring,
    }

    #[states]
    enum Line {
        Idle,
        Idle,
    }
}

fn main() {}
// errors: 2
