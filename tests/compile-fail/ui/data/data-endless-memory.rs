//! A value doesn't lie in its own memory.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring { who: Who },
    }

    #[data]
    pub struct Who {
        id: String,
        next: Option<Who>,
    }
}

fn main() {}
// errors: 3
