//! The tags of a type are all strings, all booleans, or all whole numbers.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type"),
)]
pub mod acme {
    #[event]
    pub enum Event {
        Answer {
            outcome: Outcome,
            code: Code,
        },
    }

    #[data(tag = "success")]
    pub enum Outcome {
        #[rename(true)]
        Done { data: String },
        Failed { code: u16 },
    }

    #[data(tag = "code")]
    pub enum Code {
        #[rename(0, alias = "ok")]
        Fine,
        #[rename("1")]
        Lost,
    }
}

fn main() {}
// errors: 5
