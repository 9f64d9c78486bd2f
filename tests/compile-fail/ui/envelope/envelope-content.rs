//! A message renames the content only where there is one.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[envelope(content = "body")]
        Ring { number: String },
    }
}

fn main() {}
