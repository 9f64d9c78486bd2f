//! A sample has its message's tag where that stands.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "payload.type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[sample({ payload: { type: "rang", line: 1 } })]
        Ring { line: u8 },
    }
}

fn main() {}
