//! `*` doesn't stand for hosts that strangers can have.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://*.co.uk"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring,
    }
}

fn main() {}
