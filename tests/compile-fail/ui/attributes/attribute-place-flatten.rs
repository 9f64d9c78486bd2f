//! An attribute stands on what it is about.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring {
            #[flatten]
            #[rename("from")]
            caller: Caller,
        },
    }

    #[data]
    pub struct Caller {
        name: String,
    }
}

fn main() {}
