/// Ringcentral, as `cti infer` found it in a recording.
//
// The other side is https://apps.ringcentral.com in window 1: 26 messages from there, 12 messages
// of the page's.
// 1 of 6 requests had no `requestId`: such a request drifts.
//
// Left out:
// - 1 message from https://crm.example in window 2.
// - 1 message from https://ringcentral.github.io in window 1.
// - 1 message from https://apps.ringcentral.com.evil.example in window 1.
// - 1 message from http://apps.ringcentral.com in window 1.
// - 1 message from https://apps.ringcentral.com/integration/ringcentral-embeddable/latest/app.html
//   in window 1.
// - 1 message from null in window 1.
// - 1 message from https://apps.ringcentral.com in window 5.
// - 1 message: larger than a session takes.
// - 1 message: with a key that stands twice.
// - 1 message without a tag that the others have, as development tools post them: `event`.
#[cti_runtime::protocol(
    vendor = "Ringcentral",
    origins("https://apps.ringcentral.com"),
    rename_all = "kebab-case",
    rename_all_fields = "camelCase"
)]
pub mod ringcentral {
    // A proposal, from 4 calls that `call.id` tells apart; look at it before you believe it:
    //
    // #[states(key = call.id)]
    // enum Leg {
    //     CallRingNotify,
    //     #[end]
    //     ActiveCallNotify,
    //     CallStartNotify,
    //     #[end]
    //     CallEndNotify,
    //     #[end]
    //     CallInitNotify,
    // }
    //
    // CallRingNotify: #[moves(Leg: new => CallRingNotify)], seen 2 times
    // ActiveCallNotify: #[moves(Leg: new => ActiveCallNotify)], seen 1 time
    // CallStartNotify: #[moves(Leg: CallRingNotify => CallStartNotify)], seen 1 time
    // CallEndNotify: #[moves(Leg: CallRingNotify => CallEndNotify)], seen 1 time
    // CallEndNotify: #[moves(Leg: CallStartNotify => CallEndNotify)], seen 1 time
    // CallInitNotify: #[moves(Leg: new => CallInitNotify)], seen 1 time

