//! A field in another language's syntax.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring {
            id?: String,
        },
        Over {
            numbers: String[],
        },
        Done {
            which: String | u64,
        },
    }
}

fn main() {}
// errors: 6
