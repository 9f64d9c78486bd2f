//! A result is one type, or `Result<T, E>`.

#[cti_runtime::protocol(
    vendor = "Desk", calls(library = "desk.cti", error = String)
)]
pub mod phone {
    #[method]
    pub trait Method {
        fn dial() -> Result<bool>;
    }
}

fn main() {}
