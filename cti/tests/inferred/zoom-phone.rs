/// Zoom, as `cti infer` found it in a recording.
//
// The other side is https://applications.zoom.us in window 1: 19 messages from there, 7 messages of
// the page's.
// The same window posted from https://zoom.us too; a pattern such as `https://login-*.acme.example`
// may say it better.
//
// Left out:
// - 2 messages from https://crm.example in window 2.
// - 1 message from https://applications.zoom.us.evil.example in window 1.
// - 1 message from http://applications.zoom.us in window 1.
// - 1 message from null in window 1.
// - 1 message from https://applications.zoom.us in window 4.
// - 1 message: larger than a session takes.
// - 1 message: with a key that stands twice.
// - 1 string: no JSON, such as `ping`.
// - 1 message without a tag that the others have: `data`.
#[cti_runtime::protocol(
    vendor = "Zoom",
    origins("https://applications.zoom.us", "https://zoom.us"),
    envelope(object, tag = "type", content = "data"),
    rename_all = "kebab-case",
    rename_all_fields = "camelCase"
)]
pub mod zoom_phone {
    // A proposal, from 3 calls that `call_id` tells apart; look at it before you believe it:
    //
    // #[states(key = call_id)]
    // enum Leg {
    //     CallRingingEvent,
    //     CallEndedEvent,
    //     CallConnectedEvent,
    //     CallLogCompletedEvent,
    //     #[end]
    //     AiCallSummaryEvent,
    //     #[end]
    //     CallHeldEvent,
    // }
    //
    // CallRingingEvent: #[moves(Leg: new => CallRingingEvent)], seen 2 times
    // CallEndedEvent: #[moves(Leg: CallRingingEvent => CallEndedEvent)], seen 2 times
    // CallEndedEvent: #[moves(Leg: CallConnectedEvent => CallEndedEvent)], seen 1 time
    // CallConnectedEvent: #[moves(Leg: CallEndedEvent => CallConnectedEvent)], seen 2 times
    // CallLogCompletedEvent: #[moves(Leg: CallEndedEvent => CallLogCompletedEvent)], seen 1 time
    // CallLogCompletedEvent: #[moves(Leg: CallConnectedEvent => CallLogCompletedEvent)], seen 1
    // time
    // AiCallSummaryEvent: #[moves(Leg: CallLogCompletedEvent => AiCallSummaryEvent)], seen 1 time
    // CallHeldEvent: #[moves(Leg: new => CallHeldEvent)], seen 1 time

