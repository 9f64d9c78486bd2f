//! A phone whose requests have their ids in their tags. It is here, and not beside its conversation in
//! `tests/shapes`, so that the fuzz targets have it too.

/// Merlin Phone: `ask:7` is answered by `phone.ask:7.done` or `phone.ask:7.fail`.
#[cti_runtime::protocol(
    vendor = "Merlin",
    origins("https://phone.acme.example"),
    envelope(object, tag = "key", content = "message")
)]
pub mod merlin_phone {
    /// Phone → page.
    #[event]
    pub enum Event {
        #[prefix("phone.ask:")]
        #[suffix(".done")]
        #[sample({ key: "phone.ask:7.done", message: { rows: ["Ada"] } })]
        Done {
            #[id]
            #[remainder]
            ask: String,
            #[personal]
            rows: Vec<String>,
        },
        #[prefix("phone.ask:")]
        #[suffix(".fail")]
        #[sample({ key: "phone.ask:7.fail", message: { status: 404 } })]
        Failed {
            #[id]
            #[remainder]
            ask: String,
            status: u16,
        },
        /// Says how far a request is, and answers none.
        #[prefix("phone.ask:")]
        #[sample({ key: "phone.ask:7", message: { percent: 50 } })]
        Progress {
            #[remainder]
            ask: String,
            percent: u8,
        },
        /// The phone asks, too.
        #[reply(Allowed)]
        #[prefix("may:")]
        #[suffix("?")]
        #[sample({ key: "may:9?", message: { callId: "c-1" } })]
        MayRecord {
            #[id]
            #[remainder]
            id: Id,
            call_id: String,
        },
    }

    /// Page → phone.
    #[command]
    pub enum Command {
        #[reply(Done, or = Failed)]
        #[within(ms = 5000)]
        #[prefix("ask:")]
        #[sample({ key: "ask:7", message: { url: "/users" } })]
        Ask {
            #[id]
            #[remainder]
            ask: String,
            url: String,
        },
        #[prefix("may:")]
        #[suffix("!")]
        #[sample({ key: "may:9!", message: { yes: true } })]
        Allowed {
            #[id]
            #[remainder]
            id: Id,
            yes: bool,
        },
    }
}
