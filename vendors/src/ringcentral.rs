/// RingCentral Embeddable: RingCentral's softphone, which a web page embeds as an iframe.
///
/// It reports logins and calls and takes commands. Once the page has registered a service, the
/// widget asks it for contacts and call logs, and the page may ask the widget. What either asks is
/// told apart by a path; the paths of the widget's questions are the page's to choose, and these
/// are those that RingCentral's documents use. An answer has no place for a failure.
///
/// Declared from <https://ringcentral.github.io/ringcentral-embeddable/docs/> and the widget's code
/// on GitHub (`ringcentral/ringcentral-embeddable`, 1.8 to 3.0), calls also from payloads in its
/// issues 202 and 319. Uncertain: which fields of a call are always there; what a log's
/// `triggerType` can be. Left out: texts that come in, presence, meetings, activities, settings; alerts, which versions write
/// differently.
//
// The documents post to `*` and check no origin, nor does the widget. Their older address, below
// `github.io`, is no origin to trust. `{version}` is `latest`, `2.x`, `3.x`, …
#[cti_runtime::protocol(
    vendor = "RingCentral",
    origins("https://apps.ringcentral.com"),
    envelope(object, tag = "type"),
    frame(
        src = "https://apps.ringcentral.com/integration/ringcentral-embeddable/{version}/app.html",
        allow = "microphone",
        size = (300, 500),
    ),
)]
pub mod ringcentral {
    /// Whether the widget is there.
    #[states]
    enum Widget {
        Loading,
        Loaded,
    }

    /// Whether somebody is logged in.
    #[states]
    enum User {
        LoggedOut,
        LoggedIn,
    }

    /// Whether the dialer takes a number.
    #[states]
    enum Dialer {
        Busy,
        Ready,
    }

    /// A call in the browser, from its first notice to its last.
    #[states(key = call.id)]
    enum Leg {
        /// An inbound call rings.
        Ringing,
        /// An outbound call is made.
        Dialing,
        Talking,
        Held,
        #[end]
        Over,
    }

