//! An item is one thing: messages, states or data.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    #[command]
    pub enum Event {
        Ring,
    }
}

fn main() {}
// errors: 2
