//! The functions of a library are declared once, and so are its subscriptions.

#[cti_runtime::protocol(vendor = "Acme", calls(library = "acme.cti", error = String))]
pub mod phone {
    #[method]
    pub trait Method {
        fn ring();
    }
    #[method]
    pub trait More {
        fn hang_up();
    }
}

fn main() {}
// errors: 2
