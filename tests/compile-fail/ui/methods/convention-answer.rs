//! An answer comes one way.

#[cti_runtime::protocol(
    vendor = "Desk",
    calls(library = "desk.cti", error = String, answer(callback, promise))
)]
pub mod phone {
    #[method]
    pub trait Method {
        fn dial();
    }
}

fn main() {}
// errors: 2
