//! LeadDesk Contact Card: the page is the inner one, and rows of a call log have states of their
//! own.

use cti_runtime::{Millis, OriginError, Peer, SendError};
use cti_vendors::leaddesk_contact_card::{
    CallLog, CallTarget, CloseTarget, Event, EventHandler, LeaddeskContactCard, Line, command,
    event,
};
use cti_vendors::simulated::leaddesk_contact_card::{Phone, Window};
use cti_vendors::{demo, simulated};

use crate::wire::{Conversation, LEADDESK, app, message, object, text};

/// What the demo application and the phone of the registry say to each other at the start.
pub const OPENING: &[&str] = &["callLineIdle"];

const NUMBER: &str = "+1 202 555 0101";

type Card<A> = Conversation<LeaddeskContactCard, A, simulated::leaddesk_contact_card::Phone>;

/// Keeps what it hears.
#[derive(Default)]
struct Crm {
    idle: Vec<Option<u64>>,
    files: Vec<String>,
}

impl EventHandler for Crm {
    fn call_line_idle(&mut self, idle: event::CallLineIdle, _: &mut Peer<LeaddeskContactCard>) {
        self.idle.push(idle.call_log_id);
    }
    fn rec_started(&mut self, started: event::RecStarted, _: &mut Peer<LeaddeskContactCard>) {
        self.files.push(started.file);
    }
}

fn card(phone: Phone) -> Card<Crm> {
    let mut card = Card::new(LEADDESK, Crm::default(), phone);
    card.phone.page_starts(card.vendor.peer()).unwrap();
    assert_eq!(card.said(), ["← callLineIdle"]);
    card
}

fn call(target: CallTarget) -> command::Call {
    command::Call::new(target).auto_call(true)
}

#[test]
fn an_inbound_call_gets_the_whole_window() {
    let mut card = Card::new(
        LEADDESK,
        demo::leaddesk_contact_card::Crm::new(),
        Phone::new(),
    );
    card.phone.page_starts(card.vendor.peer()).unwrap();
    card.phone.ring(card.vendor.peer()).unwrap();
    assert_eq!(
        card.said(),
        [
            "← callLineIdle",
            "← callLineRinging",
            "→ request_full_window"
        ]
    );
    assert_eq!(card.phone.window(), Window::Full);
    card.phone.is_answered(card.vendor.peer()).unwrap();
    card.phone.caller_hangs_up(card.vendor.peer()).unwrap();
    assert_eq!(card.said(), ["← callLineOn", "← callLineIdle"]);
    assert_eq!(card.crm.answered(), 1);
    assert_eq!(card.app.view().state(), Some(Line::Idle));
    assert_eq!(card.app.view().state_of(&1_u64), Some(CallLog::Answered));
    assert_eq!(card.app.view().counters().out_of_turn, 0);
}

#[test]
fn an_outbound_call_rings_is_answered_recorded_and_hung_up() {
    let mut card = card(Phone::new());
    let targets = [
        CallTarget::PhoneNumber(NUMBER.into()),
        CallTarget::CallId(17),
        CallTarget::CustomerId(4),
    ];
    for (row, target) in (1_u64..).zip(targets) {
        card.app.peer().send(call(target.clone())).unwrap();
        assert_eq!(card.said(), ["→ call", "← callLineRinging", "← callLineOn"]);
        assert_eq!(card.phone.log()[&row].target, Some(target));

        card.app
            .peer()
            .send(command::PauseCallRecording::new())
            .unwrap();
        assert_eq!(card.said(), ["→ pause_call_recording"]);
        assert!(card.phone.is_recording_paused());
        card.app
            .peer()
            .send(command::ContinueCallRecording::new())
            .unwrap();
        card.app
            .peer()
            .send(command::StartVoiceReceiptRecording::new())
            .unwrap();
        card.app
            .peer()
            .send(command::StopVoiceReceiptRecording::new())
            .unwrap();
        let recorded = [
            "→ continue_call_recording",
            "→ start_voice_receipt_recording",
            "→ stop_voice_receipt_recording",
            "← recStarted",
            "← recStopped",
        ];
        assert_eq!(card.said(), recorded);
        assert!(!card.phone.is_recording_paused());

        card.app.peer().send(command::Hangup::new()).unwrap();
        card.app.peer().send(command::SelectReason::new(3)).unwrap();
        card.app
            .peer()
            .send(command::Close::new(CloseTarget::CallDialog))
            .unwrap();
        let over = ["→ hangup", "→ select_reason", "→ close", "← callLineIdle"];
        assert_eq!(card.said(), over);
        assert_eq!(card.phone.reason(), Some(3));
        assert!(!card.phone.is_dialog_open());
    }
    assert_eq!(
        card.crm.files,
        ["receipt-1.wav", "receipt-2.wav", "receipt-3.wav"]
    );
    assert_eq!(card.crm.idle, [None, Some(1), Some(2), Some(3)]);
}

#[test]
fn without_auto_call_only_the_dialog_opens() {
    let mut card = card(Phone::new());
    let number = CallTarget::PhoneNumber(NUMBER.into());
    card.app.peer().send(command::Call::new(number)).unwrap();
    assert_eq!(card.said(), ["→ call"]);
    assert!(card.phone.is_dialog_open());
    assert!(card.phone.log().is_empty());
}

