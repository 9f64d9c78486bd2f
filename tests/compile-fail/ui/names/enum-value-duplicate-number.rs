//! A value means one variant, in whatever base it is written.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type"),
)]
pub mod acme {
    #[event]
    pub enum Event {
        Answer { outcome: Outcome },
    }

    #[data(tag = "code")]
    pub enum Outcome {
        #[rename(16)]
        Done,
        #[rename(0x10)]
        Missing,
    }
}

fn main() {}
// errors: 2
