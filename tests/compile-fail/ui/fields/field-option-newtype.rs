//! Nor in a data type.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring { id: Option<Maybe> },
    }

    #[data]
    pub struct Maybe(Option<String>);
}

fn main() {}
