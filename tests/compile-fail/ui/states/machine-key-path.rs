//! A message about a keyed machine has the field that is its key, of a type that can be one.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod acme {
    #[states(key = call.id)]
    enum Leg {
        Up,
    }

    #[event]
    pub enum Event {
        #[moves(Leg: new => Up)]
        Ringing { call: Call },
        #[moves(Leg: Up => Up)]
        Held { call: u64 },
        #[moves(Leg: Up => Up)]
        Named { call: Named },
        #[moves(Leg: Up => Up)]
        Talking { leg: Option<Call> },
    }

    #[data]
    pub struct Call {
        id: u64,
    }

    #[data]
    pub struct Named {
        id: Vec<String>,
    }
}

fn main() {}
// errors: 3
