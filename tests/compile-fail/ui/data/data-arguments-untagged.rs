//! A data type is one thing, and its arguments are about it.

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

    #[data(untagged, rename_all = "snake_case")]
    pub enum Id {
        Number(u64),
        Text(String),
    }
}

fn main() {}
