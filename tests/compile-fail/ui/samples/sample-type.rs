//! A sample's values are of the declared types.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[sample({ "action": "ring", "id": "7", "tags": [1], "size": 300 })]
        Ring {
            id: u64,
            tags: Vec<String>,
            size: u8,
        },
    }
}

fn main() {}
// errors: 3
