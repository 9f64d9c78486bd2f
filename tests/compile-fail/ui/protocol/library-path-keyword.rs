//! A library is a dotted path of JavaScript names, which begins with a variable's.

#[cti_runtime::protocol(
    vendor = "Desk", calls(library = "new.cti", error = String)
)]
pub mod phone {
    #[method]
    pub trait Method {
        fn hangup();
    }
}

fn main() {}
