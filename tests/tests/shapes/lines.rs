//! A vendor that posts strings of a form of its own, `RING|c-1|+12025550123`.

use std::cell::Cell;

use cti_export::drift::{Line, What, compare};
use cti_export::{Format, export};
use cti_runtime::describe::Direction;
use cti_runtime::describe::TextCodec;
use cti_runtime::session::Return;
use cti_runtime::testing::Cable;
use cti_runtime::tools::{self, Input, Output, Verdict};
use cti_runtime::types::{Json, Map};
use cti_runtime::{
    Data, FaultKind, Gate, Limits, Millis, Origin, OriginPolicy, Peer, Post, Protocol, Received,
    RequestError, SendError, Session, Source, Turn, Unknown, Vendor,
};

/// Morse Telephony, a softphone that posts lines.
#[cti_runtime::protocol(
    vendor = "Morse",
    origins("https://phone.morse.example"),
    envelope(codec = Lines, tag = "verb"),
    rename_all = "SCREAMING_SNAKE_CASE",
    rename_all_fields = "camelCase"
)]
pub mod morse_phone {
    use super::Lines;

    /// A call leg.
    #[states(key = call_id)]
    enum Leg {
        Ringing,
        #[end]
        Over,
    }

    /// Phone → page.
    #[event]
    pub enum Event {
        /// Somebody calls.
        #[moves(Leg: new => Ringing)]
        #[sample("RING|c-1|+12025550123")]
        Ring { call_id: String, from: PhoneNumber },
        /// The call is over, after so many seconds.
        #[moves(Leg: Ringing => Over)]
        #[sample("OVER|c-1|73")]
        #[sample("OVER|c-1")]
        Over {
            call_id: String,
            seconds: Option<u32>,
        },
        #[sample(r"VERSION|7\1")]
        Version { number: String },
    }

    /// Page → phone.
    #[command]
    pub enum Command {
        /// Click-to-dial.
        #[sample("DIAL|+12025550123")]
        Dial { to: PhoneNumber },
        #[only(Leg: Ringing)]
        Hangup { call_id: String },
        #[reply(Version)]
        GetVersion,
    }
}
use morse_phone::{Command, CommandHandler, Event, EventHandler, MorsePhone, command, event};

/// Parts between `|`: the verb, then its fields in this order; those of a verb that isn't listed are
/// kept as `parts`.
struct Lines;

const VERBS: [(&str, &[&str]); 6] = [
    ("RING", &["callId", "from"]),
    ("OVER", &["callId", "seconds"]),
    ("VERSION", &["number"]),
    ("DIAL", &["to"]),
    ("HANGUP", &["callId"]),
    ("GET_VERSION", &[]),
];

thread_local! {
    /// How often the codec was asked to read, by the test that runs in this thread.
    static ASKED: Cell<usize> = const { Cell::new(0) };
}

fn is_verb(part: &str) -> bool {
    let is_of_verb = |byte: u8| byte.is_ascii_uppercase() || byte == b'_';
    !part.is_empty() && part.bytes().all(is_of_verb)
}

impl TextCodec for Lines {
    fn read(&self, text: &str) -> Option<Map<Json>> {
        ASKED.set(ASKED.get() + 1);
        let mut parts = text.split('|');
        let verb = parts.next().filter(|verb| is_verb(verb))?;
        let mut message = Map::from([("verb".to_owned(), Json::from(verb))]);
        let Some((_, keys)) = VERBS.iter().find(|(known, _)| *known == verb) else {
            message.insert("parts".to_owned(), parts.collect());
            return Some(message);
        };
        let mut keys = keys.iter();
        for part in parts {
            let value = match part.parse::<u32>() {
                Ok(number) if *keys.as_slice().first()? == "seconds" => Json::from(number),
                _ => Json::from(part),
            };
            message.insert((*keys.next()?).to_owned(), value);
        }
        Some(message)
    }

    fn write(&self, message: &Map<Json>) -> Option<String> {
        let verb = message.get("verb")?.as_str()?;
        let (_, keys) = VERBS.iter().find(|(known, _)| *known == verb)?;
        let mut line = verb.to_owned();
        for value in keys.iter().map_while(|key| message.get(*key)) {
            let part = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            if part.contains('|') {
                return None;
            }
            line.push('|');
            line.push_str(&part);
        }
        Some(line)
    }
}

const PHONE: &str = "https://phone.morse.example";
const PAGE: &str = "https://crm.example";

fn page() -> Session<MorsePhone> {
    Session::new(OriginPolicy::declared::<MorsePhone>(), Source(1))
}

