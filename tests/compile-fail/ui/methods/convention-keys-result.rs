//! There is a key for the result.

#[cti_runtime::protocol(
    vendor = "Desk",
    calls(library = "desk.cti", error = String)
)]
pub mod phone {
    #[method]
    pub trait Method {
        #[answer(callback, error = "problem")]
        fn dial();
    }
}

fn main() {}
