//! A trait has functions.

#[cti_runtime::protocol(vendor = "Desk", calls(library = "desk", error = String))]
pub mod desk {
    #[method]
    pub trait Method {}

    #[subscription]
    pub trait Listener {
        fn ready();
    }
}

fn main() {}
