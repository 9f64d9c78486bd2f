//! An argument says something.

#[cti_runtime::protocol(
    vendor = "Acme",
    calls(library = "acme.cti", error = String, arguments())
)]
pub mod phone {
    #[method]
    pub trait Method {
        fn show(page: String) -> String;
    }
}

fn main() {
    let _ = phone::method::Show::new("/");
}
