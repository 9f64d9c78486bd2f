//! Plain `http` is for loopback only.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("http://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring,
    }
}

fn main() {}
