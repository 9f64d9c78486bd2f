//! An attribute stands on what it is about.

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
        Number(#[personal] String),
        Id(u64),
    }
}

fn main() {}
