//! A number that JavaScript would round.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[sample({ "type": "ring", "id": 9007199254740993 })]
        Ring { id: u64 },
    }
}

fn main() {}
