//! A value of a sample has no methods.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[sample({ type: "ringing", id: "a".to_string() })]
        Ringing { id: Option<String> },
    }
}

fn main() {}
