//! An origin has no slash behind the host.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example/"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring,
    }
}

fn main() {}
