//! A callback that is given the value itself has no place for a failure.

#[cti_runtime::protocol(
    vendor = "Desk",
    calls(library = "desk.cti", error = String)
)]
pub mod phone {
    #[method]
    pub trait Method {
        #[answer(callback)]
        fn name() -> Result<String, String>;
    }
}

fn main() {}
