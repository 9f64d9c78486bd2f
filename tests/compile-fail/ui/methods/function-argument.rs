//! An argument is a name with a type.

#[cti_runtime::protocol(
    vendor = "Desk", calls(library = "desk.cti", error = String)
)]
pub mod phone {
    #[method]
    pub trait Method {
        fn dial((country, number): (u8, u64));
    }
}

fn main() {}
