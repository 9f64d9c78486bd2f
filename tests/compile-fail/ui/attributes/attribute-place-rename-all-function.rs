//! An attribute stands on what it is about.

#[cti_runtime::protocol(vendor = "Acme", calls(library = "acme.cti", error = String))]
pub mod acme {
    #[method]
    pub trait Method {
        #[rename_all("snake_case")]
        fn get_page() -> String;
    }
}

fn main() {}
