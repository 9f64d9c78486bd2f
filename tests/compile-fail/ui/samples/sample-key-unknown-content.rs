//! Of fields beside the content that they belong into, the content is not missing as well.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type", content = "data")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[sample({ type: "ringing", id: "a" })]
        Ringing { id: String },
    }
}

fn main() {}
