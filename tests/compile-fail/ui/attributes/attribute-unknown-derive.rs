//! Generated messages have their derives.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    #[derive(Clone)]
    pub enum Event {
        #[derive(Clone)]
        Ring,
    }
}

fn main() {}
// errors: 2
