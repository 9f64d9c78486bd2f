//! Items have different names.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    pub use std::time::Duration;

    #[event]
    pub enum Event {
        Over { duration: Duration },
    }

    #[data]
    pub struct Duration(u64);
}

fn main() {}
// errors: 2
