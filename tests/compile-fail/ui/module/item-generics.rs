//! Items of a declaration have no generic parameters.

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

    #[data]
    pub struct Contact<T> {
        name: T,
    }
}

fn main() {}
