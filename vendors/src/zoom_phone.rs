/// Zoom Phone Smart Embed: Zoom's softphone, which a web page embeds as an iframe.
///
/// The page configures it first. It then reports calls and texts, takes numbers to call, and, if the
/// configuration says so, asks the page for contacts: under one key, and is answered under another.
/// Every event has an id of its own beside the content, by which a page can tell one that comes twice.
///
/// Declared from <https://developers.zoom.us/docs/phone/smart-embed-guide>, and from pages that embed
/// it. Uncertain: whether each party of a call has a number; in which form matched contacts are
/// answered, since pages differ (a list, or lists by number); what recordings, voicemails, summaries,
/// texts, notes and saved logs have, so these are declared as any object. Left out: the function
/// `onZoomPhoneIframeApiReady`, which Zoom's script calls in a page that loads it; some pages also
/// listen for a message of that name, which no document has.
//
// The guide's pages are listed to Zoom as approved domains, and again in `{origin}`.
#[cti_runtime::protocol(
    vendor = "Zoom",
    origins("https://applications.zoom.us"),
    envelope(object, tag = "type", content = "data"),
    frame(
        src = "https://applications.zoom.us/integration/phone/embeddablephone/home?origin={origin}",
        allow = "clipboard-read; clipboard-write https://applications.zoom.us",
        min = (350, 580),
    ),
    rename_all = "kebab-case",
    rename_all_fields = "camelCase"
)]
pub mod zoom_phone {
    /// Whether the embed has its configuration.
    // The guide says that it comes first; nothing acknowledges it.
    #[states]
    enum Embed {
        /// It is there, or will be.
        Loading,
        /// It has one: numbers can be called.
        Configured,
    }

    /// A call, from its first event to its entry in the log.
    // An embed that was loaded in the middle of one says first that it is connected.
    #[states(key = call_id)]
    enum Call {
        Ringing,
        Connected,
        /// It is over, and isn't in the log yet.
        Ended,
        #[end]
        Logged,
    }

