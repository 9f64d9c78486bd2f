//! A port is a number, and not the scheme's default.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example:443"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring,
    }
}

fn main() {}
