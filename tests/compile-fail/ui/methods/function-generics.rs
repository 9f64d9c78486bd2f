//! A function has no generic parameters.

#[cti_runtime::protocol(
    vendor = "Desk", calls(library = "desk.cti", error = String)
)]
pub mod phone {
    #[method]
    pub trait Method {
        fn dial<T>(number: T);
    }
}

fn main() {}
