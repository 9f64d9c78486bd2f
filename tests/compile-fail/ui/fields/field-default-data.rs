//! `#[default]` stands on a field whose type has a default, and is no `Option`.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring {
            #[default]
            contact: Contact,
        },
    }

    #[data]
    pub struct Contact {
        name: Option<String>,
    }
}

fn main() {}
