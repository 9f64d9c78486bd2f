//! What is posted is a `Date` or a `Map`.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring {
            #[posted(Data)]
            at: DateTime,
        },
    }
}

fn main() {}
