//! A library that is called has no origins, envelope or frame.

#[cti_runtime::protocol(
    vendor = "Desk",
    calls(library = "desk.cti", error = String),
    origins("https://desk.example"),
)]
pub mod phone {
    #[method]
    pub trait Method {
        fn hangup();
    }
}

fn main() {}
