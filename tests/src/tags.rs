//! A phone whose contents have tags of their own, which are strings, booleans and numbers. It is here,
//! and not beside its conversation in `tests/shapes`, so that the fuzz targets have it too.

/// Anchor Phone: a second tag inside of the content.
#[cti_runtime::protocol(
    vendor = "Anchor",
    origins("https://phone.anchor.example"),
    envelope(object, tag = "type", content = "data")
)]
pub mod anchor_phone {
    #[event]
    pub enum Event {
        /// What happens to a call; which of it, stands beside the fields that all of it has.
        #[sample({ type: "call", data: { event: "moved", to: "+2", callId: 7 } })]
        Call {
            call_id: u64,
            #[flatten]
            change: Change,
        },
        #[sample({ type: "over", data: { code: -1, callId: 7 } })]
        Over {
            call_id: u64,
            #[flatten]
            ending: Ending,
        },
        #[sample({ type: "dialled", data: { success: false, reason: { code: 486 } } })]
        Dialled(Outcome),
    }

    #[command]
    pub enum Command {
        #[sample({ type: "report", data: { success: true, callId: 7, note: "sold" } })]
        Report {
            #[flatten]
            outcome: Option<Outcome>,
            note: Option<String>,
        },
    }

    #[data(tag = "event")]
    pub enum Change {
        Held,
        Moved { to: PhoneNumber },
    }

    #[data(tag = "code")]
    pub enum Ending {
        #[rename(200, alias = 0)]
        Done { seconds: u32 },
        #[rename(486)]
        Busy,
        #[rename(-1)]
        Lost,
    }

    #[data(tag = "success")]
    pub enum Outcome {
        #[rename(true)]
        Done { call_id: u64 },
        #[rename(false)]
        Failed { reason: Ending },
    }
}
