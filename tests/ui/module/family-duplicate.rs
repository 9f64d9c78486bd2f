//! Each direction is declared once.

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
    #[event]
    pub enum More {
        Busy,
    }
}

fn main() {}
