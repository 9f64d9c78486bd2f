//! A sample has each key once.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[sample({ "action": "ring", "id": 1, "id": 2 })]
        Ring { id: u64 },
    }
}

fn main() {}
