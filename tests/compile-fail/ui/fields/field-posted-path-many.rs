//! There are at most 64 ways in a message.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action", content = "data")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring(Calls),
    }

    #[data]
    pub struct Calls {
        pub f0: Call,
        pub f1: Call,
        pub f2: Call,
        pub f3: Call,
        pub f4: Call,
        pub f5: Call,
        pub f6: Call,
        pub f7: Call,
        pub f8: Call,
    }

    #[data]
    pub struct Call {
        #[posted(Date)]
        pub d0: DateTime,
        #[posted(Date)]
        pub d1: DateTime,
        #[posted(Date)]
        pub d2: DateTime,
        #[posted(Date)]
        pub d3: DateTime,
        #[posted(Date)]
        pub d4: DateTime,
        #[posted(Date)]
        pub d5: DateTime,
        #[posted(Date)]
        pub d6: DateTime,
        #[posted(Date)]
        pub d7: DateTime,
    }
}

fn main() {}
