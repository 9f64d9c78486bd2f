//! A protocol has at least one message.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[data]
    pub struct Contact {
        name: String,
    }
}

fn main() {}
