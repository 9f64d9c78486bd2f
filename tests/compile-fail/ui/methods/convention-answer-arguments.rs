//! Arguments are members or have positions.

#[cti_runtime::protocol(
    vendor = "Desk",
    calls(library = "desk.cti", error = String, arguments(object, positions))
)]
pub mod phone {
    #[method]
    pub trait Method {
        fn dial();
    }
}

fn main() {}
// errors: 2
