//! Every attribute of a library.
#![deny(missing_docs)]

/// A made-up library.
#[cti_runtime::protocol(vendor = "Desk", calls(library = "desk.cti", error = String))]
mod desk {
    #[states]
    enum Library {
        Loading,
        Ready,
    }
    #[method]
    #[only(Library: Ready)]
    pub trait Method {
        #[sample(args = [300], result = true)]
        fn set_height(height: u32) -> bool;
        fn get_page() -> Result<Page, Problem>;
        fn ping();
    }
    #[subscription]
    pub trait Listener {
        #[moves(Library: Loading => Ready)]
        fn ready();
        #[sample({ url: "https://a.example" })]
        #[sample(error = "Gone.")]
        fn on_focus() -> Page;
    }
    #[data]
    pub struct Page {
        url: Url,
    }
    #[data]
    pub struct Problem {
        message: String,
    }
}

fn main() {}
