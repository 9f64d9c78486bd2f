//! A machine is moved by some message.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring,
    }

    #[states]
    enum Line {
        Idle,
        Ringing,
    }
}

fn main() {}
