//! A function of the page that a library calls answers.

#[cti_runtime::protocol(
    vendor = "Desk",
    calls(library = "desk.cti", error = String)
)]
pub mod phone {
    #[subscription]
    pub trait Listener {
        #[answer(nothing)]
        fn dialled() -> String;
    }
}

fn main() {}
