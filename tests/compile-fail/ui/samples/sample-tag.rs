//! A sample has its message's tag.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[sample({ "action": "rings" })]
        Ring,
    }
}

fn main() {}
