//! A rule names its machine, one arrow, one state.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[moves(Idle => Ringing)]
        Ring { id: String },
        #[moves(Call: Idle -> Ringing)]
        Rang { id: String },
        #[moves(Call: Idle => Ringing | Over)]
        Over { id: String },
    }

    #[states]
    pub enum Call {
        Idle,
        Ringing,
        Over,
    }
}

fn main() {}
// errors: 3
