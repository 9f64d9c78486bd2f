//! A rule for a whole direction holds for each of its messages.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[states(key = call_id)]
    enum Leg {
        Ringing,
        #[end]
        Over,
    }

    #[event]
    pub enum Event {
        #[moves(Leg: new => Ringing)]
        Ringing { call_id: String },
        #[moves(Leg: * => Over)]
        Over { call_id: String },
    }

    #[command]
    #[only(Leg: Ringing)]
    pub enum Command {
        Answer { call_id: String },
        Mute,
    }
}

fn main() {}
