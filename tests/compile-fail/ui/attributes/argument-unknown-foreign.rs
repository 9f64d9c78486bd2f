//! What is called otherwise elsewhere is named as it is here.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type", data = "data")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ready,
    }
}

fn main() {}
