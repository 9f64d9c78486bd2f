//! A vendor that posts what JSON doesn't have: `Date` objects, as Amazon Connect's streams do, and
//! `Map`s.

/// Acme Dates.
#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type", content = "data")
)]
pub mod acme_dates {
    /// Phone → page.
    #[event]
    pub enum Event {
        /// A call, with all that may be inside of it.
        Call {
            #[posted(Date)]
            at: DateTime,
            #[posted(Date)]
            until: Option<DateTime>,
            #[posted(Map)]
            attributes: Map<Attribute>,
            states: Vec<State>,
            #[flatten]
            end: Option<End>,
            #[beside]
            #[posted(Date)]
            sent: OneOrMany<DateTime>,
        },
        /// The whole content.
        Tags(#[posted(Map)] Map<String>),
    }

    /// Page → phone: each a `Map`.
    #[command(envelope(object, posted = Map), tag = "action")]
    pub enum Notice {
        Remind {
            #[posted(Date)]
            at: DateTime,
            /// Text, as most are.
            made: DateTime,
        },
    }

    /// Page → phone: a question.
    #[command(
        envelope(beside),
        tag = "ask",
        id = "id",
        answer(id = "to", flag = "good", ok = "found", error = "why")
    )]
    pub trait Question {
        fn last(#[posted(Date)] before: DateTime) -> Result<State, String>;
    }

    #[data]
    pub struct Attribute {
        pub value: String,
        #[posted(Date)]
        pub set: Option<DateTime>,
    }

    #[data]
    pub struct State {
        pub name: String,
        #[posted(Date)]
        pub times: Vec<DateTime>,
    }

    /// The same key, and only one of them is a `Date`.
    #[data(tag = "why")]
    pub enum End {
        Missed {
            #[posted(Date)]
            ended: DateTime,
        },
        Lost {
            ended: DateTime,
        },
    }
}
