//! An attribute stands on what it is about.

#[cti_runtime::protocol(vendor = "Acme", calls(library = "acme.cti", error = String))]
pub mod acme {
    #[method]
    pub trait Method {
        fn show(#[null] page: Option<String>);
    }
}

fn main() {}
