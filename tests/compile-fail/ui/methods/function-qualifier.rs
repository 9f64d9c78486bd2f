//! A function is plain: not async, const, unsafe or extern.

#[cti_runtime::protocol(
    vendor = "Desk", calls(library = "desk.cti", error = String)
)]
pub mod phone {
    #[method]
    pub trait Method {
        async fn hangup();
    }
}

fn main() {}
