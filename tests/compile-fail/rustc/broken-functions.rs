//! A function that is no Rust stays as it is meant.

#[cti_runtime::protocol(
    vendor = "Acme",
    calls(library = "acme.cti", error = String)
)]
pub mod phone {
    #[method]
    pub trait Method {
        fn untyped(page, tab: String);
        fn result(page: String): String;
        fn show(page: String)
        fn hide();
    }
}

fn main() {
    use phone::method;
    let _ = method::Untyped::new("/", "a");
    let _ = method::Result::new("/");
    let _ = (method::Show::new("/"), method::Hide::new());
}
// errors: 3
