//! The keys of an answer differ.

#[cti_runtime::protocol(
    vendor = "Desk",
    calls(library = "desk.cti", error = String, answer(promise, ok = "data", error = "data"))
)]
pub mod phone {
    #[method]
    pub trait Method {
        fn dial();
    }
}

fn main() {}
// errors: 2
