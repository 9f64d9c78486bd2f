//! A key means one field.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring {
            number: String,
            #[rename("number")]
            other: String,
        },
    }
}

fn main() {}
// errors: 2
