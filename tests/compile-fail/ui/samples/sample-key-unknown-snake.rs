//! A key in another case is told once.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[sample({ "type": "ring", "call_id": "c-1" })]
        Ring { call_id: String },
    }
}

fn main() {}
