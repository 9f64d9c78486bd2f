//! An attribute is written once.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[rename("ringing")]
        #[rename("rings")]
        Ring,
    }
}

fn main() {}
// errors: 2
