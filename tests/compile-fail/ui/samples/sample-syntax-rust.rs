//! A sample is JSON, not Rust.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[sample({ type: "ringing", id: Some("a") })]
        Ringing { id: Option<String> },
    }
}

fn main() {}
