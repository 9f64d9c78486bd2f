//! What is posted as a `Date` or a `Map` is part of an object that is posted.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event(envelope(text | object))]
    pub enum Event {
        Ring {
            #[posted(Date)]
            at: DateTime,
            call: Call,
        },
    }

    #[data]
    pub struct Call {
        #[posted(Map)]
        pub tags: Map<String>,
    }
}

fn main() {}
// errors: 2