    /// Embed → page.
    #[event(prefix = "zp-", each(
        /// The event's own id.
        #[beside]
        id: Option<Id>,
    ))]
    pub enum Event {
        /// A call rings, in either direction: the moment for a screen pop.
        #[moves(Call: new => Ringing)]
        #[sample({"type": "zp-call-ringing-event", "id": "e-1", "data": {"callId": "c-1",
                  "direction": "inbound", "dateTime": "2026-01-31T09:30:00Z", "caller": {"name":
                  "Ada Example", "phoneNumber": "+12025550123"}, "callee": {"phoneNumber":
                  "+12025550100", "extensionNumber": "100"}}})]
        CallRingingEvent(CallInfo),
        /// A call was answered.
        #[moves(Call: Ringing => Connected)]
        #[moves(Call: new => Connected)]
        CallConnectedEvent(CallInfo),
        /// A call is over.
        #[moves(Call: * => Ended)]
        #[sample({"type": "zp-call-ended-event", "data": {"callId": "c-1",
                  "direction": "outbound", "dateTime": "2026-01-31T09:31:00Z", "caller": {
                  "phoneNumber": "+12025550100"}, "callee": {"phoneNumber": "+12025550123"},
                  "result": "voicemail"}})]
        CallEndedEvent {
            #[flatten]
            call: CallInfo,
            result: Option<CallResult>,
        },
        /// A call is in Zoom's log.
        // It writes parties with other keys than the events of a call, and results as for people.
        #[moves(Call: * => Logged)]
        #[sample({"type": "zp-call-log-completed-event", "id": "e-4", "data": {"callId": "c-1",
                  "callLogId": "l-1", "direction": "inbound", "duration": 60, "dateTime":
                  "2026-01-31T09:30:00Z", "result": "Call Connected", "caller": {"name":
                  "Ada Example", "number": "+12025550123", "didNumber": "+12025550123"},
                  "callee": {"number": "100"}}})]
        CallLogCompletedEvent {
            call_id: String,
            call_log_id: String,
            direction: Direction,
            /// In seconds.
            duration: u32,
            date_time: DateTime,
            /// `Call Connected`, `Missed`, …
            result: String,
            caller: LogParty,
            callee: LogParty,
        },
        /// The recording of a call can be fetched.
        CallRecordingCompletedEvent(#[personal] Map<Json>),
        /// Somebody has left a voicemail.
        CallVoicemailReceivedEvent(#[personal] Map<Json>),
        /// Zoom has summed a call up; if `enableAISummary` is set.
        AiCallSummaryEvent(#[personal] Map<Json>),
        /// A text message was sent, or has come in.
        SmsLogEvent(#[personal] Map<Json>),
        /// The user has a call or a text saved; if `enableSavingLog` is set.
        SaveLogEvent(#[personal] Map<Json>),
        /// The user has saved notes about a call; if `notePageConfig` is set.
        NotesSaveEvent(#[personal] Map<Json>),
        /// Contacts that what the user types could mean; if `enableContactSearching` is set.
        #[reply(ContactSearchResponse)]
        #[sample({"type": "zp-contact-search-event", "id": "e-5", "data": {"requestId": "r-1",
                  "searchString": "Ada"}})]
        ContactSearchEvent {
            #[id]
            request_id: String,
            #[personal]
            search_string: String,
        },
        /// Whose numbers these are; if `enableContactMatching` is set.
        #[reply(ContactMatchResponse)]
        #[sample({"type": "zp-contact-match-event", "data": {"requestId": "r-2",
                  "phoneNumbers": ["+12025550123"]}})]
        ContactMatchEvent {
            #[id]
            request_id: String,
            phone_numbers: Vec<PhoneNumber>,
        },
    }

    /// Page → embed.
    #[command(prefix = "zp-")]
    pub enum Command {
        /// What the page wants of the embed: the first message, once the frame has loaded.
        #[moves(Embed: * => Configured)]
        #[sample({"type": "zp-init-config", "data": {"enableSavingLog": true,
                  "enableContactSearching": true, "enableAISummary": true}})]
        InitConfig {
            /// Whether calls and texts have a button that saves them.
            enable_saving_log: Option<bool>,
            /// Whether they are saved without it.
            enable_auto_log: Option<bool>,
            /// Whether the page is asked for contacts while the user types.
            enable_contact_searching: Option<bool>,
            /// Whether the page is asked whose a number is.
            enable_contact_matching: Option<bool>,
            #[rename("enableAISummary")]
            enable_ai_summary: Option<bool>,
            /// Whether a page in the background is told nothing of calls.
            disable_inactive_tab_call_event: Option<bool>,
            /// The fields of the page on which users write notes.
            note_page_config: Option<Vec<Json>>,
        },
        /// Calls a number, or puts it into the dialer: click-to-dial.
        #[only(Embed: Configured)]
        #[sample({"type": "zp-make-call", "data": {"number": "+12025550123",
                  "callerId": "+12025550100", "autoDial": true}})]
        MakeCall {
            number: PhoneNumber,
            /// The user's number that the other party sees.
            caller_id: Option<PhoneNumber>,
            /// Whether it is called at once.
            auto_dial: Option<bool>,
        },
        /// Begins a text message.
        #[only(Embed: Configured)]
        #[sample({"type": "zp-input-sms", "data": {"number": "+12025550123",
                  "message": "On my way."}})]
        InputSms {
            number: PhoneNumber,
            #[personal]
            message: Option<String>,
        },
        /// The contacts that were searched for.
        #[sample({"type": "zp-contact-search-response", "data": {"responseId": "r-1", "contacts": [
                  {"number": "+12025550123", "displayName": "Ada Example"}]}})]
        ContactSearchResponse {
            #[id]
            response_id: String,
            contacts: Vec<Contact>,
        },
        /// The contacts whose numbers were asked for.
        ContactMatchResponse {
            #[id]
            response_id: String,
            #[personal]
            contacts: Json,
        },
    }

    /// A call, as its events have it.
    #[data]
    pub struct CallInfo {
        call_id: String,
        direction: Direction,
        date_time: Option<DateTime>,
        caller: Party,
        callee: Party,
    }

    /// One end of a call.
    // A colleague may have an extension alone.
    #[data]
    #[personal]
    pub struct Party {
        name: Option<String>,
        phone_number: Option<PhoneNumber>,
        extension_number: Option<Id>,
    }

    /// One end of a call, as the log has it.
    #[data]
    #[personal]
    pub struct LogParty {
        name: Option<String>,
        /// A number, or an extension.
        number: Option<PhoneNumber>,
        did_number: Option<PhoneNumber>,
    }

    /// Somebody in the page's records.
    #[data]
    #[personal]
    pub struct Contact {
        number: PhoneNumber,
        display_name: String,
    }

    /// Whether the user is called, or calls.
    #[data(open)]
    pub enum Direction {
        Inbound,
        Outbound,
    }

    /// How a call ended.
    #[data(open)]
    pub enum CallResult {
        /// The parties have talked.
        Ended,
        Missed,
        Voicemail,
    }
}
