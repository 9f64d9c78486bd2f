//! `#[null]` stands on an `Option`.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring {
            #[null]
            to: String,
        },
    }
}

fn main() {}
