//! Members stand in braces.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[sample("type": "ring", "id": "c-1")]
        Ring { id: String },
    }
}

fn main() {}
