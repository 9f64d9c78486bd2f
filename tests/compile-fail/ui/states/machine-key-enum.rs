//! A message about a keyed machine has the field that is its key, of a type that can be one.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[moves(Call: new => Up)]
        Ring {
            id: Id,
        },
    }

    #[states(key = id)]
    enum Call {
        Up,
    }

    #[data]
    pub enum Id {
        First,
        Second,
    }
}

fn main() {}
