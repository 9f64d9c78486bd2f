//! Members with bare keys stand in braces, too.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[sample(type: "ringing", id: "a")]
        Ringing { id: String },
    }
}

fn main() {}
