//! An option is not nested by another name either.

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

    pub type Maybe = Option<String>;
}

fn main() {}
