//! Zoom Phone Smart Embed, from its vendor's guide: the embed asks under one key and is answered
//! under another, and every event has an id of its own beside the content.
//!
//! Source: <https://developers.zoom.us/docs/phone/smart-embed-guide>.

use cti_runtime::{Peer, SendError, Vendor};

use crate::wire::Conversation;

/// Zoom Phone in an iframe of our page.
#[cti_runtime::protocol(
    vendor = "Zoom",
    origins("https://applications.zoom.us"),
    envelope(object, tag = "type", content = "data"),
    frame(
        src = "https://applications.zoom.us/integration/phone/embeddablephone/home?origin={origin}",
        allow = "clipboard-read; clipboard-write https://applications.zoom.us"
    ),
    rename_all = "kebab-case",
    rename_all_fields = "camelCase"
)]
pub mod zoom_phone {
    /// The guide says that the configuration comes first; nothing acknowledges it.
    #[states]
    enum Embed {
        Loading,
        Configured,
    }

    /// A call; an embed that was loaded in the middle of one says first that it is connected.
    #[states(key = call_id)]
    enum Call {
        Ringing,
        Connected,
        Ended,
        #[end]
        Logged,
    }

    #[event(prefix = "zp-", each(#[beside] id: Option<Id>))]
    pub enum Event {
        #[moves(Call: new => Ringing)]
        #[sample({ type: "zp-call-ringing-event", id: "e-1", data: {
            callId: "c-1", direction: "inbound", dateTime: "2026-01-31T09:30:00Z",
            caller: { name: "Ada Example", phoneNumber: "+12025550123" },
            callee: { phoneNumber: "+12025550100" } } })]
        CallRingingEvent(CallInfo),
        #[moves(Call: Ringing => Connected)]
        #[moves(Call: new => Connected)]
        CallConnectedEvent(CallInfo),
        #[moves(Call: * => Ended)]
        #[sample({ type: "zp-call-ended-event", data: {
            callId: "c-1", direction: "outbound", dateTime: "2026-01-31T09:31:00Z",
            caller: { phoneNumber: "+12025550100" }, callee: { phoneNumber: "+12025550123" },
            result: "voicemail" } })]
        CallEndedEvent {
            #[flatten]
            call: CallInfo,
            result: CallResult,
        },
        #[moves(Call: * => Logged)]
        #[sample({ type: "zp-call-log-completed-event", id: "e-4", data: {
            callId: "c-1", callLogId: "l-1", direction: "inbound", duration: 60,
            dateTime: "2026-01-31T09:30:00Z", result: "Call Connected",
            caller: { name: "Ada Example", number: "+12025550123", didNumber: "+12025550123" },
            callee: { number: "100" } } })]
        CallLogCompletedEvent {
            call_id: String,
            call_log_id: String,
            direction: Direction,
            /// In seconds.
            duration: u32,
            date_time: DateTime,
            result: String,
            caller: LogParty,
            callee: LogParty,
        },
        CallRecordingCompletedEvent(Map<Json>),
        CallVoicemailReceivedEvent(Map<Json>),
        AiCallSummaryEvent(Map<Json>),
        SmsLogEvent(Map<Json>),
        SaveLogEvent(Map<Json>),
        NotesSaveEvent(Map<Json>),
        #[reply(ContactSearchResponse)]
        #[sample({ type: "zp-contact-search-event", id: "e-5", data: {
            requestId: "r-1", searchString: "Ada" } })]
        ContactSearchEvent {
            #[id]
            request_id: String,
            #[personal]
            search_string: String,
        },
        #[reply(ContactMatchResponse)]
        #[sample({ type: "zp-contact-match-event", data: {
            requestId: "r-2", phoneNumbers: ["+12025550123"] } })]
        ContactMatchEvent {
            #[id]
            request_id: String,
            phone_numbers: Vec<PhoneNumber>,
        },
    }

    #[command(prefix = "zp-")]
    pub enum Command {
        #[moves(Embed: * => Configured)]
        #[sample({ type: "zp-init-config", data: { enableAISummary: true } })]
        InitConfig {
            enable_saving_log: Option<bool>,
            enable_auto_log: Option<bool>,
            enable_contact_searching: Option<bool>,
            enable_contact_matching: Option<bool>,
            #[rename("enableAISummary")]
            enable_ai_summary: Option<bool>,
            disable_inactive_tab_call_event: Option<bool>,
            note_page_config: Option<Vec<Json>>,
        },
        #[only(Embed: Configured)]
        #[sample({ type: "zp-make-call", data: { number: "+12025550123", autoDial: true } })]
        MakeCall {
            number: PhoneNumber,
            caller_id: Option<PhoneNumber>,
            auto_dial: bool,
        },
        #[only(Embed: Configured)]
        InputSms {
            number: PhoneNumber,
            #[personal]
            message: String,
        },
        #[sample({ type: "zp-contact-search-response", data: {
            responseId: "r-1", contacts: [{ number: "+12025550123", displayName: "Ada" }] } })]
        ContactSearchResponse {
            #[id]
            response_id: String,
            contacts: Vec<Contact>,
        },
        /// By number; clients differ in whether they send a map or a list.
        ContactMatchResponse {
            #[id]
            response_id: String,
            #[personal]
            contacts: Json,
        },
    }

    #[data]
    pub struct CallInfo {
        call_id: String,
        direction: Direction,
        date_time: DateTime,
        caller: Party,
        callee: Party,
    }

    #[data]
    #[personal]
    pub struct Party {
        name: Option<String>,
        phone_number: PhoneNumber,
    }

    /// The log has other keys than the events of a call.
    #[data]
    #[personal]
    pub struct LogParty {
        name: Option<String>,
        number: PhoneNumber,
        did_number: Option<PhoneNumber>,
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
    }
}

