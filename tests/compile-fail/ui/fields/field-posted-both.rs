//! A value is posted as one thing.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring {
            #[posted(Date, Map)]
            at: DateTime,
        },
    }
}

fn main() {}
// errors: 2
