/// LeadDesk Talk: a softphone that a web page embeds as an iframe.
///
/// Talk handles one call at a time: only `call` and `completed` carry a call's id. Times name no
/// zone.
//
// Origins: LeadDesk's document logs in at `login-ce2` in one example and posts to `login-qed-fi1`
// in another; any login host of the account will do.
#[cti_runtime::protocol(
    vendor = "LeadDesk",
    origins("https://login-*.leaddesk.com"),
    envelope(object, tag = "action"),
    frame(src = "https://login-{cluster}.leaddesk.com/", allow = "microphone *", size = (400, 800)),
)]
pub mod leaddesk_talk {
    /// Whether an agent is logged in.
    #[states]
    enum Agent {
        /// Talk shows its login page.
        LoggedOut,
        /// An agent can be called, and can call.
        LoggedIn,
    }

    /// The line of the one call that Talk handles.
    #[states]
    enum Line {
        /// No call.
        Idle,
        /// A call rings, in either direction.
        Ringing,
        /// The call was answered.
        Talking,
        /// The call leg is gone; the agent still works on the call's reason and comment.
        AfterCall,
    }

    /// Talk → page.
    #[event]
    pub enum Event {
        /// An agent has logged in; click-to-call may be offered from here on.
        #[moves(Agent: LoggedOut => LoggedIn)]
        #[sample({"action": "login", "language": "en",
                  "origin": "https://login-ce2.leaddesk.com/"})]
        Login {
            /// The agent's language, as a code: `en`.
            language: String,
            /// Where Talk says it runs.
            // The document's example ends in a slash, which no origin does, and its last step tells
            // the page to post to it. It is data: the session keeps to the origin that the browser
            // reports.
            origin: String,
        },
        /// The agent has logged out and cannot make calls.
        #[moves(Agent: LoggedIn => LoggedOut)]
        #[sample({"action": "logout"})]
        Logout,
        /// A call rings, in either direction.
        // Nothing says that a new call waits for `completed`.
        #[moves(Line: Idle | AfterCall => Ringing)]
        #[sample({"action": "call", "id": 123, "number": "+358401234567", "direction": "in",
                  "ringStart": "2026-01-31 09:30:00"})]
        #[sample({"action": "call", "id": 123, "number": 358401234567, "direction": "out",
                  "ringStart": "2026-01-31 09:30:00"})]
        Call {
            /// LeadDesk's number for the call.
            id: u64,
            /// The other party.
            number: PhoneNumber,
            /// Who calls whom.
            direction: Direction,
            /// When it began to ring.
            ring_start: DateTime,
        },
        /// The call was answered.
        #[moves(Line: Ringing => Talking)]
        #[sample({"action": "connected", "callStart": "2026-01-31 09:30:05"})]
        Connected {
            /// When the two parties began to talk.
            call_start: DateTime,
        },
        /// The call leg is gone. If it was never connected, nobody answered.
        #[moves(Line: Ringing | Talking => AfterCall)]
        #[sample({"action": "disconnected", "callEnd": "2026-01-31 09:31:00",
                  "recordUrl": "https://recordings.example/123.mp3"})]
        #[sample({"action": "disconnected", "callEnd": "2026-01-31 09:31:00"})]
        Disconnected {
            /// When the call ended.
            // Here alone the document writes the format without its first hyphen, `yyyy mm-dd`, and
            // calls it an end of talk: both look like slips. A DateTime keeps the text either way.
            call_end: DateTime,
            /// Where the call's recording can be heard.
            #[personal]
            record_url: Option<Url>,
        },
        /// The agent has finished with the call.
        #[moves(Line: AfterCall => Idle)]
        // The document's payload lacks its last brace.
        #[sample(file = "leaddesk_talk/completed.json")]
        #[sample(file = "leaddesk_talk/completed_unanswered.json")]
        Completed {
            /// The whole call, looked back at.
            call: CompletedCall,
        },
        /// The agent has sent a text message.
        #[sample({"action": "sms", "sms": "Hello", "callId": 123})]
        #[sample({"action": "sms", "sms": "Hello"})]
        Sms {
            /// The text.
            #[personal]
            sms: String,
            /// The call that it belongs to, if any.
            call_id: Option<u64>,
        },
        /// Some command failed; which one isn't said.
        #[sample({"action": "error", "message": "general"})]
        #[sample({"action": "error", "message": "unknown error"})]
        Error {
            /// `general` or `unknown error`.
            message: String,
        },
        /// The token that `getJwt` asked for.
        #[sample({"action": "jwt", "jwt": "[blanked]"})]
        Jwt {
            /// A signed token for the audience `cti`.
            jwt: Secret<String>,
        },
    }

    /// Page → Talk. Talk answers nothing but `getJwt`; what fails comes back as an `error` event.
    #[command]
    pub enum Command {
        /// Changes how Talk behaves; what isn't set keeps its default.
        #[only(Agent: LoggedIn)]
        #[sample({"action": "useSettings", "preventManualCalling": true})]
        UseSettings {
            /// Bars the agent from typing a number.
            prevent_manual_calling: Option<bool>,
        },
        /// Puts a number into the input field, and calls it if told to.
        // The rule stands beside the document's `logout`. In the comment on this payload the tag
        // begins with a space; the list of tags has none.
        #[only(Agent: LoggedIn)]
        #[sample({"action": "call", "number": "+123456789", "autocall": true})]
        Call {
            /// The number to call.
            number: PhoneNumber,
            /// Whether to call at once.
            autocall: bool,
        },
        /// Answers a ringing inbound call.
        // The document says on what this and `hangup` act, not when they may be sent. No rule: the
        // line is tracked without ids, and a wrongly withheld answer would cost a call, a vain one
        // nothing.
        #[sample({"action": "answer"})]
        Answer,
        /// Hangs up a ringing or an ongoing call.
        #[sample({"action": "hangup"})]
        Hangup,
        /// Clears the number field, and undoes a `setStatus`.
        #[sample({"action": "reset"})]
        Reset,
        /// Takes the agent out of reach for calls, or back.
        #[sample({"action": "setStatus", "enabled": false})]
        SetStatus {
            /// `false` stops calls in both directions.
            enabled: bool,
        },
        /// Tells Talk about the customer, to fill in text messages.
        #[sample({"action": "setMetadata", "metadata": {"name": "Ada Example", "nr": [1]}})]
        SetMetadata {
            /// Any keys, any values.
            #[personal]
            metadata: Map<Json>,
        },
        /// Asks for a token; `jwt` answers.
        #[reply(Jwt, or = Error)]
        #[sample({"action": "getJwt"})]
        GetJwt,
    }

    /// Who calls whom.
    #[data(open)]
    pub enum Direction {
        /// The customer calls.
        In,
        /// The agent calls.
        Out,
    }

    /// A call that is over. The document gives a type for every key and `null` for what is unknown.
    #[data]
    pub struct CompletedCall {
        /// The id that `call` gave.
        id: u64,
        /// Who called whom.
        direction: Direction,
        /// The number that was called.
        #[null]
        to: Option<PhoneNumber>,
        /// The number that called.
        #[null]
        from: Option<PhoneNumber>,
        /// Whether the two parties talked.
        answered: bool,
        /// When the call began to ring.
        // The document explains this and `talkStart` with the same words. `callStart` of
        // `connected` is the start of the talk; here, beside a `talkStart`, it can only be that of
        // the call.
        #[null]
        call_start: Option<DateTime>,
        /// When the two parties began to talk.
        #[null]
        talk_start: Option<DateTime>,
        /// When the call ended.
        #[null]
        call_end: Option<DateTime>,
        /// Length of the call, in seconds.
        #[null]
        duration: Option<u64>,
        /// What the agent noted.
        #[null]
        #[personal]
        comment: Option<String>,
        /// Where the call's recording can be heard.
        #[null]
        #[personal]
        record_url: Option<Url>,
        /// The ending reason that the agent chose.
        #[null]
        reason: Option<Reason>,
    }

    /// A call ending reason of the account.
    #[data]
    pub struct Reason {
        /// As the agent sees it.
        name: String,
        /// As programs name it.
        #[null]
        logical_name: Option<String>,
    }
}
