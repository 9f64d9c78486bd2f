//! An origin is not empty.

#[cti_runtime::protocol(vendor = "Acme", origins(""), envelope(object, tag = "action"))]
pub mod phone {
    #[event]
    pub enum Event {
        Ring,
    }
}

fn main() {}
