//! Every state can be reached.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[moves(Call: Up => Down)]
        Over { id: u64 },
    }

    #[states(key = id)]
    enum Call {
        Up,
        Down,
    }
}

fn main() {}
