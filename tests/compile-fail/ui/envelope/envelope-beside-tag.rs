//! Where there is no content, fields stand beside the tag.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "payload.type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring {
            #[beside]
            id: String,
        },
    }
}

fn main() {}
