#[cti_runtime::protocol(
    vendor="RingCentral",
    origins("https://apps.ringcentral.com"),
    envelope(object , tag = "type"),
    frame(src = "https://apps.ringcentral.com/integration/ringcentral-embeddable/{version}/app.html" , allow = "microphone" , size =(300 , 500) ,),
)]
pub mod ringcentral {
    #[states]
     enum Widget {
        Loading,
        Loaded,
    }
    #[states]
     enum User {
        LoggedOut,
        LoggedIn,
    }
    #[states]
     enum Dialer {
        Busy,
        Ready,
    }
    #[states(key = call . id)]
     enum Leg {
        Ringing,
        Dialing,
        Talking,
        Held,
        #[end] Over,
    }
    #[event(prefix = "rc-" , rename_all = "kebab-case")]
    pub enum Notice {
        #[rename("rc-adapter-pushAdapterState")] #[moves(Widget: * => Loaded)] PushAdapterState {
            minimized: Option < bool >,
        closed: bool,
        dnd_status: Option<Json>,
        position: Map<Json>,
        size: Map<Json>,
        telephony_status: Option<Json>,
        user_status: Option<Json>,
        },
        #[moves(User: * => LoggedIn , if logged_in = true)] #[moves(User: * => LoggedOut , if logged_in = false)] LoginStatusNotify {
            logged_in: bool,
            login_number: Option < PhoneNumber >,
        contracted_country_code: Option<String>,
        },
        LoginPopupNotify {
            #[rename("oAuthUri")] #[personal] oauth_uri: Url,
        },
        #[moves(Dialer: * => Ready , if ready = true)] #[moves(Dialer: * => Busy , if ready = false)] DialerStatusNotify {
            ready: bool,
        },
        #[moves(Leg: new => Ringing)] CallRingNotify {
            call: Call,
        },
        #[moves(Leg: new => Dialing)] CallInitNotify {
            call: Call,
        },
        #[moves(Leg: Ringing | Dialing => Talking)] CallStartNotify {
            call: Call,
        },
        #[moves(Leg: Talking => Held)] CallHoldNotify {
            call: Call,
        },
        #[moves(Leg: Held => Talking)] CallResumeNotify {
            call: Call,
        },
        CallMuteNotify {
            call: Call,
        },
        #[moves(Leg: * => Over)] CallEndNotify {
            call: Call,
        },
        ActiveCallNotify {
            call: ActiveCall,
        },
        WebphoneSessionsSync {
            calls: Vec < Call >,
        },
        RouteChangedNotify { path: String },
    }
    #[event(tag = "path" , content = "body" , envelope(constants(type = "rc-post-message-request")) , id = "requestId" , answer(id = "responseId" , ok = "response" , constants(type = "rc-post-message-response")))]
    pub trait Question {
        #[rename("/contacts")] #[within(ms = 15000)] fn contacts(page: u32 , sync_timestamp: Option < EpochMillis >) -> Contacts;
        #[rename("/contacts/search")] #[within(ms = 15000)] fn search_contacts(#[personal] search_string: String) -> Contacts;
        #[rename("/contacts/match")] #[within(ms = 15000)] fn match_contacts(phone_numbers: Vec < PhoneNumber >) -> Matches;
        #[rename("/callLogger")] #[within(ms = 15000)] fn log_call(call: ActiveCall , #[personal] note: Option < String > , trigger_type: Option < String > ,) -> Logged;
        #[rename("/callLogger/match")] #[within(ms = 15000)] fn match_logs(session_ids: Vec < String >) -> Logs;
        #[rename("/authorize")] #[within(ms = 15000)] fn authorize() -> Logged;
        #[rename("/messageLogger")] #[within(ms = 15000)] fn log_messages(#[personal] conversation: Json , trigger_type: Option < String >) -> Logged;
        #[rename("/messageLogger/match")] #[within(ms = 15000)] fn match_messages(conversation_log_ids: Vec < String >) -> Logs;
        #[rename("/activities")] fn activities(contact: Map<Json>) -> Json;
    }
    #[command(prefix = "rc-adapter-" , rename_all = "kebab-case")]
    pub enum Control {
        RegisterThirdPartyService {
            service: Service,
        },
        #[only(Dialer: Ready)] NewCall {
            phone_number: PhoneNumber,
            to_call: Option < bool >,
        },
        #[only(User: LoggedIn)] NewSms {
            phone_number: PhoneNumber,
            #[personal] text: Option < String >,
        },
        ControlCall {
            #[flatten] action: Action,
            call_id: Option < String >,
        },
        Login,
        AuthorizationCode {
            callback_uri: Secret < String >,
        },
        Logout,
        #[reply(WebphoneSessionsSync)] WebphoneSessionsSync,
    }
    #[command(tag = "path" , content = "body" , envelope(constants(type = "rc-adapter-message-request")) , id = "requestId" , answer(id = "responseId" , ok = "response" , constants(type = "rc-adapter-message-response")) , unknown = { "data": "no matched path" })]
    pub trait Request {
        #[rename("/check-popup-window")] fn check_popup_window(alert: bool) -> bool;
    }
    #[data(tag = "callAction")]
    pub enum Action {
        Answer,
        Reject,
        ToVoicemail,
        Forward {
            options: Forward,
        },
        Hangup,
        Hold,
        Unhold,
        Transfer {
            options: Transfer,
        },
        StartRecord,
        StopRecord,
        Mute,
        Unmute,
        Dtmf {
            options: Dtmf,
        },
        ToggleRingingDialog,
    }
    #[data]
    pub struct Dtmf {
        #[personal] dtmf: String,
    }
    #[data]
    pub struct Forward {
        forward_number: PhoneNumber,
    }
    #[data]
    pub struct Transfer {
        transfer_number: PhoneNumber,
    }
    #[data]
    pub struct Call {
        id: Id,
        direction: Direction,
        from: Option < PhoneNumber >,
        to: Option < PhoneNumber >,
        #[personal] from_user_name: Option < String >,
        #[personal] to_user_name: Option < String >,
        start_time: Option < EpochMillis >,
        end_time: Option < EpochMillis >,
        is_on_mute: Option < bool >,
        party_data: Option < PartyData >,
        call_status: Option<String>,
        call_id: Option<String>,
        contact_match: Option<Json>,
        creation_time: Option<EpochMillis>,
    }
    #[data]
    pub struct PartyData {
        session_id: Option < String >,
    }
    #[data]
    pub struct ActiveCall {
        session_id: String,
        telephony_session_id: Option < String >,
        direction: Direction,
        from: Party,
        to: Party,
        #[personal] from_name: Option < String >,
        #[personal] to_name: Option < String >,
        telephony_status: Option < TelephonyStatus >,
        start_time: Option < EpochMillis >,
        duration: Option < i64 >,
        recording: Option < Recording >,
        id: Option<String>,
        offset: Option<i64>,
        party_id: Option<String>,
    }
    #[data]
    #[personal]
    pub struct Recording {
        link: Option < Url >,
    }
    #[data]
    pub struct Party {
        phone_number: Option < PhoneNumber >,
    }
    #[data(open , rename_all = "PascalCase")]
    pub enum Direction {
        Inbound,
        Outbound,
    }
    #[data(open , rename_all = "PascalCase")]
    pub enum TelephonyStatus {
        NoCall,
        Ringing,
        CallConnected,
        OnHold,
    }
    #[data]
    pub struct Service {
        name: String,
        contacts_path: Option < String >,
        contact_search_path: Option < String >,
        contact_match_path: Option < String >,
        call_logger_path: Option < String >,
        call_logger_title: Option < String >,
        call_log_entity_matcher_path: Option < String >,
        message_logger_path: Option < String >,
        message_logger_title: Option < String >,
        message_log_entity_matcher_path: Option < String >,
        authorization_path: Option < String >,
        authorized_title: Option < String >,
        unauthorized_title: Option < String >,
        authorized: Option < bool >,
    }
    #[data]
    pub struct Contacts {
        data: Vec < Contact >,
        next_page: Option < u32 >,
        sync_timestamp: Option < EpochMillis >,
    }
    #[data]
    #[personal]
    pub struct Contact {
        id: String,
        name: String,
        #[rename("type")] service: String,
        phone_numbers: Vec < Number >,
    }
    #[data]
    pub struct Number {
        phone_number: PhoneNumber,
        phone_type: String,
    }
    #[data]
    pub struct Matches {
        #[personal] data: Map < Vec < Contact > >,
    }
    #[data]
    pub struct Logged {
        data: String,
    }
    #[data]
    pub struct Logs {
        data: Map < Vec < Log > >,
    }
    #[data]
    pub struct Log {
        id: String,
        #[personal] note: Option < String >,
    }
}
