//! Messages and states are as visible as their module.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub(crate) enum Event {
        Ring,
    }
}

fn main() {}
