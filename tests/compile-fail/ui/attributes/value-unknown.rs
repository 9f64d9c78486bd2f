//! A value comes from the list of those that a key takes.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event(rename_all = "camel_case")]
    pub enum Event {
        Ring,
    }
}

fn main() {}
