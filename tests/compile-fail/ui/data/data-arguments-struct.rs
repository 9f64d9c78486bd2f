//! A data type is one thing.

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

    #[data(open)]
    pub struct Target {
        number: String,
    }
}

fn main() {}
