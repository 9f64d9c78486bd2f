//! Two messages can't have the same around the data in their tags.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[prefix("ask:")]
        #[suffix(".done")]
        Done {
            #[remainder]
            id: String,
        },
        #[prefix("ask:")]
        #[suffix(".done")]
        Failed {
            #[remainder]
            id: String,
        },
    }
}

fn main() {}
// errors: 2