fn phone() -> Session<MorsePhone, Vendor> {
    let pages = OriginPolicy::pages([Origin::parse(PAGE).unwrap()]).unwrap();
    Session::serve(pages, Source(1))
}

fn receive(session: &mut Session<MorsePhone>, text: &str) -> Received<Event> {
    session.receive(Post::new(Source(1), PHONE, Data::Text(text)), Millis(0))
}

#[track_caller]
fn refused<M: std::fmt::Debug>(received: Received<M>) -> Gate {
    match received {
        Received::Refused(refusal) => refusal.gate(),
        other => panic!("not refused: {other:?}"),
    }
}

#[derive(Default)]
struct Desk {
    seen: Vec<String>,
}

impl EventHandler for Desk {
    fn ring(&mut self, ring: event::Ring, phone: &mut Peer<MorsePhone>) {
        self.seen
            .push(format!("{} rings {}", ring.from, ring.call_id));
        phone.send(command::Hangup::new(ring.call_id)).unwrap();
    }
    fn over(&mut self, over: event::Over, _: &mut Peer<MorsePhone>) {
        self.seen.push(format!("over after {:?}", over.seconds));
    }
    fn unknown(&mut self, unknown: Unknown, _: &mut Peer<MorsePhone>) {
        self.seen.push(format!("{}?", unknown.name()));
    }
}

struct Softphone;

impl CommandHandler for Softphone {
    fn dial(&mut self, dial: command::Dial, page: &mut Peer<MorsePhone, Vendor>) {
        page.send(event::Ring::new("c-1", dial.to)).unwrap();
    }
    fn hangup(&mut self, hangup: command::Hangup, page: &mut Peer<MorsePhone, Vendor>) {
        page.send(event::Over::new(hangup.call_id).seconds(73_u32))
            .unwrap();
    }
    fn get_version(&mut self, _: command::GetVersion, page: &mut Peer<MorsePhone, Vendor>) {
        page.send(event::Version::new("7.1")).unwrap();
    }
}

#[test]
fn both_sides_talk_in_lines() {
    let (mut app, mut desk) = (page(), Desk::default());
    let (mut vendor, mut softphone) = (phone(), Softphone);
    let mut cable = Cable::new(Origin::parse(PAGE).unwrap(), Origin::parse(PHONE).unwrap());

    let ticket = app.peer().request(command::GetVersion::new()).unwrap();
    app.peer().send(command::Dial::new("+12025550123")).unwrap();
    let problems = cable.run((&mut app, &mut desk), (&mut vendor, &mut softphone));

    assert_eq!(problems, Vec::<String>::new());
    assert_eq!(
        cable.log,
        [
            "→ GET_VERSION",
            "→ DIAL|+12025550123",
            "← VERSION|7.1",
            "← RING|c-1|+12025550123",
            "→ HANGUP|c-1",
            "← OVER|c-1|73",
        ]
    );
    assert_eq!(desk.seen, ["+12025550123 rings c-1", "over after Some(73)"]);
    assert_eq!(app.peer().outcome(&ticket).unwrap().unwrap().number, "7.1");
    assert_eq!(app.peer().calls::<morse_phone::Leg>().count(), 0);
}

