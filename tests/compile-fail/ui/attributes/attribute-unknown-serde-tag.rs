//! Of an enum with serde's attribute, the kind is what is missing.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ringing { view: View },
    }

    #[data]
    #[serde(tag = "kind")]
    pub enum View {
        Full,
        Single { app: String },
    }
}

fn main() {
    let _ = phone::View::Full;
}
