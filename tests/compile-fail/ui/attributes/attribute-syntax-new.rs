//! An attribute's arguments have the form that it documents.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[states(key = call_id)]
    enum Leg {
        Ringing,
        Talking,
    }

    #[event]
    pub enum Event {
        #[moves(Leg: new => Ringing)]
        Ringing { call_id: String },
        #[moves(Leg: new | Ringing => Talking)]
        Connected { call_id: String },
    }
}

fn main() {}