use zoom_phone::{Call, CallInfo, CallResult, Contact, Direction, LogParty, Party};
use zoom_phone::{CommandHandler, EventHandler, ZoomPhone, command, event};

const ZOOM: &str = "https://applications.zoom.us";
const ADA: &str = "+12025550123";

#[derive(Default)]
struct Crm(Vec<String>);

impl EventHandler for Crm {
    fn call_ringing_event(&mut self, call: event::CallRingingEvent, _: &mut Peer<ZoomPhone>) {
        let number = call.content.caller.phone_number;
        self.0
            .push(format!("screen pop for {number}, {:?}", call.id));
    }

    fn call_ended_event(&mut self, ended: event::CallEndedEvent, _: &mut Peer<ZoomPhone>) {
        self.0.push(format!("{:?}", ended.result));
    }

    fn contact_search_event(
        &mut self,
        asked: event::ContactSearchEvent,
        zoom: &mut Peer<ZoomPhone>,
    ) {
        let found = vec![Contact::new(ADA, asked.search_string)];
        let answer = command::ContactSearchResponse::new(asked.request_id, found);
        zoom.send(answer).unwrap();
    }
}

struct Embed;

impl CommandHandler for Embed {
    fn make_call(&mut self, call: command::MakeCall, page: &mut Peer<ZoomPhone, Vendor>) {
        let callee = Party::new(call.number);
        let time = "2026-01-31T09:30:00Z";
        let info = CallInfo::new("c-2", Direction::Outbound, time, Party::new("+1"), callee);
        page.send(event::CallRingingEvent::new(info.clone()))
            .unwrap();
        page.send(event::CallConnectedEvent::new(info)).unwrap();
    }
}

fn conversation() -> Conversation<ZoomPhone, Crm, Embed> {
    Conversation::new(ZOOM, Crm::default(), Embed)
}

#[test]
fn a_search_is_answered_under_the_key_of_answers() {
    let mut zoom = conversation();
    let peer = zoom.vendor.peer();
    let one = peer.request(event::ContactSearchEvent::new("Ada").id("e-1"));
    let two = peer.request(event::ContactSearchEvent::new("Bo"));
    assert_eq!(zoom.said().len(), 4);
    for (ticket, name) in [(one, "Ada"), (two, "Bo")] {
        let answer = zoom.vendor.peer().outcome(&ticket.unwrap()).unwrap();
        assert_eq!(answer.unwrap().contacts[0].display_name, name);
    }
}

#[test]
fn a_number_is_dialled_after_the_configuration() {
    let mut zoom = conversation();
    let dial = || command::MakeCall::new(ADA, true);
    let early = zoom.app.peer().send(dial());
    assert!(matches!(early, Err(SendError::OutOfTurn(_))), "{early:?}");
    let config = command::InitConfig::new().enable_contact_searching(true);
    zoom.app.peer().send(config).unwrap();
    zoom.app.peer().send(dial()).unwrap();
    assert_eq!(
        zoom.said(),
        [
            "→ zp-init-config",
            "→ zp-make-call",
            "← zp-call-ringing-event",
            "← zp-call-connected-event",
        ]
    );
    let call = "c-2".to_owned();
    assert_eq!(zoom.app.view().state_of(&call), Some(Call::Connected));
}

/// The events of a call have its id in the content, in a flattened type, or as a field.
#[test]
fn a_call_is_followed_until_it_is_logged() {
    let mut zoom = conversation();
    let call = "c-1".to_owned();
    let caller = Party::new(ADA).name("Ada Example");
    let time = "2026-01-31T09:30:00Z";
    let info = CallInfo::new("c-1", Direction::Inbound, time, caller, Party::new("+1"));
    let peer = zoom.vendor.peer();
    peer.send(event::CallRingingEvent::new(info.clone()).id("e-1"))
        .unwrap();
    peer.send(event::CallEndedEvent::new(info, CallResult::Missed))
        .unwrap();
    zoom.said();
    assert_eq!(
        zoom.crm.0,
        [
            format!("screen pop for {ADA}, Some(\"e-1\")"),
            r#""missed""#.to_owned()
        ]
    );
    assert_eq!(zoom.app.view().state_of(&call), Some(Call::Ended));
    let (caller, callee) = (LogParty::new(ADA), LogParty::new("100"));
    let inbound = Direction::Inbound;
    let log =
        event::CallLogCompletedEvent::new("c-1", "l-1", inbound, 0, time, "Missed", caller, callee);
    zoom.vendor.peer().send(log).unwrap();
    zoom.said();
    assert_eq!(zoom.app.view().state_of::<Call>(&call), None);
}
