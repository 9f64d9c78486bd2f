//! How a library is subscribed to has its own words.

#[cti_runtime::protocol(
    vendor = "Acme",
    calls(library = "acme.cti", error = String, events(on = "addHandler"))
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
