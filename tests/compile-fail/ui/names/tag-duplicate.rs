//! A tag means one message.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring,
        #[rename("ring")]
        Ringing,
    }
}

fn main() {}
// errors: 2
