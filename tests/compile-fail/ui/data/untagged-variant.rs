//! Each variant of an untagged enum has one scalar.

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

    #[data(untagged)]
    pub enum Id {
        Number(u64),
        Names(Vec<String>),
    }
}

fn main() {}
