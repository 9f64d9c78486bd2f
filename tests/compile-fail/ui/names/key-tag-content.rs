//! A field beside the tag has a key of its own.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action", content = "data")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[envelope(content = "body")]
        Ring {
            #[beside]
            body: String,
        },
    }
}

fn main() {}
