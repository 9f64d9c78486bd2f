//! What crosses the edge of a library has the values of JSON.

#[cti_runtime::protocol(vendor = "Acme", calls(library = "acme", error = String))]
pub mod phone {
    #[method]
    pub trait Method {
        fn remind(#[posted(Date)] at: DateTime);
    }
}

fn main() {}
