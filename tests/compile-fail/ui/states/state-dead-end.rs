//! A call that can end can end from every state.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[moves(Call: new => Up)]
        Ring { id: u64 },
        #[moves(Call: new => Down)]
        Over { id: u64 },
    }

    #[states(key = id)]
    enum Call {
        Up,
        #[end]
        Down,
    }
}

fn main() {}
