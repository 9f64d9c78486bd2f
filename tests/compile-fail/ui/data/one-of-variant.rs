//! Each variant of `one_of` has one value.

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

    #[data(one_of)]
    pub enum Target {
        Number(String),
        Id,
    }
}

fn main() {}
