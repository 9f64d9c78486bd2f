//! A function that nothing answers has no result.

#[cti_runtime::protocol(
    vendor = "Desk",
    calls(library = "desk.cti", error = String)
)]
pub mod phone {
    #[method]
    pub trait Method {
        #[answer(nothing)]
        fn blink() -> bool;
    }
}

fn main() {}
