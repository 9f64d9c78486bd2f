//! There are two callbacks, or one.

#[cti_runtime::protocol(
    vendor = "Desk",
    calls(library = "desk.cti", error = String)
)]
pub mod phone {
    #[method]
    pub trait Method {
        #[answer(success)]
        fn dial();
    }
}

fn main() {}
