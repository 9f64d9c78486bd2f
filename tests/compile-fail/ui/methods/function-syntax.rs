//! A function is `fn name(argument: Type) -> Result;`.

#[cti_runtime::protocol(
    vendor = "Desk", calls(library = "desk.cti", error = String)
)]
pub mod phone {
    #[method]
    pub trait Method {
        type Number;
        fn hangup();
    }
}

fn main() {}