    /// Zoom → page.
    #[event(prefix = "zp-")]
    pub enum Event {
        /// Seen 2 times.
        #[sample({"type": "zp-call-ringing-event", "id": "e-1", "data": {"callId": "c-1",
                  "direction": "inbound", "dateTime": "2026-01-31T09:30:00Z",
                  "caller": {"name": "Ada Example", "phoneNumber": "+12025550123"},
                  "callee": {"name": "Ada Example", "phoneNumber": "+12025550123",
                  "extensionNumber": "123"}}})]
        CallRingingEvent {
            call_id: String,
            direction: Direction,
            date_time: DateTime,
            caller: Caller,
            callee: Caller,
            #[beside]
            id: String,
        },
        /// Seen 1 time.
        #[reply(ContactMatchResponse)]
        #[sample({"type": "zp-contact-match-event", "id": "e-1", "data": {"requestId": "r-1",
                  "phoneNumbers": ["+12025550123"]}})]
        ContactMatchEvent {
            #[id]
            request_id: String,
            phone_numbers: Vec<PhoneNumber>,
            #[beside]
            id: String,
        },
        /// Seen 3 times.
        #[sample({"type": "zp-call-ended-event", "id": "e-1", "data": {"callId": "c-1",
                  "direction": "inbound", "dateTime": "2026-01-31T09:31:06Z",
                  "caller": {"name": "Ada Example", "phoneNumber": "+12025550123"},
                  "callee": {"name": "Ada Example", "phoneNumber": "+12025550123",
                  "extensionNumber": "123"}, "result": "ended"}})]
        CallEndedEvent {
            call_id: String,
            direction: Direction,
            date_time: DateTime,
            caller: Caller,
            callee: Caller,
            // In 2 of 3.
            result: Option<String>,
            #[beside]
            id: String,
        },
        /// Seen 2 times.
        #[sample({"type": "zp-call-connected-event", "id": "e-1", "data": {"callId": "c-1",
                  "direction": "inbound", "dateTime": "2026-01-31T09:30:06Z",
                  "caller": {"name": "Ada Example", "phoneNumber": "+12025550123"},
                  "callee": {"name": "Ada Example", "phoneNumber": "+12025550123",
                  "extensionNumber": "123"}}})]
        CallConnectedEvent {
            call_id: String,
            direction: Direction,
            date_time: DateTime,
            caller: Caller,
            callee: Caller,
            #[beside]
            id: String,
        },
        /// Seen 2 times.
        #[sample({"type": "zp-call-log-completed-event", "id": "e-1", "data": {"callId": "c-1",
                  "callLogId": "l-1", "direction": "inbound", "duration": 60,
                  "dateTime": "2026-01-31T09:30:00Z", "result": "Ada Example",
                  "caller": {"name": "Ada Example", "number": "+12025550123",
                  "didNumber": "+12025550123"}, "callee": {"name": "Ada Example",
                  "number": "123"}}})]
        #[sample({"type": "zp-call-log-completed-event", "id": "e-12", "data": {"callId": "c-1",
                  "callLogId": "l-1", "direction": "outbound", "duration": "0",
                  "dateTime": "2026-01-31T09:40:00Z", "result": "Ada Example",
                  "caller": {"number": "123"}, "callee": {"number": "+120255501231"}}})]
        CallLogCompletedEvent {
            call_id: String,
            call_log_id: String,
            direction: Direction,
            duration: Text<u64>,
            date_time: DateTime,
            result: String,
            caller: Caller,
            callee: Caller,
            #[beside]
            id: String,
        },
        /// Seen 1 time.
        #[sample({"type": "zp-save-log-event", "id": "e-1", "data": {"callLogId": "l-1",
                  "name": "Ada Example", "notes": "Some text."}})]
        SaveLogEvent {
            call_log_id: String,
            name: String,
            #[personal]
            notes: String,
            #[beside]
            id: String,
        },
        /// Seen 1 time.
        #[sample({"type": "zp-ai-call-summary-event", "id": "e-1", "data": {"callId": "c-1",
                  "summary": "Some text."}})]
        AiCallSummaryEvent {
            call_id: String,
            #[personal]
            summary: String,
            #[beside]
            id: String,
        },
        /// Seen 1 time.
        #[reply(ContactSearchResponse)]
        #[sample({"type": "zp-contact-search-event", "id": "e-1", "data": {"requestId": "r-1",
                  "searchString": "Ada Example"}})]
        ContactSearchEvent {
            #[id]
            request_id: String,
            #[personal]
            search_string: String,
            #[beside]
            id: String,
        },
        /// Seen 1 time.
        #[sample({"type": "zp-sms-log-event", "id": "e-12", "data": {"from": "+120255501231",
                  "message": "Some text."}})]
        SmsLogEvent {
            from: PhoneNumber,
            #[personal]
            message: String,
            #[beside]
            id: String,
        },
        /// Seen 1 time.
        #[sample({"type": "zp-call-held-event", "id": "e-12", "data": {"callId": "c-1"}})]
        CallHeldEvent {
            call_id: String,
            #[beside]
            id: String,
        },
    }

    /// Page → Zoom.
    #[command(prefix = "zp-")]
    pub enum Command {
        /// Seen 2 times.
        #[sample({"type": "zp-make-call", "data": {"number": "+12025550123", "autoDial": true}})]
        MakeCall {
            number: PhoneNumber,
            auto_dial: bool,
        },
        /// Seen 1 time.
        #[sample({"type": "zp-init-config", "data": {"enableSavingLog": true,
                  "enableContactSearching": true, "enableContactMatching": true,
                  "enableAISummary": true}})]
        InitConfig {
            enable_saving_log: bool,
            enable_contact_searching: bool,
            enable_contact_matching: bool,
            #[rename("enableAISummary")]
            enable_ai_summary: bool,
        },
        /// Seen 1 time.
        #[sample({"type": "zp-contact-match-response", "data": {"responseId": "r-1",
                  "contacts": [{"number": "+12025550123", "displayName": "Ada Example"}]}})]
        ContactMatchResponse {
            #[id]
            response_id: String,
            contacts: Vec<Contact>,
        },
        /// Seen 1 time.
        #[sample({"type": "zp-contact-search-response", "data": {"responseId": "r-1",
                  "contacts": [{"number": "+120255501231", "displayName": "Ada Example"}]}})]
        ContactSearchResponse {
            #[id]
            response_id: String,
            contacts: Vec<Contact>,
        },
        /// Seen 2 times.
        #[sample({"type": "zp-input-sms", "data": {"number": "+120255501231",
                  "message": "Some text."}})]
        InputSms {
            // In 1 of 2.
            number: Option<PhoneNumber>,
            #[personal]
            message: String,
        },
    }

    /// Seen 9 times, with 2 values.
    #[data(open)]
    pub enum Direction {
        Inbound,
        Outbound,
    }

    /// Seen 18 times, under `caller` and `callee`.
    #[data]
    #[personal]
    pub struct Caller {
        // In 13 of 18.
        name: Option<String>,
        // In 14 of 18.
        phone_number: Option<PhoneNumber>,
        // In 7 of 18.
        extension_number: Option<PhoneNumber>,
        // In 4 of 18.
        number: Option<PhoneNumber>,
        // In 1 of 18.
        did_number: Option<PhoneNumber>,
    }

    /// Seen 2 times, under `contact`.
    #[data]
    #[personal]
    pub struct Contact {
        number: PhoneNumber,
        display_name: String,
    }
}