#[test]
fn order_rules_hold_for_lines() {
    let mut app = page();
    let hangup = app.peer().send(command::Hangup::new("c-1"));
    assert!(matches!(hangup, Err(SendError::OutOfTurn(_))));
    match receive(&mut app, "OVER|c-1|73") {
        Received::Message(Event::Over(_), order) => assert_eq!(order.turn(), Turn::OutOfTurn),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_the_codec_does_not_read_is_not_ours() {
    let mut app = page();
    for text in [
        "",
        "|",
        "|RING|c-1",
        "RING|c-1|+1202|and more",
        "VERSION|1|2",
    ] {
        assert_eq!(refused(receive(&mut app, text)), Gate::NotOurs, "{text}");
    }
    let object = Data::Object(r#"{"verb":"DIAL","to":"+1202"}"#);
    let posted = app.receive(Post::new(Source(1), PHONE, object), Millis(0));
    assert_eq!(refused(posted), Gate::NotOurs);
    let other = app.receive(Post::new(Source(1), PHONE, Data::Other), Millis(0));
    assert_eq!(refused(other), Gate::NotOurs);
}

#[test]
fn a_line_of_another_origin_never_gets_to_the_codec() {
    let mut app = page();
    let line = Data::Text("RING|c-1|+12025550123");
    let evil = "https://phone.morse.example.evil.example";
    assert_eq!(
        refused(app.receive(Post::new(Source(1), evil, line), Millis(0))),
        Gate::Origin
    );
    assert_eq!(
        refused(app.receive(Post::new(Source(2), PHONE, line), Millis(0))),
        Gate::Source
    );
    let long = "RING|".repeat(60_000);
    assert_eq!(refused(receive(&mut app, &long)), Gate::Size);
    assert_eq!(ASKED.get(), 0);
    assert!(matches!(
        receive(&mut app, "VERSION|7"),
        Received::Message(..)
    ));
    assert_eq!(ASKED.get(), 1);
}

#[test]
fn what_a_line_lacks_is_a_drift_that_keeps_the_line() {
    let mut app = page();
    let Received::Drifted(drifted) = receive(&mut app, "RING|c-1") else {
        panic!("a ring without a number");
    };
    assert_eq!(drifted.name(), "RING");
    assert_eq!(drifted.raw(), "RING|c-1");
    assert_eq!(drifted.json(), r#"{"callId":"c-1","verb":"RING"}"#);
    assert_eq!(drifted.why().kind, FaultKind::Missing("from"));
    // It moved its call all the same.
    assert_eq!(app.peer().calls::<morse_phone::Leg>().count(), 1);

    let Received::Drifted(drifted) = receive(&mut app, "OVER|c-1|soon") else {
        panic!("an end without a time");
    };
    assert_eq!(drifted.location().path, "seconds");
}

/// What an application reads out of a line that the declaration doesn't know.
#[derive(serde::Deserialize)]
struct Mood {
    parts: Vec<String>,
}

#[test]
fn an_unknown_line_is_kept_and_goes_back_as_it_came() {
    let mut app = page();
    let Received::Message(Event::Unknown(unknown), _) = receive(&mut app, "MOOD|good|+12025550123")
    else {
        panic!("a verb that nobody declared");
    };
    assert_eq!(
        (unknown.name(), unknown.raw()),
        ("MOOD", "MOOD|good|+12025550123")
    );
    assert_eq!(unknown.content::<Mood>().unwrap().parts[0], "good");
    for shown in [
        format!("{unknown:?}"),
        format!("{:?}", Event::Unknown(unknown.clone())),
    ] {
        assert!(
            !shown.contains("5550123") && !shown.contains("good"),
            "{shown}"
        );
    }

    app.peer().send(Command::Unknown(unknown)).unwrap();
    assert_eq!(
        app.poll_post().unwrap().data.json(),
        "MOOD|good|+12025550123"
    );
}

#[test]
fn what_the_form_cannot_say_is_not_sent() {
    let mut app = page();
    let dial = command::Dial::new("+1202|HANGUP");
    assert_eq!(app.peer().send(dial), Err(SendError::Unwritable));
    assert!(app.poll_post().is_none());
    assert_eq!(
        SendError::Unwritable.to_string(),
        "the envelope's codec can't write it"
    );
}

#[test]
fn logs_show_nothing_of_a_line() {
    let mut app = page();
    app.peer().send(command::Dial::new("+12025550123")).unwrap();
    let post = app.poll_post().unwrap();
    let drifted = receive(&mut app, "RING|+12025550123");
    for shown in [
        format!("{post:?}"),
        format!("{drifted:?}"),
        format!("{app:?}"),
    ] {
        assert!(!shown.contains("5550123"), "{shown}");
    }
}

/// A form that says much in few bytes, and little in many.
#[cti_runtime::protocol(
    vendor = "Morse",
    origins("https://phone.morse.example"),
    envelope(codec = DENSE, tag = "type")
)]
pub mod dense_phone {
    use super::DENSE;

    #[event]
    pub enum Event {
        Text { text: String },
        Deep { list: Json },
    }

    #[command]
    pub enum Command {
        Say { text: String },
    }
}

const DENSE: Dense = Dense { times: 100 };

/// A constant serves as well as a unit struct.
struct Dense {
    times: usize,
}

impl TextCodec for Dense {
    fn read(&self, text: &str) -> Option<Map<Json>> {
        let value = match text {
            "tagless" => return Some(Map::new()),
            "number" => return Some([("type".to_owned(), Json::from(1))].into()),
            "deep" => (0..self.times).fold(Json::Null, |inside, _| Json::from(vec![inside])),
            text => Json::from(text.repeat(self.times)),
        };
        let key = if value.is_string() { "text" } else { "list" };
        let tag = if value.is_string() { "text" } else { "deep" };
        Some([("type".to_owned(), tag.into()), (key.to_owned(), value)].into())
    }

    fn write(&self, message: &Map<Json>) -> Option<String> {
        Some(message.get("text")?.as_str()?.repeat(self.times))
    }
}

#[test]
fn sizes_and_nesting_hold_before_and_after_the_codec() {
    let limits = Limits::default().with_message_bytes(1024);
    let policy = OriginPolicy::declared::<dense_phone::DensePhone>();
    let mut app = Session::<dense_phone::DensePhone>::new(policy, Source(1)).with_limits(limits);
    let mut receive =
        |text: &str| app.receive(Post::new(Source(1), PHONE, Data::Text(text)), Millis(0));
    assert!(matches!(receive("ok"), Received::Message(..)));
    assert_eq!(refused(receive("twelve bytes")), Gate::Size);
    assert_eq!(refused(receive(&"x".repeat(1025))), Gate::Size);
    assert_eq!(refused(receive("deep")), Gate::Malformed);
    assert_eq!(refused(receive("tagless")), Gate::NotOurs);
    assert_eq!(refused(receive("number")), Gate::NotOurs);

    let say = |text: &str| dense_phone::command::Say::new(text);
    assert_eq!(app.peer().send(say("ok")), Ok(()));
    assert_eq!(
        app.peer().send(say("twelve bytes")),
        Err(SendError::TooLarge)
    );
    assert_eq!(
        app.peer().send(say(&"x".repeat(1025))),
        Err(SendError::TooLarge)
    );
}

/// Knight Phone, which marks its JSON: a handshake, then requests.
#[cti_runtime::protocol(
    vendor = "Knight",
    origins("https://phone.morse.example"),
    envelope(codec = Marked, tag = "type")
)]
pub mod knight_phone {
    use super::Marked;

