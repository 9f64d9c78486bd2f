//! A sample's values are of the declared types.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type"),
)]
pub mod acme {
    #[event]
    pub enum Event {
        #[sample({
            type: "ringing",
            id: 7.5,
            muted: "yes",
            call: "300",
            numbers: [7, true],
            since: "2026-01-31",
            success: "true",
        })]
        Ringing {
            id: Id,
            muted: Text<bool>,
            call: Text<u8>,
            numbers: OneOrMany<PhoneNumber>,
            since: EpochMillis,
            #[flatten]
            outcome: Outcome,
        },
    }

    #[data(tag = "success")]
    pub enum Outcome {
        #[rename(true)]
        Done,
        #[rename(false)]
        Failed,
    }
}

fn main() {}
// errors: 6
