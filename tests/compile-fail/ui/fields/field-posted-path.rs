//! The way to what is posted as a `Date` or a `Map` ends.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring { call: Call },
    }

    #[data]
    pub struct Call {
        #[posted(Date)]
        pub at: DateTime,
        pub before: Vec<Call>,
    }
}

fn main() {}