    #[event]
    pub enum Notice {
        #[sample("@{\"type\":\"ready\"}")]
        Ready,
    }

    #[command]
    pub enum Greeting {
        #[handshake(until = Ready, hold)]
        Hello,
    }

    #[command(
        tag = "request",
        content = "params",
        id = "id",
        answer(id = "id", ok = "result", error = "error"),
        error = String
    )]
    pub trait Ask {
        #[sample(args = { userId: "u-7" }, result = "Ada")]
        fn user(user_id: String) -> String;
    }
}

/// `@` and JSON.
struct Marked;

impl TextCodec for Marked {
    fn read(&self, text: &str) -> Option<Map<Json>> {
        serde_json::from_str(text.strip_prefix('@')?).ok()
    }

    fn write(&self, message: &Map<Json>) -> Option<String> {
        Some(format!("@{}", serde_json::to_string(message).ok()?))
    }
}

impl knight_phone::NoticeHandler for Desk {}

struct Directory;

impl knight_phone::GreetingHandler for Directory {
    fn hello(
        &mut self,
        _: knight_phone::greeting::Hello,
        page: &mut Peer<knight_phone::KnightPhone, Vendor>,
    ) {
        page.send(knight_phone::notice::Ready::new()).unwrap();
    }
}

impl knight_phone::AskHandler for Directory {
    fn user(
        &mut self,
        _: knight_phone::ask::User,
        _: &mut Peer<knight_phone::KnightPhone, Vendor>,
    ) -> Return<String, String> {
        Return::Now(Ok("Ada".to_owned()))
    }
}

