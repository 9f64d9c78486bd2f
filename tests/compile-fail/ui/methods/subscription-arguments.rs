//! A subscription has no arguments.

#[cti_runtime::protocol(
    vendor = "Desk", calls(library = "desk.cti", error = String)
)]
pub mod phone {
    #[subscription]
    pub trait Listener {
        fn on_dial(number: String);
    }
}

fn main() {}
