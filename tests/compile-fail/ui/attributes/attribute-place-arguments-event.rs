//! An event that isn't answered has no arguments, which would be called in some way.

#[cti_runtime::protocol(
    vendor = "Desk",
    calls(library = "desk.cti", error = String)
)]
pub mod phone {
    #[subscription]
    pub trait Listener {
        #[arguments(object)]
        fn dialled() -> String;
    }
}

fn main() {}
