//! Fields stand beside a content only where there is one.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action", content = "data")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring { caller: Caller },
    }

    #[data]
    pub struct Caller {
        #[beside]
        name: String,
    }
}

fn main() {}
