//! Values of a flattened map can't be told from the fields beside them.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring {
            id: u64,
            #[flatten]
            calls: Map<Call>,
        },
    }

    #[data]
    pub struct Call {
        #[posted(Date)]
        pub at: DateTime,
    }
}

fn main() {}