#[test]
fn requests_and_answers_go_through_the_codec_too() {
    use knight_phone::{KnightPhone, ask, greeting};

    let app = Session::<KnightPhone>::new(OriginPolicy::declared::<KnightPhone>(), Source(1));
    let mut app = app.numbering_from(1);
    let pages = OriginPolicy::pages([Origin::parse(PAGE).unwrap()]).unwrap();
    let mut vendor = Session::<KnightPhone, Vendor>::serve(pages, Source(1));
    let mut cable = Cable::new(Origin::parse(PAGE).unwrap(), Origin::parse(PHONE).unwrap());

    let tickets = ["u-7", "u-8"].map(|user| app.peer().request(ask::User::new(user)).unwrap());
    app.peer().send(greeting::Hello::new()).unwrap();
    let problems = cable.run(
        (&mut app, &mut Desk::default()),
        (&mut vendor, &mut Directory),
    );
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!(
        cable.log,
        [
            r#"→ @{"type":"hello"}"#,
            r#"← @{"type":"ready"}"#,
            r#"→ @{"id":"1","params":{"userId":"u-7"},"request":"user"}"#,
            r#"→ @{"id":"2","params":{"userId":"u-8"},"request":"user"}"#,
            r#"← @{"id":"1","result":"Ada"}"#,
            r#"← @{"id":"2","result":"Ada"}"#,
        ]
    );
    for ticket in &tickets {
        assert_eq!(app.peer().outcome(ticket), Some(Ok("Ada".to_owned())));
    }

    // An answer that has drifted is kept as it came.
    let ticket = app.peer().request(ask::User::new("u-9")).unwrap();
    let drifted = Data::Text(r#"@{"id":"3","result":4}"#);
    match app.receive(Post::new(Source(1), PHONE, drifted), Millis(0)) {
        Received::Drifted(drifted) => assert_eq!(drifted.raw(), r#"@{"id":"3","result":4}"#),
        other => panic!("{other:?}"),
    }
    assert!(matches!(
        app.peer().outcome(&ticket),
        Some(Err(RequestError::Drifted(_)))
    ));
}

#[test]
fn no_string_makes_a_session_panic() {
    let mut app = page();
    let pieces = [
        "RING",
        "OVER",
        "|",
        "||",
        "\u{0}",
        "ä",
        "🦀",
        "\"",
        "{",
        "}",
        "\\",
        "4294967296",
    ];
    let mut seed = 7_u64;
    for _ in 0..20_000 {
        let mut line = String::new();
        for _ in 0..seed % 7 {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            line.push_str(pieces[usize::try_from(seed >> 33).unwrap() % pieces.len()]);
        }
        seed = seed.wrapping_add(1).rotate_left(7);
        if let Received::Drifted(drifted) = receive(&mut app, &line) {
            let _ = (drifted.location(), format!("{drifted:?}"));
        }
    }
}

#[test]
fn tools_send_and_watch_lines() {
    let mut watch = tools::watch(page());
    let heard = watch.receive(
        &Input::Post(Post::new(
            Source(1),
            PHONE,
            Data::Text("RING|c-1|+12025550123"),
        )),
        Millis(0),
    );
    assert!(matches!(heard.verdict, Verdict::Accepted));
    assert_eq!(heard.fields, r#"{"callId":"c-1","from":"•••23"}"#);
    let sent = watch.observe(
        &Input::Post(Post::new(Source(1), PAGE, Data::Text("HANGUP|c-1"))),
        Millis(0),
    );
    assert!(matches!(sent.verdict, Verdict::Accepted));

    watch.send("DIAL|+12025550123").unwrap();
    let Some(Output::Post(post)) = watch.poll() else {
        panic!("the command");
    };
    assert_eq!(post.data.json(), "DIAL|+12025550123");
    assert!(watch.send(r#"{"verb":"DIAL","to":"+1202"}"#).is_err());
}

#[test]
#[should_panic(expected = "missing")]
fn a_sample_that_lacks_a_part_fails_its_test() {
    cti_runtime::testing::message::<Event>(0, "RING|c-1");
}

#[test]
fn descriptions_tell_of_strings() {
    let description = MorsePhone::description();
    let codec = description.families[0].envelope.encoding.codec().unwrap();
    assert_eq!(codec.name(), "Lines");
    assert_eq!(
        codec.read("VERSION|7").as_deref(),
        Some(r#"{"number":"7","verb":"VERSION"}"#)
    );

    let markdown = export(description, Format::Markdown);
    assert!(
        markdown.contains("Posted as a string that `Lines` reads and writes"),
        "{markdown}"
    );
    assert!(
        markdown.contains("```text\nRING|c-1|+12025550123\n"),
        "{markdown}"
    );
    let typescript = export(description, Format::TypeScript);
    assert!(
        typescript.contains("data: unknown }, read: (text: string) => unknown): Event | undefined"),
        "{typescript}"
    );
    for format in [Format::JsonSchema, Format::AsyncApi] {
        let text = export(description, format);
        assert!(
            text.contains("string that `Lines` reads and writes"),
            "{text}"
        );
        assert!(
            !text.contains("RING|"),
            "an object's example is no line: {text}"
        );
    }
}

#[test]
fn drift_is_seen_through_the_codec() {
    let line = |number, text| Line {
        number,
        direction: Direction::FromVendor,
        what: What::Message(text),
    };
    let lines = [
        line(1, "RING|c-1"),
        line(2, "MOOD|good"),
        line(3, "|"),
        line(4, "{}"),
    ];
    let drift = compare(MorsePhone::description(), lines, []);
    assert_eq!((drift.messages, drift.foreign), (2, 2), "{drift}");
    let report = drift.to_string();
    assert!(
        report.contains("from") && report.contains("MOOD"),
        "{report}"
    );
}
