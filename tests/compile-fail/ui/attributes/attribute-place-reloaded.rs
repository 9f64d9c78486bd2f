//! Messages show that a document is new, functions don't.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event(tag = "ask", id = "id", answer(id = "to", ok = "result"))]
    pub trait Ask {
        #[reloaded]
        fn version() -> String;
    }
}

fn main() {}
