//! A sample has declared keys only, also in the objects of its envelope.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "payload.type", content = "payload.data")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[sample({ payload: { type: "ring", callId: 7, data: { line: 1 } } })]
        Ring { line: u8 },
    }
}

fn main() {}
