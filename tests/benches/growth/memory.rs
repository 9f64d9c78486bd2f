//! What a session holds on to: with open calls, and after millions of messages.

use allocation_counter::measure;
use cti_runtime::{Gate, Limits, Millis, OriginPolicy, Post, Received, Session, Source, Ticket};
use cti_vendors::leaddesk_talk::{EventHandler, LeaddeskTalk, command};

use super::protocols::calls::Calls;
use super::time::in_turn;
use super::{expect_message, object, phone, take};

/// Open calls, to be tracked by one session.
pub fn open_calls(most: u64) {
    println!("\nopen calls          time of a message      memory of a call");
    println!("           by number  by text (36 B)   number     text");
    for calls in [10, 1_000, 100_000]
        .into_iter()
        .filter(|calls| *calls <= most)
    {
        let number = |call: u64| format!("\"number\":{call}");
        let text = |call: u64| format!("\"id\":\"12345678-1234-4234-8234-{call:012}\"");
        let (number_time, number_bytes) = tracked(calls, "numbered", number);
        let (text_time, text_bytes) = tracked(calls, "named", text);
        println!(
            "{calls:>7} {number_time:>9.0} ns {text_time:>12.0} ns {number_bytes:>6} B {text_bytes:>6} B"
        );
    }
}

/// Time of a message about one of so many open calls, and the memory of each.
fn tracked(calls: u64, kind: &str, key: impl Fn(u64) -> String) -> (f64, i64) {
    let limit = usize::try_from(calls).unwrap();
    let limits = Limits::default().with_open_calls(limit);
    let mut session = phone::<Calls>().with_limits(limits);
    let rings = |call| format!(r#"{{"action":"{kind}Rings",{}}}"#, key(call));
    let opened = measure(|| {
        for call in 0..calls {
            let json = rings(call);
            let _ = expect_message(session.receive(object(&json), Millis(0)));
        }
    });
    // Far apart, so that caches don't help more than they would.
    let talks: Vec<String> = (0..calls.min(4_096))
        .map(|turn| turn * 7_919 % calls)
        .map(|call| format!(r#"{{"action":"{kind}Talks",{}}}"#, key(call)))
        .collect();
    let mut turn = 0;
    let [time] = in_turn([&mut || {
        take(&mut session, &talks[turn % talks.len()]);
        turn += 1;
    }]);
    assert_eq!(session.view().counters().out_of_turn, 0);
    assert_eq!(session.view().counters().forgotten_calls, 0);
    // One more is one too many: the oldest is forgotten.
    let more = measure(|| {
        for call in calls..calls + 100 {
            let json = rings(call);
            let _ = expect_message(session.receive(object(&json), Millis(0)));
        }
    });
    assert_eq!(session.view().counters().forgotten_calls, 100);
    assert!(more.bytes_current <= opened.bytes_current / 2, "{more:?}");
    (time, opened.bytes_current / i64::try_from(calls).unwrap())
}

/// Runs two sessions for so many messages each; what they hold in the end is no more than what they
/// held at some time during the first thousand.
pub fn soak(messages: u64) {
    println!("\nsoak                           in 1000 (most)   after {messages}");
    let mut talk = None;
    let began = measure(|| talk = Some(talk_session()));
    let mut talk = talk.unwrap();
    soaked(
        "LeadDesk Talk, both ways",
        began.bytes_current,
        messages,
        |at| talk_turn(&mut talk, at),
    );
    let mut calls = None;
    let limits = Limits::default().with_open_calls(8);
    let began = measure(|| calls = Some(phone::<Calls>().with_limits(limits)));
    let mut calls = calls.unwrap();
    soaked("keyed calls", began.bytes_current, messages, |at| {
        calls_turn(&mut calls, at)
    });
}

/// `turn` takes in a few messages and says how many.
fn soaked(name: &str, began: i64, messages: u64, mut turn: impl FnMut(u64) -> u64) {
    let mut done = 0;
    let mut until = |end: u64| {
        measure(|| {
            while done < end {
                done += turn(done);
            }
        })
    };
    let young = until(1_000);
    let most = began + i64::try_from(young.bytes_max).unwrap();
    let old = began + young.bytes_current + until(messages).bytes_current;
    println!("{name:28} {most:>14} B {old:>10} B");
    assert!(old <= most, "{name} grows");
}

fn talk_session() -> Session<LeaddeskTalk> {
    Session::new(OriginPolicy::declared::<LeaddeskTalk>(), Source(1))
        .targeting(TALK)
        .unwrap()
}

const TALK: &str = "https://login-ce2.leaddesk.com";

/// A login, a call with everything that belongs to it, noise, and a logout.
const CONVERSATION: [&str; 11] = [
    r#"{"action":"login","language":"en","origin":"https://login-ce2.leaddesk.com/"}"#,
    r#"{"action":"call","id":123,"number":"+358401234567","direction":"in","ringStart":"2026-01-31 09:30:00"}"#,
    r#"{"action":"connected","callStart":"2026-01-31 09:30:05"}"#,
    r#"{"action":"jwt","jwt":"[blanked]"}"#,
    r#"{"action":"disconnected","callEnd":"2026-01-31 09:31:00"}"#,
    r#"{"action":"completed","call":{"id":123,"direction":"in","answered":true}}"#,
    r#"{"action":"voicemail","id":7,"from":"+12025550123","seconds":31}"#,
    r#"{"action":"sms","text":"drifted"}"#,
    r#"{"source":"react-devtools-bridge","payload":{"event":"operations"}}"#,
    r#"{"action":"call","id":"#,
    r#"{"action":"logout"}"#,
];

fn talk_turn(session: &mut Session<LeaddeskTalk>, at: u64) -> u64 {
    let start = at * 40_000;
    let mut tickets: Vec<Ticket<command::GetJwt>> = Vec::new();
    for (place, json) in (0_u64..).zip(CONVERSATION) {
        let post = Post::new(Source(1), TALK, cti_runtime::Data::Object(json));
        match session.receive(post, Millis(start + place * 400)) {
            Received::Message(message, order) => {
                message.dispatch(&mut Idle, session.handling(&order));
            }
            Received::Drifted(drifted) => assert_eq!(drifted.name(), "sms"),
            Received::Refused(refusal) => assert!(refusal.gate() >= Gate::NotOurs),
        }
        // The first is answered, unless an answer is overdue; the second's deadline passes.
        if place == 2 || place == 7 {
            tickets.extend(session.peer().request(command::GetJwt::new()));
        }
        while session.poll_post().is_some() {}
    }
    session.tick(Millis(start + 30_000));
    for ticket in &tickets {
        assert!(session.peer().outcome(ticket).is_some());
    }
    CONVERSATION.len() as u64
}

/// Does nothing: what it ignores is counted.
struct Idle;

impl EventHandler for Idle {}

/// A call of each kind; some never end, so that in the long run calls are forgotten.
fn calls_turn(session: &mut Session<Calls>, at: u64) -> u64 {
    let mut count = 0;
    for state in ["Rings", "Talks", "Ends"] {
        if state == "Ends" && at.is_multiple_of(11) {
            continue;
        }
        let named = format!(r#"{{"action":"named{state}","id":"{at:036}"}}"#);
        let numbered = format!(r#"{{"action":"numbered{state}","number":{at}}}"#);
        for json in [named, numbered] {
            let post = object(&json);
            let _ = expect_message(session.receive(post, Millis(at)));
            count += 1;
        }
    }
    count
}
