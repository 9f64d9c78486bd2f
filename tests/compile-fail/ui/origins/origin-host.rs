//! An origin has a host in canonical form.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone..example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring,
    }
}

fn main() {}
