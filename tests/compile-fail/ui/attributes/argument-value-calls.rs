//! A library without its error stays a library.

#[cti_runtime::protocol(
    vendor = "Acme",
    calls(library = "phone")
)]
pub mod phone {
    #[method]
    pub trait Methods {
        fn call(number: String) -> String;
    }
}

fn main() {}
