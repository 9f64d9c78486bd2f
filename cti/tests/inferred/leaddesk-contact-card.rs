/// Leaddesk, as `cti infer` found it in a recording.
//
// The other side is https://ce2.leaddesk.com in window 1: 19 messages from there, 15 messages of
// the page's.
//
// Left out:
// - 2 messages from https://crm.example in window 2.
// - 1 message from https://ce2.leaddesk.com.evil.example in window 1.
// - 1 message from http://ce2.leaddesk.com in window 1.
// - 1 message from https://ce2.leaddesk.com/ in window 1.
// - 1 message from null in window 1.
// - 1 message from https://ce2.leaddesk.com in window 4.
// - 1 message: cut off, or no JSON.
// - 1 message: larger than a session takes.
// - 1 message: with a key that stands twice.
// - 1 string: no JSON, such as `ping`.
// - 1 message without a tag that the others have: `data`.
#[cti_runtime::protocol(
    vendor = "Leaddesk",
    origins("https://ce2.leaddesk.com"),
    rename_all_fields = "snake_case"
)]
pub mod leaddesk_contact_card {
    // A proposal, from 5 calls that `call_log_id` tells apart; look at it before you believe it:
    //
    // #[states(key = call_log_id)]
    // enum Leg {
    //     #[end]
    //     CallLineIdle,
    //     CallLineRinging,
    //     CallLineOn,
    //     CallLineHeld,
    // }
    //
    // CallLineIdle: #[moves(Leg: CallLineRinging => CallLineIdle)], seen 1 time
    // CallLineIdle: #[moves(Leg: CallLineOn => CallLineIdle)], seen 1 time
    // CallLineRinging: #[moves(Leg: new => CallLineRinging)], seen 4 times
    // CallLineRinging: #[moves(Leg: CallLineHeld => CallLineRinging)], seen 1 time
    // CallLineOn: #[moves(Leg: CallLineRinging => CallLineOn)], seen 1 time
    // CallLineHeld: #[moves(Leg: new => CallLineHeld)], seen 1 time

    /// Leaddesk → page.
    #[event(envelope(object | text, tag = "type", content = "data"))]
    pub enum Event {
        /// Seen 3 times.
        #[sample({"type": "callLineIdle", "data": {"call_log_id": null}})]
        CallLineIdle {
            // Null 1 time.
            #[null]
            call_log_id: Option<u64>,
        },
        /// Seen 5 times.
        #[sample({"type": "callLineRinging", "data": {"call_log_id": 41}})]
        CallLineRinging { call_log_id: Id },
        /// Seen 1 time.
        #[sample({"type": "callLineOn", "data": {"call_log_id": 41}})]
        CallLineOn { call_log_id: u64 },
        /// Seen 1 time.
        #[sample({"type": "recStarted", "data": {"file": "receipt-12.wav"}})]
        RecStarted { file: String },
        /// Seen 1 time.
        #[sample({"type": "recStopped", "data": {"file": "receipt-12.wav"}})]
        RecStopped { file: String },
        /// Seen 1 time.
        #[sample({"type": "callLineHeld", "data": {"call_log_id": 43}})]
        CallLineHeld { call_log_id: u64 },
        /// Seen 1 time.
        #[sample({"type": "recCancelled", "data": {"file": 7}})]
        RecCancelled { file: u64 },
        /// Seen 1 time.
        #[sample({"type": "webpackOk"})]
        WebpackOk,
    }

    /// Page → Leaddesk.
    #[command(
        envelope(text, tag = "action", content = "params"),
        rename_all = "snake_case"
    )]
    pub enum Command {
        /// Seen 1 time.
        #[sample({"action": "request_full_window"})]
        RequestFullWindow,
        /// Seen 3 times.
        #[sample({"action": "call", "params": {"phone_number": "+120255501231",
                  "auto_call": true}})]
        Call {
            // In 1 of 3.
            phone_number: Option<PhoneNumber>,
            // In 2 of 3.
            auto_call: Option<bool>,
            // In 1 of 3.
            customer_id: Option<u64>,
            // In 1 of 3.
            call_id: Option<u64>,
        },
        /// Seen 1 time.
        #[sample({"action": "start_voice_receipt_recording"})]
        StartVoiceReceiptRecording,
        /// Seen 1 time.
        #[sample({"action": "pause_call_recording"})]
        PauseCallRecording,
        /// Seen 1 time.
        #[sample({"action": "continue_call_recording"})]
        ContinueCallRecording,
        /// Seen 1 time.
        #[sample({"action": "stop_voice_receipt_recording"})]
        StopVoiceReceiptRecording,
        /// Seen 1 time.
        #[sample({"action": "hangup"})]
        Hangup,
        /// Seen 1 time.
        #[sample({"action": "select_reason", "params": {"id": 3}})]
        SelectReason { id: u64 },
        /// Seen 3 times.
        #[sample({"action": "close", "params": {"target": "call_dialog"}})]
        Close { target: String },
        /// Seen 2 times.
        #[sample({"action": "delete_call_log", "params": {"call_log_id": 42}})]
        DeleteCallLog { call_log_id: u64 },
    }
}
