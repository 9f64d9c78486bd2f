/// A customer card that LeadDesk shows in an iframe inside its own page.
///
/// The page is the inner one: it posts to its parent, and learns which LeadDesk host that is from
/// its referrer. After a navigation within the frame the referrer is the page itself, so an
/// application hands the first one on.
//
// LeadDesk's document names no host: the pattern is LeadDesk's domain. Its examples have
// typographic quotes and unclosed functions; the samples are mended.
#[cti_runtime::protocol(
    vendor = "LeadDesk",
    origins("https://*.leaddesk.com"),
    envelope(text),
    frame(inside),
    rename_all = "snake_case"
)]
pub mod leaddesk_contact_card {
    /// The agent's line.
    #[states]
    enum Line {
        /// No call.
        Idle,
        /// A call rings.
        Ringing,
        /// The call was answered.
        On,
    }

    /// A row of LeadDesk's call log, as far as the line's events tell its state.
    // No state ends the row: a session remembers the latest ones, to know which may be deleted.
    #[states(key = call_log_id)]
    enum CallLog {
        /// The call rings.
        Ringing,
        /// The call was answered; the row can't be deleted any more.
        Answered,
        /// The call is over, and the page has seen no answer.
        NoAnswer,
        /// The page has had the row deleted.
        Deleted,
    }

    /// Card → LeadDesk.
    #[command(tag = "action", content = "params")]
    pub enum Command {
        /// Opens the call dialog for a number, a call or a customer, and calls if told to.
        // In the document's table the three keys stand in one object (one has lost a quote),
        // followed by "OR OR": exactly one of them is meant.
        #[sample({"action": "call",
                  "params": {"phone_number": "+358401234567", "auto_call": true}})]
        #[sample({"action": "call", "params": {"call_id": 17, "auto_call": true}})]
        #[sample({"action": "call", "params": {"customer_id": 4}})]
        Call {
            /// Whom to call.
            #[flatten]
            target: CallTarget,
            /// Whether to call at once. The document shows only `true`.
            auto_call: Option<bool>,
        },
        /// Hangs up the active call.
        #[sample({"action": "hangup"})]
        Hangup,
        /// Closes a part of LeadDesk's page.
        #[sample({"action": "close", "params": {"target": "call_dialog"}})]
        #[sample({"action": "close", "params": {"target": "full_window_campaign_url"}})]
        Close {
            /// Which part.
            target: CloseTarget,
        },
        /// Chooses the ending reason of the call.
        #[sample({"action": "select_reason", "params": {"id": 3}})]
        SelectReason {
            /// The reason's number in the account.
            id: u64,
        },
        /// Goes on recording the call.
        #[sample({"action": "continue_call_recording"})]
        ContinueCallRecording,
        /// Pauses the recording of the call, say while a card number is told.
        #[sample({"action": "pause_call_recording"})]
        PauseCallRecording,
        /// Starts the separate recording that proves an order.
        #[sample({"action": "start_voice_receipt_recording"})]
        StartVoiceReceiptRecording,
        /// Ends the separate recording that proves an order.
        #[sample({"action": "stop_voice_receipt_recording"})]
        StopVoiceReceiptRecording,
        /// Asks for the whole window, which is given once a call is ongoing; safe at any time.
        #[sample({"action": "request_full_window"})]
        RequestFullWindow,
        /// Takes the whole window at once. It may break LeadDesk's page: prefer
        /// `request_full_window`.
        #[sample({"action": "force_full_window"})]
        ForceFullWindow,
        /// Deletes a row of the call log, of a call that nobody answered.
        // No event reports the document's `no_answer`: the session infers it from a ringing that
        // became idle without an answer. A row that it has never seen is LeadDesk's to judge.
        #[moves(CallLog: NoAnswer => Deleted)]
        #[moves(CallLog: new => Deleted)]
        #[sample({"action": "delete_call_log", "params": {"call_log_id": 9}})]
        DeleteCallLog {
            /// The row's number.
            call_log_id: u64,
        },
    }

    /// LeadDesk → card.
    // The document doesn't say whether events are objects or JSON text, as commands are: either is
    // read. Tags are camelCase here and snake_case there; keys are snake_case in both.
    #[event(
        envelope(object | text),
        tag = "type",
        content = "data",
        rename_all = "camelCase",
        rename_all_fields = "snake_case"
    )]
    pub enum Event {
        /// A call rings.
        #[moves(Line: Idle => Ringing)]
        #[moves(CallLog: new => Ringing)]
        #[sample({"type": "callLineRinging", "data": {"call_log_id": 9}})]
        CallLineRinging {
            /// The call's row in the call log.
            call_log_id: u64,
        },
        /// The line is free: a call has ended, or LeadDesk's page was initialised.
        // The document has a call_log_id in every event and sends this one at every page start too,
        // when there needn't be a call. Hence `*`, the option, and a second idle for the same call.
        #[moves(Line: * => Idle)]
        #[moves(CallLog: Ringing | NoAnswer => NoAnswer)]
        #[moves(CallLog: new => NoAnswer)]
        #[moves(CallLog: Answered => Answered)]
        #[sample({"type": "callLineIdle", "data": {"call_log_id": 9}})]
        #[sample({"type": "callLineIdle", "data": {"call_log_id": null}})]
        CallLineIdle {
            /// The row of the call that has ended, if one has.
            call_log_id: Option<u64>,
        },
        /// The call was answered.
        // From idle as well: a page that starts during a call is told idle first.
        #[moves(Line: Idle | Ringing => On)]
        #[moves(CallLog: Ringing | NoAnswer => Answered)]
        #[moves(CallLog: new => Answered)]
        #[sample({"type": "callLineOn", "data": {"call_log_id": 9}})]
        CallLineOn {
            /// The call's row in the call log.
            call_log_id: u64,
        },
        /// The recording that proves an order has started.
        #[sample({"type": "recStarted", "data": {"file": "receipt-9.wav"}})]
        RecStarted {
            /// The recording's file.
            file: String,
        },
        /// The recording that proves an order has ended.
        #[sample({"type": "recStopped", "data": {"file": "receipt-9.wav"}})]
        RecStopped {
            /// The recording's file.
            file: String,
        },
        /// The recording that proves an order was thrown away.
        #[sample({"type": "recCancelled", "data": {"file": "receipt-9.wav"}})]
        RecCancelled {
            /// The recording's file.
            file: String,
        },
    }

    /// Whom to call.
    #[data(one_of)]
    pub enum CallTarget {
        /// A phone number.
        PhoneNumber(PhoneNumber),
        /// A row of the call log.
        CallId(u64),
        /// A customer of the account.
        CustomerId(u64),
    }

    /// What can be closed.
    #[data]
    pub enum CloseTarget {
        /// The call dialog.
        CallDialog,
        /// The full window; the call dialog stays open.
        FullWindowCampaignUrl,
    }
}
