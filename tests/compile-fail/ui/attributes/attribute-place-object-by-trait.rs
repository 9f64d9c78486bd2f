//! Events that are subscribed to by their names live on no object.

#[cti_runtime::protocol(
    vendor = "Desk",
    calls(library = "desk.cti", error = String, events(by = "addHandler"))
)]
pub mod phone {
    #[subscription]
    #[object("panel")]
    pub trait Listener {
        fn shown();
    }
}

fn main() {}
