//! A library is a dotted path of JavaScript names.

#[cti_runtime::protocol(
    vendor = "Desk", calls(library = "desk cti", error = String)
)]
pub mod phone {
    #[method]
    pub trait Method {
        fn hangup();
    }
}

fn main() {}
