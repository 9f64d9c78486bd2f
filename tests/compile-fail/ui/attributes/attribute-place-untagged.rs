//! An attribute stands on what it is about.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring { id: Id },
    }

    #[data(untagged)]
    pub enum Id {
        #[rename("number")]
        Number(u64),
        Text(String),
    }
}

fn main() {}
