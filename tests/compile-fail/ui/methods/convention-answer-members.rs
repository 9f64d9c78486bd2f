//! In an object of listeners each has its event's name.

#[cti_runtime::protocol(
    vendor = "Desk",
    calls(
        library = "desk.cti",
        error = String,
        events(by = "register", object, names = "EVENTS")
    )
)]
pub mod phone {
    #[subscription]
    pub trait Listener {
        fn dialled() -> String;
    }
}

fn main() {}
// errors: 2
