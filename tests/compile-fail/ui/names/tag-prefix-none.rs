//! There is something behind a prefix only.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Contact {
            #[remainder]
            id: String,
        },
    }
}

fn main() {}
