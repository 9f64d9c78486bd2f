//! A message about a keyed machine has the field that is its key.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[moves(Call: new => Up)]
        Ring { id: bool },
    }

    #[states(key = id)]
    enum Call {
        Up,
    }
}

fn main() {}
