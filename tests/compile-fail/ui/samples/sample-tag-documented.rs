//! The documented tag is right.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[sample({ "type": "incoming_call", "id": "c-1" })]
        IncomingCall { id: String },
    }
}

fn main() {}
