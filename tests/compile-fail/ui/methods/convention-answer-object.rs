//! An object of listeners goes to a function that takes them all.

#[cti_runtime::protocol(
    vendor = "Desk",
    calls(library = "desk.cti", error = String)
)]
pub mod phone {
    #[subscription]
    pub trait Listener {
        #[events(object)]
        #[answer(promise)]
        fn dial(number: String) -> String;
    }
}

fn main() {}
