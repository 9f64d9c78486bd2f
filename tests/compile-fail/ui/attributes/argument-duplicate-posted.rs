//! What is posted is said once.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring {
            #[posted(Date, Date)]
            repeated: DateTime,
        },
    }
}

fn main() {}
// errors: 2
