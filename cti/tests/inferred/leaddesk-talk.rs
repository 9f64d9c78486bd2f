/// Leaddesk, as `cti infer` found it in a recording.
//
// The other side is https://login-ce2.leaddesk.com in window 1: 28 messages from there, 10 messages
// of the page's.
// The same window posted from https://login-qed-fi1.leaddesk.com too; a pattern such as
// `https://login-*.acme.example` may say it better.
//
// Left out:
// - 2 messages from https://crm.example in window 2.
// - 1 message from https://login-ce2.leaddesk.com.evil.example in window 1.
// - 1 message from http://login-ce2.leaddesk.com in window 1.
// - 1 message from https://login-ce2.leaddesk.com/ in window 1.
// - 1 message from null in window 1.
// - 1 message from https://login-ce2.leaddesk.com in window 3.
// - 1 message from https://accounts.google.com in window 4.
// - 1 message: larger than a session takes.
// - 1 message: with a key that stands twice.
// - 2 messages without a tag that the others have: `id`, `number` and `type`.
#[cti_runtime::protocol(
    vendor = "Leaddesk",
    origins("https://login-ce2.leaddesk.com", "https://login-qed-fi1.leaddesk.com")
)]
pub mod leaddesk_talk {
    // A proposal, from the order of 17 events that no id tells apart; look at it before you believe
    // it:
    //
    // #[states]
    // enum Line {
    //     Call,
    //     Connected,
    //     Disconnected,
    //     Completed,
    // }
    //
    // Call: #[moves(Line: Connected => Call)], seen 1 time
    // Call: #[moves(Line: Disconnected => Call)], seen 2 times
    // Call: #[moves(Line: Completed => Call)], seen 2 times
    // Connected: #[moves(Line: Call => Connected)], seen 3 times
    // Disconnected: #[moves(Line: Call => Disconnected)], seen 1 time
    // Disconnected: #[moves(Line: Connected => Disconnected)], seen 2 times
    // Disconnected: #[moves(Line: Completed => Disconnected)], seen 1 time
    // Completed: #[moves(Line: Call => Completed)], seen 1 time
    // Completed: #[moves(Line: Disconnected => Completed)], seen 2 times

    /// Leaddesk → page.
    #[event(envelope(object | text, tag = "action"))]
    pub enum Event {
        /// Seen 1 time.
        #[sample({"action": "login", "language": "en", "origin": "https://crm.example/1"})]
        Login { language: String, origin: Url },
        /// Seen 6 times.
        #[sample({"action": "call", "id": 123, "number": "+120255501231", "direction": "in",
                  "ringStart": "2026-01-31 09:30:00"})]
        Call {
            id: Id,
            number: PhoneNumber,
            direction: Direction,
            ring_start: DateTime,
        },
        /// Seen 3 times.
        #[sample({"action": "connected", "callStart": "2026-01-31 09:30:05"})]
        Connected {
            // Not always the same: a number (1), a string (2).
            call_start: Json,
        },
        /// Seen 5 times.
        #[sample({"action": "disconnected", "callEnd": "2026-01-31 09:31:00",
                  "recordUrl": "https://crm.example/1"})]
        Disconnected {
            call_end: DateTime,
            // In 1 of 5.
            #[personal]
            record_url: Option<Url>,
        },
        /// Seen 1 time.
        #[sample({"action": "sms", "sms": "Some text.", "callId": 123})]
        Sms {
            #[personal]
            sms: String,
            call_id: u64,
        },
        /// Seen 3 times.
        #[sample({"action": "completed", "call": {"id": 123, "direction": "in", "to": null,
                  "from": "+120255501231", "answered": true, "callStart": "2026-01-31 09:30:00",
                  "talkStart": "2026-01-31 09:30:05", "callEnd": "2026-01-31 09:31:00",
                  "duration": 55, "comment": "Some text.", "recordUrl": "https://crm.example/1",
                  "reason": {"name": "Example", "logicalName": null}}})]
        #[sample({"action": "completed", "call": {"id": 124, "direction": "in", "to": null,
                  "from": "+120255501231", "answered": false, "callStart": "2026-01-31 09:31:55",
                  "talkStart": null, "callEnd": "2026-01-31 09:32:20", "duration": null,
                  "comment": null, "recordUrl": null, "reason": null}})]
        Completed { call: Call },
        /// Seen 1 time.
        #[sample({"action": "jwt", "jwt": "[blanked]"})]
        Jwt { jwt: Secret<String> },
        /// Seen 1 time.
        #[sample({"action": "error", "message": "general"})]
        Error { message: String },
        /// Seen 1 time.
        #[sample({"action": "queueStatus", "waiting": 3})]
        QueueStatus { waiting: u64 },
        /// Seen 2 times.
        #[sample({"action": "logout"})]
        Logout,
    }

    /// Page → Leaddesk.
    #[command(envelope(object, tag = "action"))]
    pub enum Command {
        /// Seen 2 times.
        #[sample({"action": "useSettings", "preventManualCalling": true})]
        UseSettings { prevent_manual_calling: bool },
        /// Seen 1 time.
        #[sample({"action": "setMetadata", "metadata": {"name": "Ada Example", "customer": 1,
                  "tags": ["example", null]}})]
        SetMetadata {
            #[personal]
            metadata: Map<Json>,
        },
        /// Seen 1 time.
        #[sample({"action": "answer"})]
        Answer,
        /// Seen 1 time.
        #[sample({"action": "hangup"})]
        Hangup,
        /// Seen 1 time.
        #[sample({"action": "call", "number": "+12025550123", "autocall": true})]
        Call { number: PhoneNumber, autocall: bool },
        /// Seen 2 times.
        #[reply(Jwt, or = Error)]
        #[sample({"action": "getJwt"})]
        GetJwt,
        /// Seen 1 time.
        #[sample({"action": "setStatus", "enabled": false})]
        SetStatus { enabled: bool },
        /// Seen 1 time.
        #[sample({"action": "reset"})]
        Reset,
    }

    /// Seen 9 times, with 3 values.
    #[data(open)]
    pub enum Direction {
        In,
        Out,
        Conference,
    }

    /// Seen 3 times, under `call`.
    #[data]
    pub struct Call {
        id: u64,
        direction: Direction,
        // Null 2 times.
        #[null]
        to: Option<PhoneNumber>,
        // Null 1 time.
        #[null]
        from: Option<PhoneNumber>,
        answered: bool,
        call_start: DateTime,
        // Null 1 time.
        #[null]
        talk_start: Option<DateTime>,
        call_end: DateTime,
        // Null 1 time.
        #[null]
        duration: Option<u64>,
        // Null 2 times.
        #[null]
        #[personal]
        comment: Option<String>,
        // Null 2 times.
        #[null]
        #[personal]
        record_url: Option<Url>,
        // Null 1 time.
        #[null]
        reason: Option<Reason>,
    }

    /// Seen 2 times, under `reason`.
    #[data]
    pub struct Reason {
        name: String,
        // Null 1 time.
        #[null]
        logical_name: Option<String>,
    }
}
