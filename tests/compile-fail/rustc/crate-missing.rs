//! A crate that is not there is told of once, where it is named.

#[cti_runtime::protocol(
    crate = "nothere",
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ready,
    }
}

fn main() {}
