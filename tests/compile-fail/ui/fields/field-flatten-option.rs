//! A flattened field has keys that can stand in its place.

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
            caller: Option<Caller>,
        },
    }

    #[data]
    pub struct Caller {
        #[flatten]
        target: Target,
        name: String,
    }

    #[data(one_of)]
    pub enum Target {
        Number(String),
        Id(u64),
    }
}

fn main() {}
