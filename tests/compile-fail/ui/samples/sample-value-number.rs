//! A sample's value is one that a closed enum lists.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type"),
)]
pub mod acme {
    #[event]
    pub enum Event {
        #[sample({ type: "answer", outcome: { code: 405 } })]
        Answer { outcome: Outcome },
    }

    #[data(tag = "code")]
    pub enum Outcome {
        #[rename(200)]
        Done,
        #[rename(404)]
        Missing,
    }
}

fn main() {}
