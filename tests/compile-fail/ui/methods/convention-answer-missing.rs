//! A convention says how the answer comes.

#[cti_runtime::protocol(
    vendor = "Desk",
    calls(library = "desk.cti", error = String, answer(ok = "data"))
)]
pub mod phone {
    #[method]
    pub trait Method {
        fn dial();
    }
}

fn main() {}
