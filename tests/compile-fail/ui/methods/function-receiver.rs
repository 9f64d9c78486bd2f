//! A function of a library has no `self`.

#[cti_runtime::protocol(
    vendor = "Desk", calls(library = "desk.cti", error = String)
)]
pub mod phone {
    #[method]
    pub trait Method {
        fn hangup(&self);
    }
}

fn main() {}