    /// Widget → page.
    #[event(prefix = "rc-", rename_all = "kebab-case")]
    pub enum Notice {
        /// The widget has loaded: the moment to register a service, also after a reload.
        // The code posts it once, when the widget starts. A page that connects later doesn't get it,
        // and registers at once.
        #[rename("rc-adapter-pushAdapterState")]
        #[moves(Widget: * => Loaded)]
        #[sample({"type": "rc-adapter-pushAdapterState", "minimized": false})]
        PushAdapterState { minimized: Option<bool> },
        /// Somebody has logged in or out.
        #[moves(User: * => LoggedIn, if logged_in = true)]
        #[moves(User: * => LoggedOut, if logged_in = false)]
        #[sample({"type": "rc-login-status-notify", "loggedIn": true,
                  "loginNumber": "+12025550100*101"})]
        LoginStatusNotify {
            logged_in: bool,
            /// The company's number, a star, and the user's extension.
            login_number: Option<PhoneNumber>,
        },
        /// The user wants to log in, and the page is to open the window in which that is done.
        // For frames whose `src` has `disableLoginPopup=1`.
        #[sample({"type": "rc-login-popup-notify",
                  "oAuthUri": "https://platform.ringcentral.com/restapi/oauth/authorize?state=7"})]
        LoginPopupNotify {
            #[rename("oAuthUri")]
            #[personal]
            oauth_uri: Url,
        },
        /// The dialer takes a number from here on, or doesn't.
        #[moves(Dialer: * => Ready, if ready = true)]
        #[moves(Dialer: * => Busy, if ready = false)]
        #[sample({"type": "rc-dialer-status-notify", "ready": true})]
        DialerStatusNotify { ready: bool },
        /// An inbound call rings in the browser: the moment for a screen pop.
        #[moves(Leg: new => Ringing)]
        #[sample(file = "ringcentral/ring.json")]
        CallRingNotify { call: Call },
        /// The user calls somebody from the browser.
        #[moves(Leg: new => Dialing)]
        CallInitNotify { call: Call },
        /// A call was accepted; one to another RingCentral user merely rings there.
        #[moves(Leg: Ringing | Dialing => Talking)]
        CallStartNotify { call: Call },
        /// A call is held.
        #[moves(Leg: Talking => Held)]
        CallHoldNotify { call: Call },
        /// A held call goes on.
        #[moves(Leg: Held => Talking)]
        CallResumeNotify { call: Call },
        /// The user has muted or unmuted a call.
        CallMuteNotify { call: Call },
        /// A call in the browser is over.
        #[moves(Leg: * => Over)]
        CallEndNotify { call: Call },
        /// A call of the user's has changed, on whichever device.
        #[sample(file = "ringcentral/active_call.json")]
        ActiveCallNotify { call: ActiveCall },
        /// The calls in the browser.
        #[sample({"type": "rc-webphone-sessions-sync", "calls": []})]
        WebphoneSessionsSync { calls: Vec<Call> },
    }

    /// Widget → page: what it asks the service.
    // How long it waits is from the code, since 2.2.0; before, each question had a time of its own.
    #[event(
        tag = "path",
        content = "body",
        envelope(constants(type = "rc-post-message-request")),
        id = "requestId",
        answer(
            id = "responseId",
            ok = "response",
            constants(type = "rc-post-message-response")
        )
    )]
    pub trait Question {
        /// Contacts that have changed since the last answer, or all; a page at a time.
        #[rename("/contacts")]
        #[within(ms = 15000)]
        #[sample(args = {"page": 1, "syncTimestamp": null}, result = {"data": [{"id": "123456",
                 "name": "Ada Example", "type": "TestService", "phoneNumbers": [{"phoneNumber":
                 "+12025550101", "phoneType": "direct"}]}], "syncTimestamp": 1769850600000})]
        fn contacts(page: u32, sync_timestamp: Option<EpochMillis>) -> Contacts;
        /// Contacts that what the user types could mean.
        #[rename("/contacts/search")]
        #[within(ms = 15000)]
        #[sample(args = {"searchString": "Test"}, result = {"data": []})]
        fn search_contacts(#[personal] search_string: String) -> Contacts;
        /// Whose numbers these are.
        #[rename("/contacts/match")]
        #[within(ms = 15000)]
        #[sample(args = {"phoneNumbers": ["+3584012345"]}, result = {"data": {"+3584012345": []}})]
        fn match_contacts(phone_numbers: Vec<PhoneNumber>) -> Matches;
        /// Log a call; asked again when the call changes.
        #[rename("/callLogger")]
        #[within(ms = 15000)]
        #[sample(args = {"call": {"sessionId": "197986214031", "direction": "Inbound", "from": {},
                 "to": {"phoneNumber": "+12025550100"}, "duration": 8, "recording": {"link":
                 "https://apps.ringcentral.com/recording?id=7"}}}, result = {"data": "ok"})]
        fn log_call(
            call: ActiveCall,
            #[personal] note: Option<String>,
            trigger_type: Option<String>,
        ) -> Logged;
        /// How calls were logged.
        #[rename("/callLogger/match")]
        #[within(ms = 15000)]
        #[sample(args = {"sessionIds": ["214705503020"]}, result = {"data": {"214705503020": [
                 {"id": "88888", "note": "Note"}]}})]
        fn match_logs(session_ids: Vec<String>) -> Logs;
        /// Log the user in at the page's service, or out.
        #[rename("/authorize")]
        #[within(ms = 15000)]
        #[sample(args = {}, result = {"data": "ok"})]
        fn authorize() -> Logged;
        /// Log a conversation of text messages, voicemails or faxes.
        #[rename("/messageLogger")]
        #[within(ms = 15000)]
        #[sample(args = {"conversation": {"conversationId": "7"}}, result = {"data": "ok"})]
        fn log_messages(#[personal] conversation: Json, trigger_type: Option<String>) -> Logged;
        /// How conversations were logged.
        #[rename("/messageLogger/match")]
        #[within(ms = 15000)]
        #[sample(args = {"conversationLogIds": ["7/1/2026"]}, result = {"data": {}})]
        fn match_messages(conversation_log_ids: Vec<String>) -> Logs;
    }

    /// Page → widget.
    #[command(prefix = "rc-adapter-", rename_all = "kebab-case")]
    pub enum Control {
        /// Offers a service, which is asked by the paths that it names.
        // No rule: the widget says only once that it has loaded, perhaps before the page has
        // connected, and takes a service at any time after that.
        #[sample(file = "ringcentral/register.json")]
        RegisterThirdPartyService { service: Service },
        /// Puts a number into the dialer, and calls it if told to: click-to-dial.
        #[only(Dialer: Ready)]
        #[sample({"type": "rc-adapter-new-call", "phoneNumber": "+12025550101", "toCall": true})]
        #[sample({"type": "rc-adapter-new-call", "phoneNumber": "+12025550101"})]
        NewCall {
            phone_number: PhoneNumber,
            /// Not unless it says so.
            to_call: Option<bool>,
        },
        /// Begins a text message.
        #[only(User: LoggedIn)]
        #[sample({"type": "rc-adapter-new-sms", "phoneNumber": "+12025550101", "text": "Hello"})]
        NewSms {
            phone_number: PhoneNumber,
            #[personal]
            text: Option<String>,
        },
        /// Acts on a call in the browser.
        #[sample({"type": "rc-adapter-control-call", "callAction": "transfer", "callId": "c4pri",
                  "options": {"transferNumber": "+12025550102"}})]
        #[sample({"type": "rc-adapter-control-call", "callAction": "answer"})]
        #[sample({"type": "rc-adapter-control-call", "callAction": "dtmf", "callId": "c4pri",
                  "options": {"dtmf": "1"}})]
        ControlCall {
            #[flatten]
            action: Action,
            /// With which call; the one that rings, or is on, if not said.
            call_id: Option<String>,
        },
        /// Shows RingCentral's login.
        #[sample({"type": "rc-adapter-login"})]
        Login,
        /// Ends a login in a window of the page's own: where that window was sent to in the end.
        // The widget takes the code from it.
        #[sample({"type": "rc-adapter-authorization-code",
                  "callbackUri": "https://crm.example/callback?code=c-7&state=7"})]
        AuthorizationCode { callback_uri: Secret<String> },
        /// Logs the user out.
        #[sample({"type": "rc-adapter-logout"})]
        Logout,
        /// Asks for the calls in the browser. A phone that hasn't connected doesn't answer.
        // The documents want to hear of the connection first. No rule: asking early does no harm.
        #[reply(WebphoneSessionsSync)]
        #[sample({"type": "rc-adapter-webphone-sessions-sync"})]
        WebphoneSessionsSync,
    }

    /// Page → widget: what it asks.
    #[command(
        tag = "path",
        content = "body",
        envelope(constants(type = "rc-adapter-message-request")),
        id = "requestId",
        answer(id = "responseId", ok = "response", constants(type = "rc-adapter-message-response")),
        unknown = { "data": "no matched path" }
    )]
    pub trait Request {
        /// Whether the widget has a window of its own; may tell the user so.
        #[rename("/check-popup-window")]
        #[sample(args = {"alert": true}, result = false)]
        fn check_popup_window(alert: bool) -> bool;
    }

    /// What to do with a call.
    #[data(tag = "callAction")]
    pub enum Action {
        Answer,
        Reject,
        /// Let the caller leave a message.
        ToVoicemail,
        /// Let another number ring.
        Forward {
            options: Forward,
        },
        Hangup,
        Hold,
        Unhold,
        /// Connect it with another number.
        Transfer {
            options: Transfer,
        },
        StartRecord,
        StopRecord,
        Mute,
        Unmute,
        /// Press keys for the other side.
        Dtmf {
            options: Dtmf,
        },
        /// Shows the window of a ringing call, or hides it.
        ToggleRingingDialog,
    }

    /// Keys to press.
    #[data]
    pub struct Dtmf {
        /// `0` to `9`, `*` and `#`.
        #[personal]
        dtmf: String,
    }

    /// Where a ringing call goes.
    #[data]
    pub struct Forward {
        forward_number: PhoneNumber,
    }

    /// Where a call goes.
    #[data]
    pub struct Transfer {
        transfer_number: PhoneNumber,
    }

    /// A call in the browser.
    #[data]
    pub struct Call {
        /// What `control-call` calls it.
        id: String,
        direction: Direction,
        /// The number that calls, perhaps with an extension.
        // The code guards for calls that have no number, of both ends.
        from: Option<PhoneNumber>,
        /// The number that is called, or `conference`.
        to: Option<PhoneNumber>,
        #[personal]
        from_user_name: Option<String>,
        #[personal]
        to_user_name: Option<String>,
        /// When the two parties began to talk.
        start_time: Option<EpochMillis>,
        /// When it ended; in `call-end-notify`.
        end_time: Option<EpochMillis>,
        is_on_mute: Option<bool>,
        /// What RingCentral calls it.
        party_data: Option<PartyData>,
    }

    /// What RingCentral calls a call in the browser.
    #[data]
    pub struct PartyData {
        /// The `telephony_session_id` of the same call on all devices.
        session_id: Option<String>,
    }

    /// A call of the user's, on whichever device.
    #[data]
    pub struct ActiveCall {
        /// RingCentral's id of it; `0` for a conference in the browser.
        session_id: String,
        /// Its id among the calls of all devices, which a call in the browser has in `party_data`.
        telephony_session_id: Option<String>,
        direction: Direction,
        from: Party,
        to: Party,
        #[personal]
        from_name: Option<String>,
        #[personal]
        to_name: Option<String>,
        /// What it does. It may go back: `Ringing`, `NoCall`, `Ringing` was seen.
        telephony_status: Option<TelephonyStatus>,
        start_time: Option<EpochMillis>,
        /// In seconds; told when a call is to be logged.
        // The code rounds the difference of two clocks: below 0 where the user's is behind, and no
        // number (which drifts) where the call has no start.
        duration: Option<i64>,
        recording: Option<Recording>,
    }

    /// A recording of a call, once RingCentral has it.
    #[data]
    #[personal]
    pub struct Recording {
        link: Option<Url>,
    }

    /// One end of a call.
    #[data]
    pub struct Party {
        /// Absent for a withheld number.
        phone_number: Option<PhoneNumber>,
    }

    /// Whether the user is called, or calls.
    #[data(open, rename_all = "PascalCase")]
    pub enum Direction {
        Inbound,
        Outbound,
    }

    /// What a phone does.
    #[data(open, rename_all = "PascalCase")]
    pub enum TelephonyStatus {
        NoCall,
        Ringing,
        CallConnected,
        OnHold,
    }

    /// A service of the page's. What it names no path for is not asked.
    #[data]
    pub struct Service {
        name: String,
        contacts_path: Option<String>,
        contact_search_path: Option<String>,
        contact_match_path: Option<String>,
        call_logger_path: Option<String>,
        call_logger_title: Option<String>,
        call_log_entity_matcher_path: Option<String>,
        message_logger_path: Option<String>,
        message_logger_title: Option<String>,
        message_log_entity_matcher_path: Option<String>,
        /// Asked when the user presses the button that logs in at the page's service, or out.
        authorization_path: Option<String>,
        /// What the button says while the user is logged in there.
        authorized_title: Option<String>,
        /// What it says while the user isn't.
        unauthorized_title: Option<String>,
        /// Whether the user is logged in there.
        authorized: Option<bool>,
    }

    /// A page of contacts.
    #[data]
    pub struct Contacts {
        data: Vec<Contact>,
        next_page: Option<u32>,
        sync_timestamp: Option<EpochMillis>,
    }

    /// Somebody in the page's records, with the page's id.
    #[data]
    #[personal]
    pub struct Contact {
        id: String,
        name: String,
        /// The name of the service.
        #[rename("type")]
        service: String,
        phone_numbers: Vec<Number>,
    }

    /// A number of a contact's.
    #[data]
    pub struct Number {
        phone_number: PhoneNumber,
        /// `direct`, `mobile`, `home`, …
        phone_type: String,
    }

    /// Contacts by the numbers that they were asked for.
    #[data]
    pub struct Matches {
        #[personal]
        data: Map<Vec<Contact>>,
    }

    /// That something was done.
    #[data]
    pub struct Logged {
        /// `ok`.
        data: String,
    }

    /// How calls were logged, by their ids.
    #[data]
    pub struct Logs {
        data: Map<Vec<Log>>,
    }

    /// An entry in the page's records, with the page's id.
    #[data]
    pub struct Log {
        id: String,
        #[personal]
        note: Option<String>,
    }
}
