//! `*` doesn't span a suffix under which anybody can register.

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
