/// Pipevoice, as `cti infer` found it in a recording.
//
// The other side is https://widget.pipevoice.example in window 1: 12 messages from there, 4
// messages of the page's.
#[cti_runtime::protocol(
    vendor = "Pipevoice",
    origins("https://widget.pipevoice.example"),
    envelope(object, tag = "type", content = "payload")
)]
pub mod pipevoice {
    /// Pipevoice → page.
    #[event]
    pub enum Event {
        /// Seen 10 times.
        // The content has a tag of its own, `type`: one with a new value there drifts as a whole.
        #[sample({"type": "pipevoice", "payload": {"type": "registered", "appId": "crm-1",
                  "features": ["dial", "transfer"]}})]
        #[sample({"type": "pipevoice", "payload": {"type": "accept", "callId": 4000}})]
        Pipevoice(PipevoicePayload),
        /// Seen 2 times.
        #[sample({"type": "heartbeat", "payload": {"at": 1769850600123}})]
        Heartbeat { at: EpochMillis },
    }

    /// Page → Pipevoice.
    #[command]
    pub enum Command {
        /// Seen 4 times.
        // The content has a tag of its own, `type`: one with a new value there drifts as a whole.
        #[sample({"type": "crm", "payload": {"type": "annotate", "callId": 4000,
                  "note": "Some text."}})]
        Crm(CrmPayload),
    }

    /// Seen 3 times, under `caller`.
    #[data]
    #[personal]
    pub struct Caller {
        number: PhoneNumber,
        name: String,
    }

    /// The content of `pipevoice`, by its own `type`.
    #[data(tag = "type")]
    pub enum PipevoicePayload {
        /// Seen under this tag.
        Registered {
            app_id: String,
            features: Vec<String>,
        },
        /// Seen under this tag.
        Ring { call_id: u64, caller: Caller },
        /// Seen under this tag.
        Accept { call_id: u64 },
        /// Seen under this tag.
        Hangup { call_id: u64, seconds: u64 },
    }

    /// The content of `crm`, by its own `type`.
    #[data(tag = "type")]
    pub enum CrmPayload {
        /// Seen under this tag.
        Register { app_id: String },
        /// Seen under this tag.
        Annotate {
            call_id: u64,
            #[personal]
            note: String,
        },
    }
}
