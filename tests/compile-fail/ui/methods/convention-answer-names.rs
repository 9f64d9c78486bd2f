//! Names of events are for a function that subscribes to all of them.

#[cti_runtime::protocol(
    vendor = "Desk",
    calls(library = "desk.cti", error = String, events(names = "EVENTS"))
)]
pub mod phone {
    #[subscription]
    pub trait Listener {
        fn shown();
    }
}

fn main() {}
