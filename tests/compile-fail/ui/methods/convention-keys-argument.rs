//! A callback has a key of its own.

#[cti_runtime::protocol(
    vendor = "Desk",
    calls(library = "desk.cti", error = String)
)]
pub mod phone {
    #[method]
    pub trait Method {
        #[arguments(object)]
        #[answer(callback = "to")]
        fn dial(to: String);
    }
}

fn main() {}
// errors: 2
