//! `#[posted(Date)]` stands on a `DateTime`, and `#[posted(Map)]` on what is an object in JSON.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring {
            #[posted(Date)]
            at: String,
            #[posted(Map)]
            tags: Vec<String>,
            #[posted(Date)]
            call: Call,
            #[posted(Map)]
            ended: DateTime,
        },
    }

    #[data]
    pub struct Call {
        pub id: u64,
    }
}

fn main() {}
// errors: 4