#[test]
fn a_hangup_throws_the_recording_of_an_order_away() {
    let mut card = card(Phone::new());
    card.app
        .peer()
        .send(call(CallTarget::CustomerId(4)))
        .unwrap();
    card.app
        .peer()
        .send(command::StartVoiceReceiptRecording::new())
        .unwrap();
    card.app.peer().send(command::Hangup::new()).unwrap();
    card.said();
    card.app
        .peer()
        .send(command::StopVoiceReceiptRecording::new())
        .unwrap();
    assert_eq!(card.said(), ["→ stop_voice_receipt_recording"]);

    card.app
        .peer()
        .send(command::StartVoiceReceiptRecording::new())
        .unwrap();
    assert_eq!(
        card.said(),
        ["→ start_voice_receipt_recording"],
        "there is no call to record"
    );
}

#[test]
fn a_recording_under_way_is_cancelled_before_the_line_is_idle() {
    let mut card = card(Phone::new());
    card.app
        .peer()
        .send(call(CallTarget::CustomerId(4)))
        .unwrap();
    card.app
        .peer()
        .send(command::StartVoiceReceiptRecording::new())
        .unwrap();
    card.said();
    card.phone.caller_hangs_up(card.vendor.peer()).unwrap();
    assert_eq!(card.said(), ["← recCancelled", "← callLineIdle"]);
}

#[test]
fn a_hangup_without_a_call_is_answered_with_idle() {
    let mut card = card(Phone::new());
    card.app.peer().send(command::Hangup::new()).unwrap();
    assert_eq!(card.said(), ["→ hangup", "← callLineIdle"]);
    assert_eq!(card.crm.idle, [None, None]);
}

#[test]
fn a_requested_window_comes_with_the_next_call_and_a_forced_one_at_once() {
    let mut card = card(Phone::new());
    card.app
        .peer()
        .send(command::RequestFullWindow::new())
        .unwrap();
    card.said();
    assert_eq!(card.phone.window(), Window::Requested);
    card.phone.ring(card.vendor.peer()).unwrap();
    assert_eq!(card.phone.window(), Window::Full);
    card.app
        .peer()
        .send(command::Close::new(CloseTarget::FullWindowCampaignUrl))
        .unwrap();
    card.said();
    assert_eq!(card.phone.window(), Window::Small);
    assert!(card.phone.is_dialog_open());
    card.app
        .peer()
        .send(command::ForceFullWindow::new())
        .unwrap();
    card.said();
    assert_eq!(card.phone.window(), Window::Full);
}

#[test]
fn only_a_call_that_nobody_answered_can_be_deleted_and_once() {
    let mut card = card(Phone::new());
    // Row 1 is answered, row 2 is not.
    card.phone.ring(card.vendor.peer()).unwrap();
    card.phone.is_answered(card.vendor.peer()).unwrap();
    card.phone.caller_hangs_up(card.vendor.peer()).unwrap();
    card.phone.ring(card.vendor.peer()).unwrap();
    card.said();

    let ringing = card
        .app
        .peer()
        .send(command::DeleteCallLog::new(2))
        .unwrap_err();
    let SendError::OutOfTurn(violation) = &ringing else {
        panic!("{ringing:?}")
    };
    assert_eq!(
        (violation.machine, violation.state),
        ("CallLog", Some("Ringing"))
    );
    card.phone.caller_hangs_up(card.vendor.peer()).unwrap();
    card.said();

    assert!(
        card.app
            .peer()
            .send(command::DeleteCallLog::new(1))
            .is_err()
    );
    card.app
        .peer()
        .send(command::DeleteCallLog::new(2))
        .unwrap();
    assert!(
        card.app
            .peer()
            .send(command::DeleteCallLog::new(2))
            .is_err()
    );
    assert_eq!(card.said(), ["→ delete_call_log"]);
    assert_eq!(card.phone.log().keys().collect::<Vec<_>>(), [&1]);
    assert_eq!(card.app.view().state_of(&2_u64), Some(CallLog::Deleted));
}

#[test]
fn a_row_that_was_never_seen_is_leaddesks_to_judge() {
    let mut card = card(Phone::new());
    card.app
        .peer()
        .send(command::DeleteCallLog::new(99))
        .unwrap();
    assert_eq!(card.said(), ["→ delete_call_log"]);
}

#[test]
fn events_are_read_as_text_and_as_objects() {
    let mut session = app::<LeaddeskContactCard>();
    let ringing = r#"{"type":"callLineRinging","data":{"call_log_id":9}}"#;
    for post in [object(LEADDESK, ringing), text(LEADDESK, ringing)] {
        let (event, _) = message(session.receive(post, Millis(0)));
        assert_eq!(event, Event::from(event::CallLineRinging::new(9)));
    }
}

#[test]
fn the_referrer_selects_the_host_and_only_within_the_policy() {
    let referrer = "https://ce2.leaddesk.com/call?campaign=7";
    let mut session = app::<LeaddeskContactCard>().targeting(referrer).unwrap();
    session
        .peer()
        .send(command::RequestFullWindow::new())
        .unwrap();
    assert_eq!(session.poll_post().unwrap().target.as_str(), LEADDESK);

    // After a navigation inside the frame, the referrer is the card itself.
    for referrer in [
        "https://crm.example/card/2",
        "https://leaddesk.com.evil.example/",
        "",
    ] {
        assert!(
            app::<LeaddeskContactCard>().targeting(referrer).is_err(),
            "{referrer}"
        );
    }
    let own = app::<LeaddeskContactCard>()
        .targeting("https://crm.example/card/2")
        .unwrap_err();
    assert_eq!(own, OriginError::NotAdmitted);
    let mut lost = app::<LeaddeskContactCard>();
    assert_eq!(
        lost.peer().send(command::Hangup::new()),
        Err(SendError::NoTarget)
    );
}
