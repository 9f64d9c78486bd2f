//! A query string is text.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring { query: Query<Call> },
    }

    #[data]
    pub struct Call {
        #[posted(Date)]
        pub at: DateTime,
    }
}

fn main() {}
