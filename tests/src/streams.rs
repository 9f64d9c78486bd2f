//! A phone that answers some requests many times. It is here, and not beside its conversation in
//! `tests/shapes`, so that the fuzz targets have it too.

/// Otter Phone: streams of messages, and of answers to requests.
#[cti_runtime::protocol(
    vendor = "Otter",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod otter_phone {
    /// Phone → page.
    #[event]
    pub enum Notice {
        #[sample({ type: "level", watch: "1", db: -7 })]
        Level {
            #[id]
            watch: String,
            db: i8,
        },
        #[sample({ type: "muted", watch: "1" })]
        Muted {
            #[id]
            watch: String,
        },
        /// No levels follow.
        #[sample({ type: "over", watch: "1" })]
        Over {
            #[id]
            watch: String,
        },
        #[sample({ type: "failed", watch: "1", why: "lost" })]
        Failed {
            #[id]
            watch: String,
            why: String,
        },
        /// No contacts follow.
        #[sample({ type: "allFound", id: 1 })]
        #[sample({ type: "allFound", id: "1" })]
        AllFound {
            #[id]
            id: Id,
        },
    }

    /// Page → phone.
    #[command]
    pub enum Order {
        #[sample({ type: "watch", watch: "1", line: 2 })]
        #[reply(Level | Muted, or = Failed)]
        #[stream(until = Over, cancel = Stop)]
        #[within(ms = 30_000)]
        Watch {
            #[id]
            watch: String,
            line: u8,
        },
        #[sample({ type: "stop", watch: "1" })]
        Stop {
            #[id]
            watch: String,
        },
        #[sample({ type: "unsubscribe", id: "1", why: "closed" })]
        Unsubscribe {
            #[id]
            id: Id,
            why: Option<String>,
        },
    }

    /// The page asks the phone.
    #[command(tag = "ask", id = "id", answer(id = "id", ok = "item", error = "error"), error = String)]
    pub trait Ask {
        #[sample(args = { prefix: "A" }, result = { name: "Ada" }, error = "lost")]
        #[stream(until = AllFound, cancel = Unsubscribe)]
        fn contacts(prefix: String) -> Contact;
        #[stream]
        fn calls() -> u64;
        fn count() -> u32;
    }

    #[data]
    pub struct Contact {
        pub name: String,
    }
}
