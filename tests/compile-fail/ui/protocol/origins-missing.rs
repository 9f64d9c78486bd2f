//! A protocol between windows lists the vendor's origins.

#[cti_runtime::protocol(vendor = "Acme", envelope(object, tag = "action"))]
pub mod phone {
    #[event]
    pub enum Event {
        Ring,
    }
}

fn main() {}
