//! Nothing subscribes to a function.

#[cti_runtime::protocol(
    vendor = "Desk",
    calls(library = "desk.cti", error = String)
)]
pub mod phone {
    #[method]
    pub trait Method {
        #[events(ok = "data")]
        fn dial();
    }
}

fn main() {}
