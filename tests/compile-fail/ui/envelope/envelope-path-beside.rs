//! Where the tag is in another object, an outcome stands in the content.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "payload.type", content = "payload.data")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[outcome(ok = "result", error = "error")]
        Ring {
            #[beside]
            outcome: Result<String, String>,
            line: u8,
        },
    }
}

fn main() {}
