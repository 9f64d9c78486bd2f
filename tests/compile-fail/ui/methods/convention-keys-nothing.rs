//! What nothing answers has no keys.

#[cti_runtime::protocol(
    vendor = "Desk",
    calls(library = "desk.cti", error = String)
)]
pub mod phone {
    #[method]
    pub trait Method {
        #[answer(nothing, ok = "data")]
        fn blink();
    }
}

fn main() {}
