//! A message behind a missing comma stays.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ringing { id: String }
        Ended { id: String },
    }
}

fn main() {
    let _ = (phone::event::Ringing::new("a"), phone::event::Ended::new("a"));
}
