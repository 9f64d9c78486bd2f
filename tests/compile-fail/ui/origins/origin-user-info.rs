//! An origin has no user info.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://me@phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring,
    }
}

fn main() {}
