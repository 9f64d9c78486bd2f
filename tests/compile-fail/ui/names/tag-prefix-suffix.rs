//! A tag that ends with something known begins with it, too.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[suffix(".done")]
        Done {
            #[remainder]
            id: String,
        },
    }
}

fn main() {}
