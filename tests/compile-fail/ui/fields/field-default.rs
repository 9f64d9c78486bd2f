//! `#[default]` stands on a field that is not an `Option`.

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
            to: Option<String>,
        },
    }
}

fn main() {}
