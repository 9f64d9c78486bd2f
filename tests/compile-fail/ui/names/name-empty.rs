//! A name on the wire is not empty.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[rename("")]
        Ring,
    }
}

fn main() {}
