//! An event that is subscribed to by its name lives on no object.

#[cti_runtime::protocol(
    vendor = "Desk",
    calls(library = "desk.cti", error = String, events(by = "addHandler"))
)]
pub mod phone {
    #[subscription]
    pub trait Listener {
        #[object("panel")]
        fn shown();
    }
}

fn main() {}
