//! What stands for something is no JSON.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[sample({ "type": "ring", "id": "c-1", ... })]
        Ring { id: String },
        #[sample({ "type": "rang", "id": <id> })]
        Rang { id: String },
    }
}

fn main() {}
// errors: 2
