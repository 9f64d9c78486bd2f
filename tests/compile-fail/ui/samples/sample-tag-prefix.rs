//! The tag of a sample begins with its message's prefix.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[prefix("contact::")]
        #[sample({ type: "agent::c-1" })]
        Contact {
            #[remainder]
            id: String,
        },
    }
}

fn main() {}
