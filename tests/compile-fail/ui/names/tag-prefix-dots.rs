//! What stands for the data in a tag is no part of it.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[prefix("ask:")]
        #[suffix("….done")]
        Done {
            #[remainder]
            id: String,
        },
    }
}

fn main() {}