    /// Ringcentral → page.
    #[event(envelope(object, tag = "type"), prefix = "rc-")]
    pub enum Notice {
        /// Seen 1 time.
        #[rename("rc-adapter-pushAdapterState")]
        #[sample({"type": "rc-adapter-pushAdapterState", "size": {"width": 300, "height": 500},
                  "minimized": false, "closed": false, "position": {}, "telephonyStatus": null,
                  "userStatus": null, "dndStatus": null})]
        AdapterPushAdapterState {
            size: Size,
            minimized: bool,
            closed: bool,
            #[personal]
            position: Map<Json>,
            // Only null was seen.
            #[null]
            telephony_status: Option<Json>,
            // Only null was seen.
            #[null]
            user_status: Option<Json>,
            // Only null was seen.
            #[null]
            dnd_status: Option<Json>,
        },
        /// Seen 3 times.
        #[sample({"type": "rc-login-status-notify", "loggedIn": true,
                  "loginNumber": "+12025550123*120", "contractedCountryCode": "US"})]
        #[sample({"type": "rc-login-status-notify", "loggedIn": false})]
        LoginStatusNotify {
            logged_in: bool,
            // In 1 of 3.
            login_number: Option<PhoneNumber>,
            // In 1 of 3.
            contracted_country_code: Option<String>,
        },
        /// Seen 2 times.
        #[sample({"type": "rc-dialer-status-notify", "ready": true})]
        DialerStatusNotify { ready: bool },
        /// Seen 2 times.
        #[sample({"type": "rc-call-ring-notify", "call": {"id": "c1pri2qhi3",
                  "callId": "c1pri2qhi3", "direction": "Inbound",
                  "callStatus": "webphone-session-connecting", "from": "+12025550123",
                  "fromUserName": "Ada Example", "to": "+12025550123*120", "startTime": null,
                  "creationTime": 1769850600000, "isOnMute": false, "contactMatch": null}})]
        #[sample({"type": "rc-call-ring-notify", "call": {"id": "c1anon", "direction": "Inbound",
                  "to": "123", "fromUserName": "Ada", "partyData": {"sessionId": "s-a1d2"}}})]
        CallRingNotify { call: Call },
        /// Seen 1 time.
        #[sample({"type": "rc-active-call-notify", "call": {"id": "ALr1", "direction": "Inbound",
                  "from": {"phoneNumber": "+12025550123"}, "fromName": "Ada Example",
                  "to": {"phoneNumber": "+12025550123"}, "telephonyStatus": "Example",
                  "sessionId": "120255501231", "telephonySessionId": "s-a12c3",
                  "partyId": "p-a12c3-4", "startTime": 1769850600000, "offset": -1537}})]
        ActiveCallNotify { call: ActiveCallNotifyCall },
        /// Seen 1 time.
        #[sample({"type": "rc-call-start-notify", "call": {"id": "c1pri2qhi3",
                  "direction": "Inbound", "callStatus": "webphone-session-connected",
                  "from": "+12025550123", "to": "+12025550123*120", "startTime": 1769850602300}})]
        CallStartNotify { call: Call },
        /// Seen 2 times.
        #[sample({"type": "rc-call-end-notify", "call": {"id": "c1pri2qhi3",
                  "direction": "Inbound", "callStatus": "webphone-session-finished",
                  "from": "+12025550123", "to": "+12025550123*120", "startTime": 1769850602300,
                  "endTime": 1769850610400}})]
        #[sample({"type": "rc-call-end-notify", "call": {"id": "c1anon", "direction": "Inbound",
                  "to": "123"}})]
        CallEndNotify { call: Call },
        /// Seen 1 time.
        #[sample({"type": "rc-webphone-sessions-sync", "calls": []})]
        WebphoneSessionsSync {
            // Only empty lists, or with different items.
            calls: Vec<Json>,
        },
        /// Seen 1 time.
        #[sample({"type": "rc-route-changed-notify", "path": "/calls"})]
        RouteChangedNotify { path: String },
        /// Seen 1 time.
        #[sample({"type": "rc-call-init-notify", "call": {"id": 17, "direction": "Outbound",
                  "from": "+12025550123", "to": "+120255501231"}})]
        CallInitNotify { call: Call },
    }

    /// Ringcentral → page: what it asks.
    #[event(
        envelope(
            object,
            tag = "path",
            content = "body",
            constants(type = "rc-post-message-request")
        ),
        id = "requestId",
        answer(
            id = "responseId",
            ok = "response",
            constants(type = "rc-post-message-response")
        )
    )]
    pub trait Question {
        /// Seen 1 time.
        #[rename("/callLogger/match")]
        #[sample(args = {"sessionIds": ["120255501231"]})]
        #[sample(result = {"data": {}})]
        fn call_logger_match(session_ids: Vec<String>) -> CallLoggerMatchResult;
        /// Seen 2 times.
        #[rename("/contacts/match")]
        #[sample(args = {"phoneNumbers": ["+12025550123", "+120255501231"]})]
        #[sample(result = {"data": {"+12025550123": [{"id": "1", "name": "Ada Example",
                  "type": "Ada Example", "phoneNumbers": [{"phoneNumber": "+12025550123",
                  "phoneType": "example"}]}]}})]
        fn contacts_match(phone_numbers: Vec<PhoneNumber>) -> ContactsMatchResult;
        /// Seen 2 times.
        #[rename("/callLogger")]
        #[sample(args = {"triggerType": "logForm", "note": "Some text.",
                  "call": {"sessionId": "120255501231", "direction": "Inbound",
                  "from": {"phoneNumber": "+12025550123"}, "fromName": "Ada Example",
                  "to": {"phoneNumber": "+12025550123"}, "startTime": 1769850600000,
                  "duration": 8}})]
        #[sample(result = {"data": "ok"})]
        fn call_logger(
            trigger_type: String,
            #[personal] note: Option<String>,
            call: ActiveCallNotifyCall,
        ) -> CallLoggerResult;
        /// Seen 1 time.
        #[rename("/activities")]
        #[sample(args = {"contact": {"id": "1", "name": "Ada Example"}})]
        fn activities(contact: Contact) -> Json;
    }

    /// Page → Ringcentral.
    #[command(envelope(object, tag = "type"), prefix = "rc-adapter-")]
    pub enum Control {
        /// Seen 1 time.
        #[sample({"type": "rc-adapter-register-third-party-service",
                  "service": {"name": "Ada Example", "contactMatchPath": "/contacts/match",
                  "contactSearchPath": "/contacts/search", "callLoggerPath": "/callLogger",
                  "callLoggerTitle": "Some text.",
                  "callLogEntityMatcherPath": "/callLogger/match"}})]
        RegisterThirdPartyService { service: Service },
        /// Seen 2 times.
        #[sample({"type": "rc-adapter-control-call", "callAction": "transfer",
                  "callId": "c1pri2qhi3", "options": {"transferNumber": "+12025550123"}})]
        #[sample({"type": "rc-adapter-control-call", "callAction": "answer",
                  "callId": "c1pri2qhi3"})]
        ControlCall {
            call_action: String,
            call_id: String,
            // In 1 of 2.
            options: Option<ControlCallOption>,
        },
        /// Seen 1 time.
        #[reply(WebphoneSessionsSync)]
        #[sample({"type": "rc-adapter-webphone-sessions-sync"})]
        WebphoneSessionsSync,
        /// Seen 2 times.
        #[sample({"type": "rc-adapter-new-call", "phoneNumber": "+120255501231", "toCall": true})]
        NewCall {
            phone_number: PhoneNumber,
            to_call: bool,
        },
    }

    /// Page → Ringcentral: what it asks.
    #[command(
        envelope(
            object,
            tag = "path",
            content = "body",
            constants(type = "rc-adapter-message-request")
        ),
        id = "requestId",
        answer(
            id = "responseId",
            ok = "response",
            constants(type = "rc-adapter-message-response")
        )
    )]
    pub trait Request {
        /// Seen 1 time.
        #[rename("/check-popup-window")]
        #[sample(args = {"alert": false})]
        #[sample(result = false)]
        fn check_popup_window(alert: bool) -> bool;
    }

    /// Seen 9 times, with 2 values.
    #[data(open, rename_all = "PascalCase")]
    pub enum Direction {
        Inbound,
        Outbound,
    }

    /// Seen 1 time, under `size`.
    #[data]
    pub struct Size {
        width: u64,
        height: u64,
    }

    /// Seen 6 times, under `call`.
    #[data]
    pub struct Call {
        id: Id,
        // In 1 of 6.
        call_id: Option<String>,
        direction: Direction,
        // In 3 of 6.
        call_status: Option<String>,
        // In 4 of 6.
        from: Option<PhoneNumber>,
        // In 2 of 6.
        #[personal]
        from_user_name: Option<String>,
        to: PhoneNumber,
        // In 3 of 6. Null 1 time.
        start_time: Option<EpochMillis>,
        // In 1 of 6.
        creation_time: Option<EpochMillis>,
        // In 1 of 6.
        is_on_mute: Option<bool>,
        // In 1 of 6. Only null was seen.
        contact_match: Option<Json>,
        // In 1 of 6.
        party_data: Option<PartyData>,
        // In 1 of 6.
        end_time: Option<EpochMillis>,
    }

    /// Seen 1 time, under `partyData`.
    #[data]
    pub struct PartyData {
        session_id: String,
    }

    /// Seen 3 times, under `call`.
    #[data]
    pub struct ActiveCallNotifyCall {
        // In 1 of 3.
        id: Option<String>,
        direction: Direction,
        from: Party,
        // In 2 of 3.
        #[personal]
        from_name: Option<String>,
        to: Party,
        // In 2 of 3.
        telephony_status: Option<String>,
        session_id: String,
        // In 2 of 3.
        telephony_session_id: Option<String>,
        // In 1 of 3.
        party_id: Option<String>,
        start_time: EpochMillis,
        // In 1 of 3.
        offset: Option<i64>,
        // In 2 of 3.
        duration: Option<i64>,
    }

    /// Seen 6 times, under `from` and `to`.
    #[data]
    pub struct Party {
        // In 5 of 6.
        phone_number: Option<PhoneNumber>,
    }

    /// Seen 1 time, under `result`.
    #[data]
    pub struct CallLoggerMatchResult {
        #[personal]
        data: Map<Json>,
    }

    /// Seen 1 time, under `result`.
    #[data]
    pub struct ContactsMatchResult {
        #[personal]
        data: Map<Vec<ResultData>>,
    }

    /// Seen 1 time, under `data`.
    #[data]
    pub struct ResultData {
        id: String,
        #[personal]
        name: String,
        r#type: String,
        phone_numbers: Vec<DataPhoneNumber>,
    }

    /// Seen 1 time, under `phoneNumber`.
    #[data]
    pub struct DataPhoneNumber {
        phone_number: PhoneNumber,
        phone_type: String,
    }

    /// Seen 3 times, under `result`.
    #[data]
    pub struct CallLoggerResult {
        data: String,
    }

    /// Seen 1 time, under `contact`.
    #[data]
    #[personal]
    pub struct Contact {
        id: String,
        name: String,
    }

    /// Seen 1 time, under `service`.
    #[data]
    pub struct Service {
        name: String,
        contact_match_path: String,
        contact_search_path: String,
        call_logger_path: String,
        call_logger_title: String,
        call_log_entity_matcher_path: String,
    }

    /// Seen 1 time, under `option`.
    #[data]
    pub struct ControlCallOption {
        transfer_number: PhoneNumber,
    }
}
