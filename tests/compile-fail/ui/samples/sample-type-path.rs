//! A value deep in a text is told by its path.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[sample(r#"{
            "type": "ring",
            "calls": [
                { "n": 1 },
                { "n": "x" }
            ]
        }"#)]
        Ring { calls: Vec<Item> },
    }

    #[data]
    pub struct Item {
        n: u64,
    }
}

fn main() {}
