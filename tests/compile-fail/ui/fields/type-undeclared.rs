//! A type that a field has is declared as data.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring { who: Option<Who>, state: State },
    }

    #[derive(Clone, Debug)]
    pub struct Who {
        pub id: String,
    }

    pub enum State {
        Open,
        Closed,
    }
}

fn name(who: &phone::Who) -> &str {
    &who.id
}

fn main() {}
// errors: 2
