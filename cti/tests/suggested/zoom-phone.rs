#[cti_runtime::protocol(
    vendor="Zoom",
    origins("https://applications.zoom.us"),
    envelope(object , tag = "type" , content = "data"),
    frame(src = "https://applications.zoom.us/integration/phone/embeddablephone/home?origin={origin}" , allow = "clipboard-read; clipboard-write https://applications.zoom.us" , min =(350 , 580) ,),
    rename_all="kebab-case",
    rename_all_fields="camelCase",
)]
pub mod zoom_phone {
    #[states]
     enum Embed {
        Loading,
        Configured,
    }
    #[states(key = call_id)]
     enum Call {
        Ringing,
        Connected,
        Ended,
        #[end] Logged,
    }
    #[event(prefix = "zp-" , each(#[doc = " The event's own id."]
    #[beside]
    id: Option < Id >,))]
    pub enum Event {
        #[moves(Call: new => Ringing)] CallRingingEvent(CallInfo),
        #[moves(Call: Ringing => Connected)] #[moves(Call: new => Connected)] CallConnectedEvent(CallInfo),
        #[moves(Call: * => Ended)] CallEndedEvent {
            #[flatten] call: CallInfo,
            result: Option < CallResult >,
        },
        #[moves(Call: * => Logged)] CallLogCompletedEvent {
            call_id: String,
            call_log_id: String,
            direction: Direction,
        duration: Json,
            date_time: DateTime,
            result: String,
            caller: LogParty,
            callee: LogParty,
        },
        CallRecordingCompletedEvent(#[personal] Map < Json >),
        CallVoicemailReceivedEvent(#[personal] Map < Json >),
        AiCallSummaryEvent(#[personal] Map < Json >),
        SmsLogEvent(#[personal] Map < Json >),
        SaveLogEvent(#[personal] Map < Json >),
        NotesSaveEvent(#[personal] Map < Json >),
        #[reply(ContactSearchResponse)] ContactSearchEvent {
            #[id] request_id: String,
            #[personal] search_string: String,
        },
        #[reply(ContactMatchResponse)] ContactMatchEvent {
            #[id] request_id: String,
            phone_numbers: Vec < PhoneNumber >,
        },
        CallHeldEvent { call_id: String },
    }
    #[command(prefix = "zp-")]
    pub enum Command {
        #[moves(Embed: * => Configured)] InitConfig {
            enable_saving_log: Option < bool >,
            enable_auto_log: Option < bool >,
            enable_contact_searching: Option < bool >,
            enable_contact_matching: Option < bool >,
            #[rename("enableAISummary")] enable_ai_summary: Option < bool >,
            disable_inactive_tab_call_event: Option < bool >,
            note_page_config: Option < Vec < Json > >,
        },
        #[only(Embed: Configured)] MakeCall {
            number: PhoneNumber,
            caller_id: Option < PhoneNumber >,
            auto_dial: Option < bool >,
        },
        #[only(Embed: Configured)] InputSms {
        number: Option<PhoneNumber>,
            #[personal] message: Option < String >,
        },
        ContactSearchResponse {
            #[id] response_id: String,
            contacts: Vec < Contact >,
        },
        ContactMatchResponse {
            #[id] response_id: String,
            #[personal] contacts: Json,
        },
    }
    #[data]
    pub struct CallInfo {
        call_id: String,
        direction: Direction,
        date_time: Option < DateTime >,
        caller: Party,
        callee: Party,
    }
    #[data]
    #[personal]
    pub struct Party {
        name: Option < String >,
        phone_number: Option < PhoneNumber >,
        extension_number: Option < Id >,
    }
    #[data]
    #[personal]
    pub struct LogParty {
        name: Option < String >,
        number: Option < PhoneNumber >,
        did_number: Option < PhoneNumber >,
    }
    #[data]
    #[personal]
    pub struct Contact {
        number: PhoneNumber,
        display_name: String,
    }
    #[data(open)]
    pub enum Direction {
        Inbound,
        Outbound,
    }
    #[data(open)]
    pub enum CallResult {
        Ended,
        Missed,
        Voicemail,
        #[rename("no_answer")] NoAnswer,
    }
}
