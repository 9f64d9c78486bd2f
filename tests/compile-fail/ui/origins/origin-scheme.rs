//! An origin begins with `https://`.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring,
    }
}

fn main() {}
