//! An alias is no data type of its own.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ringing { id: CallId },
    }

    #[data]
    type CallId = String;
}

fn main() {}
