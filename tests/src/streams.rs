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
        Level {
            #[id]
            watch: String,
            db: i8,
        },
        Muted {
            #[id]
            watch: String,
        },
        /// No levels follow.
        Over {
            #[id]
            watch: String,
        },
        Failed {
            #[id]
            watch: String,
            why: String,
        },
        /// No contacts follow.
        AllFound {
            #[id]
            id: Id,
        },
    }

    /// Page → phone.
    #[command]
    pub enum Order {
        #[reply(Level | Muted, or = Failed)]
        #[stream(until = Over, cancel = Stop)]
        #[within(ms = 500)]
        Watch {
            #[id]
            watch: String,
            line: u8,
        },
        Stop {
            #[id]
            watch: String,
        },
        Unsubscribe {
            #[id]
            id: Id,
            why: Option<String>,
        },
    }

    /// The page asks the phone.
    #[command(tag = "ask", id = "id", answer(id = "id", ok = "item", error = "error"), error = String)]
    pub trait Ask {
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
