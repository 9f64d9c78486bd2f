//! Windows exchange messages, libraries have methods and subscriptions.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[method]
    pub trait Method {
        fn hangup();
    }
}

fn main() {}
