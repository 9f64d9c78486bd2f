//! A data type derives what isn't generated, once.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ringing { call: Call, kind: Kind },
    }

    #[data]
    #[derive(Clone, Eq, Eq, Hsah, serde::Serialize, Serialize)]
    pub struct Call {
        id: u64,
    }

    #[data]
    #[derive(Hash)]
    pub enum Kind {
        In,
    }
}

fn main() {}
// errors: 7
