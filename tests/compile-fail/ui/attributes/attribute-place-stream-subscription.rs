//! A library calls a subscription's callback as often as it likes.

#[cti_runtime::protocol(vendor = "Acme", calls(library = "acme", error = String))]
pub mod acme {
    #[subscription]
    pub trait Listener {
        #[stream]
        fn on_level() -> u8;
    }
}

fn main() {}
