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

    #[data(rename_all = "snake_case")]
    pub struct Id(u64);
}

fn main() {}
