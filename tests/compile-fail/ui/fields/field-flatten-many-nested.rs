//! At most one tagged enum and one map are flattened into a place.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring {
            #[flatten]
            side: Side,
            #[flatten]
            caller: Caller,
        },
    }

    #[data]
    pub struct Caller {
        #[flatten]
        kind: Kind,
    }

    #[data(tag = "side")]
    pub enum Side {
        In,
        Out,
    }

    #[data(tag = "kind")]
    pub enum Kind {
        Person,
        Group,
    }
}

fn main() {}
// errors: 2
