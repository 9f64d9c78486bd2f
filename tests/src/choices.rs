//! A phone of which several messages may answer, that answers some requests only if they failed, and whose
//! answers say too much. It is here, and not beside its conversation in `tests/shapes`, so that the fuzz
//! targets have it too.

/// Quill Phone: one of several answers, none, and answers that look like success and failure.
#[cti_runtime::protocol(
    vendor = "Quill",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod quill_phone {
    /// Phone → page.
    #[event]
    pub enum Notice {
        Ringing {
            call_id: u64,
        },
        Queued {
            position: u8,
        },
        Busy,
        Barred {
            reason: String,
        },
        OpenFailed {
            reason: String,
        },
        NoteFailed {
            #[id]
            note: String,
        },
        /// The error counts, if it is there.
        #[outcome(ok = "result", error = "error", decides = error)]
        #[sample({ type: "found", result: { name: "Ada" }, error: null })]
        #[sample({ type: "found", result: [], error: "gone" })]
        Found(Result<Person, String>),
        /// The result counts, if it is there.
        #[outcome(ok = "state", error = "warning", decides = ok)]
        #[sample({ type: "moved", warning: "slow", state: 3 })]
        Moved {
            at: Option<u8>,
            outcome: Result<u8, String>,
        },
        /// The flag counts, whatever else is there.
        #[outcome(flag = "success", ok = "saved", error = "errors", decides = flag)]
        #[sample({ type: "saved", success: true, saved: { name: "Ada" }, errors: [] })]
        Saved(Result<Person, Vec<String>>),
    }

    /// Page → phone.
    #[command]
    pub enum Order {
        #[reply(Ringing | Queued, or = Busy | Barred)]
        Dial { to: PhoneNumber },
        #[reply(Queued, or = Busy)]
        Queue,
        #[reply(or = OpenFailed)]
        #[within(ms = 500)]
        Open { record: String },
        #[reply(or = NoteFailed)]
        #[within(ms = 500)]
        Note {
            #[id]
            note: String,
            text: String,
        },
        #[reply(Found)]
        Find { name: String },
        #[reply(Moved)]
        Move,
        #[reply(Saved)]
        Save,
    }

    /// The page asks the phone.
    #[command(tag = "ask", id = "id", answer(id = "id", flag = "ok", ok = "result", error = "error", decides = flag))]
    pub trait Ask {
        fn state() -> Result<u8, String>;
    }

    #[data]
    pub struct Person {
        pub name: String,
    }
}
