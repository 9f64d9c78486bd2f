//! Both callbacks have keys, or none has.

#[cti_runtime::protocol(
    vendor = "Desk",
    calls(library = "desk.cti", error = String)
)]
pub mod phone {
    #[method]
    pub trait Method {
        #[answer(success, failure = "onFailure")]
        fn dial();
    }
}

fn main() {}
