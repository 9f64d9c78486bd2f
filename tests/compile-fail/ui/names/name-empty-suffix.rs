//! What stands behind the data in a tag is something.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[prefix("ask:")]
        #[suffix("")]
        Done {
            #[remainder]
            id: String,
        },
    }
}

fn main() {}
