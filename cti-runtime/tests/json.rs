//! JSON against `serde_json`, and against input that means harm.
//!
//! Where the two differ, and on purpose: a repeated key in what is kept as [`Json`] is refused here;
//! `serde_json` reads floats to the last but one digit unless it is told otherwise.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::too_many_lines,
    clippy::items_after_statements
)]

use core::fmt::Write as _;

use cti_runtime::describe::{Encoding, Type};
use cti_runtime::json::{
    CallKey, Fault, FaultKind, Fill, JsonReader, Key, Kind, OneOf, Put, Reader, Record, Shape,
    Unholdable, Wire, Writer, check, member, rest, unescape,
};
use cti_runtime::mask::{debug, shape_of};
use cti_runtime::message::{
    Found, Miss, find_tag, read_arguments, read_body, read_body_leniently, why_malformed,
    write_arguments, write_message,
};
use cti_runtime::table::{Content, DirectionTable, FamilyTable, Row};
use cti_runtime::types::{DateTime, Json, Map, PhoneNumber, Query, Secret, Url, Uuid};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::Index;

const NESTING: u16 = 64;

fn read<T: Wire>(text: &str) -> Result<T, Fault> {
    let mut value = T::blank();
    let mut reader = JsonReader::new(text, NESTING);
    value.read(&mut reader)?;
    reader.end()?;
    Ok(value)
}

fn write<T: Wire>(value: &T) -> String {
    let mut out = Writer::new();
    value.write(&mut out);
    out.into_string()
}

fn masked<T: Wire>(value: &T) -> String {
    let mut out = Writer::masked();
    value.write(&mut out);
    out.into_string()
}

fn kind<T: Wire + core::fmt::Debug>(text: &str) -> FaultKind {
    read::<T>(text).unwrap_err().kind
}

/// A record with a field of each sort that matters.
#[derive(Clone, Debug, PartialEq)]
struct Call {
    number: PhoneNumber,
    id: u64,
    note: Option<String>,
    token: Secret<String>,
    url: Option<Url>,
    target: Target,
    inner: Option<Box<Call>>,
    rest: Map<Json>,
}

impl Record for Call {
    fn shape(&self) -> &'static Shape {
        static SHAPE: Shape = Shape {
            keys: &[
                Key::new("number", 0),
                Key::new("id", 1),
                Key::new("note", 2),
                Key::new("token", 3),
                Key::new("url", 4),
                Key::new("callId", 5),
                Key::new("contact", 6),
                Key::new("inner", 7),
                Key::new("call_id", 1).alias(),
            ],
            required: 0b1011,
            one_of: &[OneOf {
                name: "Target",
                fields: 0b110_0000,
                required: true,
            }],
            ..Shape::EMPTY
        };
        &SHAPE
    }
    fn call_key(&self, field: usize) -> Option<CallKey> {
        (field == 1).then(|| self.id.call_key()).flatten()
    }
}

impl Fill for Call {
    fn set(&mut self, field: usize, reader: &mut dyn Reader) -> Result<(), Fault> {
        match field {
            0 => self.number.read(reader),
            1 => self.id.read(reader),
            2 => self.note.read(reader),
            3 => self.token.read(reader),
            4 => self.url.read(reader),
            5 => {
                let mut id = u32::blank();
                id.read(reader)?;
                self.target = Target::CallId(id);
                Ok(())
            }
            6 => {
                let mut contact = Option::<bool>::blank();
                contact.read(reader)?;
                self.target = Target::Contact(contact);
                Ok(())
            }
            7 => self.inner.read(reader),
            _ => reader.skip(),
        }
    }
    fn rest(&mut self, key: &str, reader: &mut dyn Reader) -> Result<(), Fault> {
        rest::read(&mut self.rest, key, reader)
    }
}

impl Put for Call {
    fn put(&self, out: &mut Writer) {
        out.field(",\"number\":", &self.number);
        out.field(",\"id\":", &self.id);
        out.personal_optional(",\"note\":", &self.note);
        out.field(",\"token\":", &self.token);
        out.optional(",\"url\":", &self.url);
        match &self.target {
            Target::CallId(id) => out.field(",\"callId\":", id),
            Target::Contact(contact) => out.field(",\"contact\":", contact),
        }
        out.optional(",\"inner\":", &self.inner);
        rest::write("", &self.rest, out);
    }
}

impl Wire for Call {
    const TYPE: Type = Type::Named("Call");
    fn blank() -> Self {
        Self {
            number: Wire::blank(),
            id: Wire::blank(),
            note: Wire::blank(),
            token: Wire::blank(),
            url: Wire::blank(),
            target: Target::CallId(0),
            inner: Wire::blank(),
            rest: Wire::blank(),
        }
    }
    fn read(&mut self, reader: &mut dyn Reader) -> Result<(), Fault> {
        reader.record(self)
    }
    fn write(&self, out: &mut Writer) {
        out.record(self);
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Target {
    CallId(u32),
    Contact(Option<bool>),
}

/// Internally tagged: the tag says what the others are.
#[derive(Clone, Debug, PartialEq)]
enum View {
    Plain,
    Headless {
        app: String,
        inner: Option<Box<View>>,
    },
}

impl Record for View {
    fn shape(&self) -> &'static Shape {
        static SHAPE: Shape = Shape {
            keys: &[
                Key::new("view", 0),
                Key::new("app", 1),
                Key::new("inner", 2),
            ],
            required: 0b001,
            first: Some(0),
            ..Shape::EMPTY
        };
        &SHAPE
    }
}

impl Fill for View {
    fn set(&mut self, field: usize, reader: &mut dyn Reader) -> Result<(), Fault> {
        match (field, self) {
            (0, this) => {
                let at = reader.at();
                *this = match &*reader.str()? {
                    "plain" => Self::Plain,
                    "headless" => Self::Headless {
                        app: String::new(),
                        inner: None,
                    },
                    _ => return Err(Fault::new(FaultKind::Value("`plain` or `headless`"), at)),
                };
                Ok(())
            }
            (1, Self::Headless { app, .. }) => app.read(reader),
            (2, Self::Headless { inner, .. }) => inner.read(reader),
            _ => reader.skip(),
        }
    }
    fn required(&self) -> u64 {
        match self {
            Self::Plain => 0b01,
            Self::Headless { .. } => 0b11,
        }
    }
}

impl Put for View {
    fn put(&self, out: &mut Writer) {
        match self {
            Self::Plain => out.literal(",\"view\":", "\"plain\""),
            Self::Headless { app, inner } => {
                out.literal(",\"view\":", "\"headless\"");
                out.field(",\"app\":", app);
                out.optional(",\"inner\":", inner);
            }
        }
    }
}

impl Wire for View {
    const TYPE: Type = Type::Named("View");
    fn blank() -> Self {
        Self::Plain
    }
    fn read(&mut self, reader: &mut dyn Reader) -> Result<(), Fault> {
        reader.record(self)
    }
    fn write(&self, out: &mut Writer) {
        out.record(self);
    }
}

/// A record that is one value.
#[derive(Clone, Debug, PartialEq)]
struct Whole<T>(T);

impl<T: Wire> Record for Whole<T> {
    fn shape(&self) -> &'static Shape {
        static REQUIRED: Shape = Shape {
            whole: true,
            required: 1,
            ..Shape::EMPTY
        };
        static OPTIONAL: Shape = Shape {
            whole: true,
            ..Shape::EMPTY
        };
        if matches!(T::TYPE, Type::Option(_)) {
            &OPTIONAL
        } else {
            &REQUIRED
        }
    }
}

impl<T: Wire> Fill for Whole<T> {
    fn set(&mut self, _: usize, reader: &mut dyn Reader) -> Result<(), Fault> {
        self.0.read(reader)
    }
}

impl<T: Wire> Put for Whole<T> {
    fn put(&self, out: &mut Writer) {
        self.0.write(out);
    }
}

/// A record with a field beside the content.
#[derive(Clone, Debug, PartialEq)]
struct Status {
    status: String,
    reason: Option<String>,
}

impl Record for Status {
    fn shape(&self) -> &'static Shape {
        static SHAPE: Shape = Shape {
            keys: &[Key::new("reason", 1)],
            beside: &[Key::new("status", 0)],
            required: 1,
            ..Shape::EMPTY
        };
        &SHAPE
    }
}

impl Fill for Status {
    fn set(&mut self, field: usize, reader: &mut dyn Reader) -> Result<(), Fault> {
        match field {
            0 => self.status.read(reader),
            1 => self.reason.read(reader),
            _ => reader.skip(),
        }
    }
}

impl Put for Status {
    fn put(&self, out: &mut Writer) {
        out.optional(",\"reason\":", &self.reason);
    }
    fn put_beside(&self, out: &mut Writer) {
        out.field(",\"status\":", &self.status);
    }
}

struct Nothing;

impl Record for Nothing {
    fn shape(&self) -> &'static Shape {
        static SHAPE: Shape = Shape::EMPTY;
        &SHAPE
    }
}

impl Fill for Nothing {
    fn set(&mut self, _: usize, reader: &mut dyn Reader) -> Result<(), Fault> {
        reader.skip()
    }
}

impl Put for Nothing {
    fn put(&self, _: &mut Writer) {}
}

const fn row(tag: &'static str, open: &'static str, content: Option<Content>) -> Row {
    Row {
        content,
        ..Row::new(tag, open)
    }
}

const DATA: Option<Content> = Some(Content {
    key: "data",
    open: ",\"data\":",
    omit: None,
});

static TABLE: DirectionTable = DirectionTable {
    name: "Event",
    encoding: Encoding::Object,
    handshake: None,
    families: &[&PART],
};

static PART: FamilyTable = FamilyTable {
    tag: "action",
    open: "{\"action\":",
    content: Some("data"),
    constants: &[],
    reports: &[],
    requests: None,
    streams: &[],
    paths: &[],
    converted: &[],
    stamps: &[],
    conventions: &[],
    tags: &[
        ("ä", 2),
        ("call", 0),
        ("flat", 1),
        ("status", 3),
        ("hang\"up", 2),
    ],
    rows: &[
        row("call", "{\"action\":\"call\"", DATA),
        row("flat", "{\"action\":\"flat\"", None),
        row(
            "hang\"up",
            "{\"action\":\"hang\\\"up\"",
            Some(Content {
                key: "data",
                open: ",\"data\":",
                omit: Some("{}"),
            }),
        ),
        row("status", "{\"action\":\"status\"", DATA),
    ],
};

/// Finds the tag and reads the body.
fn receive(text: &str, record: &mut dyn Fill) -> Result<(), Fault> {
    let tagged = match find_tag(text, &TABLE, NESTING) {
        Ok(tagged) => tagged,
        Err(Miss::Malformed(fault)) => return Err(fault),
        Err(Miss::NotOurs) => return Err(Fault::nowhere(FaultKind::Expected("a message of ours"))),
    };
    let Found::Row(row) = tagged.found else {
        panic!("no such row")
    };
    read_body(text, &tagged, &PART.rows[usize::from(row)], record, NESTING)
}

fn call() -> Call {
    Call {
        number: PhoneNumber::from(358_401_234_567),
        id: 7,
        note: Some("\"ä\\\u{1f600}\n".to_owned()),
        token: "eyJhbGciOi".into(),
        url: Some("https://a.example/1?token=eyJhbGciOi".into()),
        target: Target::Contact(None),
        inner: None,
        rest: Map::from([("more".to_owned(), serde_json::json!([1, -2, {"x": 1.5}]))]),
    }
}

// ---- JSON text, against serde_json ----

fn json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<u64>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<f64>().prop_map(Json::from),
        any::<String>().prop_map(Json::from),
        "[a-z\"\\\\/\u{0}-\u{20}ä😀]{0,12}".prop_map(Json::from),
    ];
    leaf.prop_recursive(5, 40, 6, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Json::from),
            btree_map("[a-c\\\\\"ä]{0,3}", inner, 0..6)
                .prop_map(|entries| Json::Object(entries.into_iter().collect())),
        ]
    })
}

fn text() -> impl Strategy<Value = String> {
    (json(), any::<bool>()).prop_map(|(value, pretty)| {
        if pretty {
            serde_json::to_string_pretty(&value)
        } else {
            serde_json::to_string(&value)
        }
        .unwrap()
    })
}

/// JSON with some of its characters replaced, removed, doubled.
fn mutated() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[\\[\\]{}\",:0-9eE+\\-.\\\\ tfnu\u{0}\u{1f}\u{7f}]",
        Just("\\u".to_owned()),
        Just("\\ud83d".to_owned()),
        Just("\\ude00".to_owned()),
        Just("null".to_owned()),
        Just("\"a\":".to_owned()),
        Just("1e999".to_owned()),
    ];
    (text(), vec((any::<Index>(), 0..3_u8, piece), 0..4)).prop_map(|(text, edits)| {
        let mut chars: Vec<String> = text.chars().map(String::from).collect();
        for (at, edit, piece) in edits {
            if chars.is_empty() {
                break;
            }
            let at = at.index(chars.len());
            match edit {
                0 => chars[at] = piece,
                1 => chars.insert(at, piece),
                _ => {
                    chars.remove(at);
                }
            }
        }
        chars.concat()
    })
}

/// Whether two values are the same but for the last digits of floats.
fn alike(left: &Json, right: &Json) -> bool {
    match (left, right) {
        (Json::Number(left), Json::Number(right)) => {
            left == right || {
                let (left, right) = (left.as_f64().unwrap(), right.as_f64().unwrap());
                (left - right).abs() <= left.abs() * 4.0 * f64::EPSILON
                    || (left - right).abs() < f64::MIN_POSITIVE
            }
        }
        (Json::Array(left), Json::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(l, r)| alike(l, r))
        }
        (Json::Object(left), Json::Object(right)) => {
            left.len() == right.len()
                && left
                    .iter()
                    .zip(right)
                    .all(|((k, l), (m, r))| k == m && alike(l, r))
        }
        _ => left == right,
    }
}

fn compare_with_serde(text: &str) -> Result<(), TestCaseError> {
    let ours = read::<Json>(text);
    let theirs = serde_json::from_str::<Json>(text);
    match (&ours, &theirs) {
        (Ok(ours), Ok(theirs)) => prop_assert!(alike(ours, theirs), "{} {}", ours, theirs),
        (Err(fault), Ok(_)) => {
            prop_assert_eq!(fault.kind, FaultKind::Repeated("key"), "{}", text);
        }
        (Ok(_), Err(error)) => prop_assert!(false, "{} {}", text, error),
        (Err(_), Err(_)) => {}
    }
    let only_text =
        |fault: Fault| fault.kind == FaultKind::Repeated("key") || !fault.is_malformed();
    let checked = check(text, &[], NESTING);
    match ours {
        Ok(_) => prop_assert!(checked.is_ok()),
        // Where the reader gave up on a value, the text behind it may be anything.
        Err(fault) if only_text(fault) => {}
        Err(fault) => prop_assert_eq!(checked, Err(fault)),
    }
    if let Err(fault) = checked {
        prop_assert!(fault.is_malformed());
        prop_assert!(theirs.is_err());
        let location = fault.locate(text);
        prop_assert!(location.line >= 1 && location.column >= 1);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1500) })]

    #[test]
    fn accepts_and_refuses_what_serde_json_does(text in mutated()) {
        compare_with_serde(&text)?;
    }

    #[test]
    fn reads_what_it_wrote(value in json()) {
        let text = write(&value);
        prop_assert_eq!(read::<Json>(&text).unwrap(), value);
    }

    #[test]
    fn strings_survive(string in any::<String>(), prefix in any::<String>()) {
        let text = write(&string);
        prop_assert_eq!(&text, &serde_json::to_string(&string).unwrap());
        prop_assert_eq!(&read::<String>(&text).unwrap(), &string);
        prop_assert_eq!(unescape(&text), string.as_str());
        let mut out = Writer::new();
        out.prefixed(&prefix, &string);
        prop_assert_eq!(out.into_string(), write(&(prefix + &string)));
        let mut escaped = String::from('"');
        for unit in string.encode_utf16() {
            let _ = write!(escaped, "\\u{unit:04X}");
        }
        escaped.push('"');
        prop_assert_eq!(&read::<String>(&escaped).unwrap(), &string);
        prop_assert_eq!(unescape(&escaped), string);
    }

    #[test]
    fn unescape_takes_anything(text in "[\"\\\\u0-9a-fdDä]{0,20}") {
        let _ = unescape(&text);
    }

    #[test]
    fn numbers_are_as_whole_as_serde_json_has_them(
        text in "-?[0-9]{1,21}(\\.[0-9]{0,3})?([eE][+-]?[0-9]{0,3})?"
    ) {
        prop_assert_eq!(read::<u64>(&text).ok(), serde_json::from_str::<u64>(&text).ok());
        prop_assert_eq!(read::<i64>(&text).ok(), serde_json::from_str::<i64>(&text).ok());
        prop_assert_eq!(read::<u8>(&text).ok(), serde_json::from_str::<u8>(&text).ok());
        prop_assert_eq!(read::<i32>(&text).ok(), serde_json::from_str::<i32>(&text).ok());
        prop_assert_eq!(
            read::<f64>(&text).is_ok(),
            serde_json::from_str::<f64>(&text).is_ok()
        );
        compare_with_serde(&text)?;
    }

    #[test]
    fn floats_survive(float in any::<f64>(), single in any::<f32>()) {
        if float.is_finite() {
            prop_assert_eq!(write(&float).parse::<f64>().unwrap().to_bits(), float.to_bits());
            prop_assert_eq!(read::<f64>(&write(&float)).unwrap().to_bits(), float.to_bits());
        }
        if single.is_finite() {
            prop_assert_eq!(read::<f32>(&write(&single)).unwrap().to_bits(), single.to_bits());
        }
    }

    #[test]
    fn the_tag_is_found_wherever_it_stands(
        mut entries in vec(("[b-d]{1,3}", json()), 0..5),
        tag in prop_oneof![
            Just(Json::from("call")), Just(Json::from("hang\"up")), Just(Json::from("ä")), json()
        ],
        at in any::<Index>(),
        escape in any::<bool>(),
        blank in prop_oneof![Just(" "), Just("")],
    ) {
        entries.insert(at.index(entries.len() + 1), ("action".to_owned(), tag.clone()));
        let members: Vec<String> = entries
            .iter()
            .map(|(key, value)| {
                let key = if escape { key.replacen('a', "\\u0061", 1) } else { key.clone() };
                let turn = escape && value == "call";
                let value = value.to_string();
                let value = if turn { value.replacen("ll", "l\\u006C", 1) } else { value };
                format!("{blank}\"{key}\"{blank}:{blank}{value}{blank}")
            })
            .collect();
        let text = format!("{blank}{{{}}}", members.join(","));
        let found = find_tag(&text, &TABLE, NESTING).map(|tagged| tagged.found);
        match tag.as_str() {
            None => prop_assert_eq!(found, Err(Miss::NotOurs)),
            Some(tag) => {
                match (PART.tags.iter().find(|(known, _)| *known == tag), found) {
                    (Some((_, row)), Ok(Found::Row(found))) => prop_assert_eq!(*row, found),
                    (None, Ok(Found::Unknown(token))) => prop_assert_eq!(unescape(token), tag),
                    (_, found) => prop_assert!(false, "{:?}", found),
                }
            }
        }
        let raw = member(&text, "action").unwrap();
        let raw: Json = serde_json::from_str(raw).unwrap();
        prop_assert_eq!(raw.as_str(), tag.as_str());
    }

    #[test]
    fn no_mutation_gets_past_the_gates(text in mutated(), tag in 0..4_usize) {
        // The head of a message before anything, and anything before a tag.
        let open = PART.rows[tag].open;
        for text in [
            format!("{open},\"data\":{text}}}"),
            format!("{open},{}", text.trim_start_matches('{')),
            format!("{{\"number\":1,\"x\":{text},{}}}", open.trim_start_matches('{')),
            text.clone(),
        ] {
            let Ok(tagged) = find_tag(&text, &TABLE, NESTING) else { continue };
            let Found::Row(found) = tagged.found else { continue };
            let row = &PART.rows[usize::from(found)];
            for record in [
                &mut Call::blank() as &mut dyn Fill, &mut Nothing, &mut Whole(Json::Null),
                &mut Status { status: String::new(), reason: None }
            ] {
                let result = read_body(&text, &tagged, row, record, NESTING);
                read_body_leniently(&text, &tagged, row, record, NESTING);
                let well_formed = check(&text, &["action"], NESTING).is_ok();
                match result {
                    Ok(()) => prop_assert!(well_formed, "{}", text),
                    Err(fault) if !fault.is_malformed() => prop_assert!(well_formed, "{}", text),
                    Err(_) => {}
                }
            }
        }
    }

    #[test]
    fn shapes_show_no_value(value in json()) {
        let secret = "Jo Doe 12345";
        let mut value = value;
        if let Json::Object(entries) = &mut value {
            entries.insert("a".to_owned(), Json::from(secret));
            entries.insert("b".to_owned(), Json::from(987_654_321));
        }
        let shape = shape_of(&value.to_string());
        prop_assert!(!shape.contains(secret) && !shape.contains("987654321"));
        prop_assert!(shape.len() < 4096);
    }
}

// ---- Records ----

#[test]
fn records_are_read_in_any_order() {
    let call = call();
    let text = write(&call);
    assert_eq!(read::<Call>(&text).unwrap(), call);
    assert_eq!(write(&read::<Call>(&text).unwrap()), text);
    let value: Json = serde_json::from_str(&text).unwrap();
    let Json::Object(entries) = value else {
        panic!()
    };
    for turn in 0..entries.len() {
        let mut members: Vec<_> = entries
            .iter()
            .map(|(key, value)| format!("{key:?} : {value}"))
            .collect();
        members.rotate_left(turn);
        for text in [
            members.join(","),
            members.iter().rev().cloned().collect::<Vec<_>>().join(","),
        ] {
            assert_eq!(read::<Call>(&format!("{{{text}}}")).unwrap(), call);
        }
    }
}

#[test]
fn faults_say_what_and_where() {
    let fine = r#"{"number":"1","id":1,"token":"","callId":1}"#;
    assert!(read::<Call>(fine).is_ok());
    for (from, to, kind, path) in [
        ("\"id\":1,", "", FaultKind::Missing("id"), ""),
        (
            "\"id\":1,",
            "\"call_id\":1,\"id\":1,\"call_id\":1,",
            FaultKind::Repeated("call_id"),
            "call_id",
        ),
        (
            "\"id\":1,",
            "\"\\u0069d\":1,\"id\":1,",
            FaultKind::Repeated("id"),
            "id",
        ),
        (
            "\"id\":1",
            "\"id\":\"1\"",
            FaultKind::Expected("a whole number"),
            "id",
        ),
        (
            "\"id\":1",
            "\"id\":1.0",
            FaultKind::Expected("a whole number"),
            "id",
        ),
        (
            "\"id\":1",
            "\"id\":01",
            FaultKind::Syntax("no digit behind a leading zero"),
            "id",
        ),
        (
            "\"number\":\"1\"",
            "\"number\":true",
            FaultKind::Expected("a phone number"),
            "number",
        ),
        (
            "\"number\":\"1\"",
            "\"number\":null",
            FaultKind::Expected("a phone number"),
            "number",
        ),
        (
            "\"number\":\"1\"",
            "\"number\":-1",
            FaultKind::Expected("a phone number"),
            "number",
        ),
        (",\"callId\":1", "", FaultKind::OneOf("Target"), ""),
        (
            "\"callId\":1",
            "\"callId\":1,\"contact\":true",
            FaultKind::OneOf("Target"),
            "",
        ),
        (
            "\"callId\":1",
            "\"callId\":null",
            FaultKind::OneOf("Target"),
            "",
        ),
        (
            "\"callId\":1",
            "\"callId\":4294967296",
            FaultKind::Value("a whole number from 0 to 4294967295"),
            "callId",
        ),
        (
            "\"callId\":1",
            "\"callId\":1,\"x\":1,\"x\":2",
            FaultKind::Repeated("key"),
            "•••",
        ),
        (
            "\"callId\":1",
            "\"callId\":1,\"inner\":[]",
            FaultKind::Expected("an object"),
            "inner",
        ),
        (
            "\"callId\":1",
            "\"callId\":1,\"inner\":{\"id\":{}}",
            FaultKind::Expected("a whole number"),
            "inner.id",
        ),
        (
            "\"callId\":1",
            "\"callId\":1,\"x\":[0,{},{\"y\":[[],1,\"\\x\"]}]",
            FaultKind::Syntax("an escape"),
            "•••[2].•••[2]",
        ),
        (
            "\"callId\":1",
            "\"callId\":1,",
            FaultKind::Syntax("a key"),
            "callId",
        ),
    ] {
        let text = fine.replacen(from, to, 1);
        let fault = read::<Call>(&text).unwrap_err();
        assert_eq!(
            (fault.kind, fault.locate(&text).path.as_str()),
            (kind, path),
            "{text}"
        );
    }
    // Null counts as absent beside another of its group, and as a value where it is one.
    for (group, target) in [
        (r#""callId":1,"contact":null"#, Target::CallId(1)),
        (r#""contact":null"#, Target::Contact(None)),
        (
            r#""callId":null,"contact":true"#,
            Target::Contact(Some(true)),
        ),
    ] {
        let text = fine.replacen(r#""callId":1"#, group, 1);
        assert_eq!(read::<Call>(&text).unwrap().target, target);
    }
}

#[test]
fn locations_count_characters() {
    let text = "{\"ä\": 1,\n  \"ö😀\": [true, x]}";
    let location = check(text, &[], NESTING).unwrap_err().locate(text);
    assert_eq!(
        (location.line, location.column, location.path.as_str()),
        (2, 16, "•••[1]")
    );
    assert_eq!(location.to_string(), "line 2, column 16, at •••[1]");
    let unmasked = check(text, &[], NESTING).unwrap_err().locate_unmasked(text);
    assert_eq!(unmasked.path, "ö😀[1]");
    let nowhere = Fault::nowhere(FaultKind::TooDeep).locate(text);
    assert_eq!((nowhere.line, nowhere.column), (1, 1));
    for at in 0..text.len() + 2 {
        let _ = Fault::new(FaultKind::TooDeep, u32::try_from(at).unwrap()).locate(text);
    }
}

#[test]
fn a_tag_inside_is_read_first() {
    let headless = View::Headless {
        app: "a".to_owned(),
        inner: Some(Box::new(View::Plain)),
    };
    for text in [
        r#"{"view":"headless","app":"a","inner":{"view":"plain"}}"#,
        r#"{"app":"a","inner":{"app":1,"view":"plain"},"view":"headless"}"#,
        r#"{"x":[{"view":1}],"app":"a","vi\u0065w":"headless","inner":{"view":"plain"}}"#,
    ] {
        assert_eq!(read::<View>(text).unwrap(), headless, "{text}");
    }
    assert_eq!(kind::<View>(r#"{"app":"a"}"#), FaultKind::Missing("view"));
    assert_eq!(
        kind::<View>(r#"{"view":"headless"}"#),
        FaultKind::Missing("app")
    );
    assert_eq!(
        kind::<View>(r#"{"view":"x"}"#),
        FaultKind::Value("`plain` or `headless`")
    );
    for text in [
        r#"{"view":"plain","view":"plain"}"#,
        r#"{"app":"a","view":"plain","view":"plain"}"#,
        r#"{"app":"a","view":"plain","x":1,"vi\u0065w":"headless"}"#,
    ] {
        assert_eq!(kind::<View>(text), FaultKind::Repeated("view"), "{text}");
    }
}

// ---- Envelopes ----

#[test]
fn messages_survive_in_any_envelope() {
    for index in [0, 1] {
        let mut out = Writer::new();
        write_message(&PART.rows[index], &call(), &mut out);
        let text = out.into_string();
        let mut read = Call::blank();
        receive(&text, &mut read).unwrap();
        assert_eq!(read, call());
        // With the tag last.
        let (tag, rest) = text.strip_prefix('{').unwrap().split_once(',').unwrap();
        let turned = format!("{{{},{tag}}}", rest.strip_suffix('}').unwrap());
        let mut read = Call::blank();
        receive(&turned, &mut read).unwrap();
        assert_eq!(read, call());
        // Cut off anywhere, or followed by anything, it is malformed and nothing else.
        for text in [&text, &turned] {
            for end in (1..text.len()).filter(|end| text.is_char_boundary(*end)) {
                let fault = receive(&text[..end], &mut Call::blank()).unwrap_err();
                assert!(
                    matches!(fault.kind, FaultKind::Syntax(_)),
                    "{fault} in {}",
                    &text[..end]
                );
            }
            for more in ["}", "x", "{}", ",", "\0"] {
                let fault = receive(&format!("{text} {more}"), &mut Call::blank()).unwrap_err();
                assert_eq!(fault.kind, FaultKind::Syntax("the end of the text"));
            }
            receive(&format!("\t\r\n {text} \n"), &mut Call::blank()).unwrap();
        }
    }
}

#[test]
fn repeated_keys_are_malformed_wherever_reading_stopped() {
    for (text, key) in [
        (r#"{"action":"flat","action":"flat"}"#, "action"),
        (
            r#"{"action":"flat","number":true,"action":"flat"}"#,
            "action",
        ),
        (
            r#"{"number":true,"action":"flat","\u0061ction":"x"}"#,
            "action",
        ),
        (
            r#"{"action":"flat","number":true,"id":1,"call_id":1,"id":1}"#,
            "id",
        ),
        (
            r#"{"action":"flat","number":true,"call_id":1,"id":1,"call_id":1}"#,
            "call_id",
        ),
        (
            r#"{"action":"flat","number":"1","call_id":1,"call_id":1}"#,
            "call_id",
        ),
        (r#"{"action":"call","data":{},"data":{}}"#, "data"),
        (
            r#"{"action":"call","data":{"number":true},"d\u0061ta":null}"#,
            "data",
        ),
        (
            r#"{"action":"call","data":{"number":true,"id":1,"x":2,"id":1}}"#,
            "id",
        ),
        (
            r#"{"data":{"number":true,"id":1,"x":2,"id":1},"action":"call"}"#,
            "id",
        ),
    ] {
        let fault = receive(text, &mut Call::blank()).unwrap_err();
        assert_eq!(fault.kind, FaultKind::Repeated(key), "{text}");
    }
    let status = r#"{"action":"status","status":1,"data":{},"status":"x"}"#;
    let fault = receive(
        status,
        &mut Status {
            status: String::new(),
            reason: None,
        },
    )
    .unwrap_err();
    assert_eq!(fault.kind, FaultKind::Repeated("status"));
    // A drift, then garbage.
    let fault = receive(r#"{"action":"flat","id":true,]"#, &mut Call::blank()).unwrap_err();
    assert!(fault.is_malformed());
}

#[test]
fn content_may_be_absent_or_null() {
    for text in [
        r#"{"action":"status","status":"x"}"#,
        r#"{"action":"status","data":null,"status":"x"}"#,
        r#"{"status":"x","data":{},"extra":{"status":1},"action":"status"}"#,
    ] {
        let mut status = Status {
            status: String::new(),
            reason: None,
        };
        receive(text, &mut status).unwrap();
        assert_eq!(status.status, "x");
        let mut whole = Whole(Map::<Json>::blank());
        receive(&text.replace("{}", "null"), &mut whole).unwrap();
        assert_eq!(whole.0, Map::new());
        let mut optional = Whole(Some(String::new()));
        receive(&text.replace("{}", "null"), &mut optional).unwrap();
        let fault = receive(&text.replace("{}", "null"), &mut Whole(String::new())).unwrap_err();
        assert_eq!(fault.kind, FaultKind::Missing("data"));
        receive(text, &mut Nothing).unwrap();
    }
    let mut status = Status {
        status: String::new(),
        reason: None,
    };
    let reversed =
        r#"{"action":"status","data":{"reason":"y","status":1},"status":"x","reason":2}"#;
    receive(reversed, &mut status).unwrap();
    assert_eq!(
        status,
        Status {
            status: "x".to_owned(),
            reason: Some("y".to_owned())
        }
    );
    let mut out = Writer::new();
    write_message(&PART.rows[3], &status, &mut out);
    assert_eq!(
        out.as_str(),
        r#"{"action":"status","data":{"reason":"y"},"status":"x"}"#
    );

    let fault = receive(r#"{"action":"status","data":3,"status":"x"}"#, &mut status).unwrap_err();
    assert_eq!(fault.kind, FaultKind::Expected("an object"));
    let fault = receive(r#"{"action":"status"}"#, &mut status).unwrap_err();
    assert_eq!(fault.kind, FaultKind::Missing("status"));
    receive(r#"{"action":"hang\"up","data":[1]}"#, &mut Nothing).unwrap();
    receive(r#"{"action":"h\u0061ng\u0022up"}"#, &mut Nothing).unwrap();

    let mut out = Writer::new();
    write_message(&PART.rows[2], &Nothing, &mut out);
    assert_eq!(out.as_str(), r#"{"action":"hang\"up"}"#);
    let mut out = Writer::new();
    write_message(&PART.rows[0], &Nothing, &mut out);
    assert_eq!(out.as_str(), r#"{"action":"call","data":{}}"#);
    let mut out = Writer::new();
    write_message(&PART.rows[0], &Whole(vec![1_u8, 2]), &mut out);
    assert_eq!(out.as_str(), r#"{"action":"call","data":[1,2]}"#);
}

#[test]
fn what_drifted_is_read_as_far_as_it_fits() {
    for (text, fields, id) in [
        (
            r#"{"action":"flat","id":7,"number":true,"note":"x"}"#,
            0b0110,
            7,
        ),
        (
            r#"{"note":[],"id":7,"number":true,"action":"flat"}"#,
            0b0010,
            7,
        ),
        (
            r#"{"action":"call","data":{"id":7,"number":true,"inner":{"id":1}}}"#,
            0b0010,
            7,
        ),
        (r#"{"action":"call","data":[]}"#, 0, 0),
        (r#"{"action":"call","data":{"id":"7","x":1}}"#, 0, 0),
    ] {
        let mut read = Call::blank();
        let fault = receive(text, &mut read).unwrap_err();
        assert!(!fault.is_malformed(), "{text} {fault}");
        let tagged = find_tag(text, &TABLE, NESTING).unwrap();
        let Found::Row(row) = tagged.found else {
            panic!()
        };
        let row = &PART.rows[usize::from(row)];
        let mut read = Call::blank();
        let mask = read_body_leniently(text, &tagged, row, &mut read, NESTING);
        assert_eq!((mask, read.id), (fields, id), "{text}");
    }
}

#[test]
fn what_only_looks_like_a_tag_at_the_end_is_none() {
    for text in [
        r#"{"x":"y,\"action\":\"call"}"#,
        r#"{"x":{"y":1,"action":"call"}}"#,
        r#"{"x":"y","Action":"call"}"#,
        r#"{"x":"y","\"action":"call"}"#,
        r#"["x","action":"call"}"#,
    ] {
        let found = find_tag(text, &TABLE, NESTING);
        assert_eq!(found.unwrap_err(), Miss::NotOurs, "{text}");
    }
    // It is found there, but nothing is read of a message that can be read in two ways, or in none.
    for (text, why) in [
        (r#"{"action":1,"x":2,"action":"call"}"#, None),
        (
            r#"{"x":2,"action":"flat","y":3,"action":"call"}"#,
            Some(FaultKind::Repeated("action")),
        ),
        (
            r#"{"x":"y,"action":"call"}"#,
            Some(FaultKind::Syntax("`,` or `}`")),
        ),
        (
            r#"{"x":[1,"action":"call"}"#,
            Some(FaultKind::Syntax("`,` or `]`")),
        ),
        (
            r#"{"x":{"y":1,"action":"call"}"#,
            Some(FaultKind::Syntax("`,` or `}`")),
        ),
    ] {
        let tagged = find_tag(text, &TABLE, NESTING).unwrap();
        let row = &PART.rows[0];
        let fault = read_body(text, &tagged, row, &mut Nothing, NESTING).unwrap_err();
        assert!(fault.is_malformed(), "{text}");
        let miss = why_malformed(text, &tagged, fault, NESTING);
        match why {
            None => assert_eq!(miss, Miss::NotOurs, "{text}"),
            Some(kind) => {
                assert!(
                    matches!(miss, Miss::Malformed(fault) if fault.kind == kind),
                    "{text}"
                );
            }
        }
    }
}

#[test]
fn foreign_messages_are_turned_away() {
    for text in [
        "",
        " ",
        "[]",
        "\"action\"",
        "1",
        "null",
        "webpackHotUpdate",
        "[{\"action\":\"call\"}]",
        "{}",
        " { } ",
        r#"{"type":"x"}"#,
        r#"{"x":{"action":"call"}}"#,
        r#"{"action":1}"#,
        r#"{"action":{"action":"call"}}"#,
        r#"{"action":null}"#,
        r#"{"Action":"call"}"#,
        r#"{"x":"\"action\":","y":1}"#,
        "\u{feff}{}",
        "!_{\"h\":\"\"}",
    ] {
        assert_eq!(
            find_tag(text, &TABLE, NESTING).unwrap_err(),
            Miss::NotOurs,
            "{text}"
        );
    }
    for text in [
        "{",
        "{x",
        "{\"",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,",
        "{\"a\":1,}",
        "{,}",
    ] {
        let miss = find_tag(text, &TABLE, NESTING).unwrap_err();
        assert!(matches!(miss, Miss::Malformed(_)), "{text}");
    }
}

#[test]
fn arguments_go_by_position() {
    let status = |status: &str, reason: Option<&str>| Arguments {
        id: status.to_owned(),
        call: reason.map(|_| call()),
        visible: reason.map(|_| true),
    };
    #[derive(Clone, Debug, PartialEq)]
    struct Arguments {
        id: String,
        call: Option<Call>,
        visible: Option<bool>,
    }
    impl Record for Arguments {
        fn shape(&self) -> &'static Shape {
            static SHAPE: Shape = Shape {
                keys: &[
                    Key::new("id", 0),
                    Key::new("call", 1),
                    Key::new("visible", 2),
                    Key::new("shown", 2).alias(),
                ],
                required: 1,
                ..Shape::EMPTY
            };
            &SHAPE
        }
    }

    impl Fill for Arguments {
        fn set(&mut self, field: usize, reader: &mut dyn Reader) -> Result<(), Fault> {
            match field {
                0 => self.id.read(reader),
                1 => self.call.read(reader),
                2 => self.visible.read(reader),
                _ => reader.skip(),
            }
        }
    }

    impl Put for Arguments {
        fn put(&self, out: &mut Writer) {
            out.personal(",\"id\":", &self.id);
            out.optional(",\"call\":", &self.call);
            out.optional(",\"visible\":", &self.visible);
        }
    }
    for arguments in [status("a", None), status("b", Some(""))] {
        let mut out = Writer::new();
        write_arguments(&arguments, &mut out);
        let mut back = status("", None);
        read_arguments(out.as_str(), &mut back, NESTING).unwrap();
        assert_eq!(back, arguments);
    }
    let mut out = Writer::new();
    write_arguments(&status("a", None), &mut out);
    assert_eq!(out.as_str(), r#"["a",null,null]"#);
    let mut back = status("", None);
    read_arguments(r#" ["a" , null] "#, &mut back, NESTING).unwrap();
    assert_eq!(back, status("a", None));
    for (text, kind) in [
        ("[]", FaultKind::Missing("id")),
        ("[null]", FaultKind::Expected("a string")),
        (
            r#"["a",null,null,null]"#,
            FaultKind::Value("no further arguments"),
        ),
        ("{}", FaultKind::Expected("an array")),
        ("[1", FaultKind::Syntax("`,` or `]`")),
        (r#"["a",]"#, FaultKind::Syntax("a value")),
        (r#"["a"] 1"#, FaultKind::Syntax("the end of the text")),
    ] {
        let fault = read_arguments(text, &mut status("", None), NESTING).unwrap_err();
        assert_eq!(fault.kind, kind, "{text}");
    }
}

// ---- Types ----

#[test]
fn callbacks_have_one_outcome() {
    type Outcome = Result<u8, String>;
    for (text, outcome) in [
        (r#"{"result":5}"#, Ok(5)),
        (r#"{"result":5,"error":null}"#, Ok(5)),
        (r#"{"error":null,"result":5,"more":[]}"#, Ok(5)),
        (r#"{"result":null,"error":"no"}"#, Err("no".to_owned())),
        (r#"{"result":"what?","error":"no"}"#, Err("no".to_owned())),
        (r#"{"error":"no"}"#, Err("no".to_owned())),
    ] {
        assert_eq!(read::<Outcome>(text).unwrap(), outcome, "{text}");
        assert_eq!(read::<Outcome>(&write(&outcome)).unwrap(), outcome);
    }
    assert_eq!(write(&Outcome::Ok(5)), r#"{"result":5}"#);
    assert_eq!(
        write(&Outcome::Err("no".to_owned())),
        r#"{"result":null,"error":"no"}"#
    );
    assert_eq!(kind::<Outcome>("{}"), FaultKind::Missing("result"));
    assert_eq!(
        kind::<Outcome>(r#"{"error":1}"#),
        FaultKind::Expected("a string")
    );
    let text = r#"{"result": 256}"#;
    let fault = read::<Outcome>(text).unwrap_err();
    assert_eq!(
        (fault.kind, fault.at),
        (FaultKind::Value("a whole number from 0 to 255"), 11)
    );
    let null = r#"{"result":null}"#;
    assert_eq!(read::<Result<Option<u8>, String>>(null).unwrap(), Ok(None));
    assert_eq!(read::<Result<(), String>>(null).unwrap(), Ok(()));
    // A body of another convention is no success.
    for text in ["{}", r#"{"error":null}"#, r#"{"success":false}"#] {
        assert_eq!(
            kind::<Result<Option<u8>, String>>(text),
            FaultKind::Missing("result")
        );
        assert_eq!(
            kind::<Result<(), String>>(text),
            FaultKind::Missing("result")
        );
    }
    assert_eq!(
        kind::<Outcome>(r#"{"result":1,"result":2}"#),
        FaultKind::Repeated("result")
    );
}

#[test]
fn phone_numbers_keep_their_type() {
    for text in [
        r#""+358 40 1234567""#,
        "358401234567",
        "\"\"",
        "0",
        "99999999999999999999999",
    ] {
        assert_eq!(write(&read::<PhoneNumber>(text).unwrap()), text);
    }
    for text in ["1.5", "-1", "1e5", "true", "null", "[]", "{}"] {
        assert_eq!(
            kind::<PhoneNumber>(text),
            FaultKind::Expected("a phone number")
        );
    }
    assert_eq!(masked(&PhoneNumber::from(358_401_234_567)), "\"•••67\"");
}

#[test]
fn other_types_read_what_they_write() {
    let uuid = "\"67e55044-10b1-426f-9247-bb680e5fe0c8\"";
    let read_uuid: Uuid = read(uuid).unwrap();
    assert_eq!(write(&read_uuid), uuid);
    assert_eq!(
        read_uuid.call_key(),
        Some(CallKey::Uuid(read_uuid.as_u128()))
    );
    assert_eq!(kind::<Uuid>("\"x\""), FaultKind::Value("a UUID"));
    assert_eq!(kind::<Uuid>("1"), FaultKind::Expected("a string"));
    for text in ["\"2026 01-31 09:30:05\"", "\"what?\""] {
        assert_eq!(write(&read::<DateTime>(text).unwrap()), text);
        assert_eq!(write(&read::<Url>(text).unwrap()), text);
    }
    assert_eq!(read::<Option<u8>>("null").unwrap(), None);
    assert_eq!(
        read::<Vec<Option<bool>>>(" [ true , null ] ").unwrap(),
        [Some(true), None]
    );
    assert_eq!(read::<Map<u8>>(r#"{"a":1,"\u0062":2}"#).unwrap().len(), 2);
    assert_eq!(
        kind::<Map<u8>>(r#"{"a":1,"\u0061":2}"#),
        FaultKind::Repeated("key")
    );
    assert_eq!(
        kind::<Json>(r#"[{"a":1,"a":2}]"#),
        FaultKind::Repeated("key")
    );
    assert_eq!(kind::<f64>("1e999"), FaultKind::Value("a finite number"));
    assert_eq!(
        kind::<f32>("1e300"),
        FaultKind::Value("a number of single precision")
    );
    assert_eq!(
        kind::<i8>("-129"),
        FaultKind::Value("a whole number from -128 to 127")
    );
    assert_eq!(
        kind::<u64>("-1"),
        FaultKind::Value("a whole number from 0 to 18446744073709551615")
    );
    assert_eq!(read::<i64>("-9223372036854775808").unwrap(), i64::MIN);
    assert_eq!(read::<u64>("18446744073709551615").unwrap(), u64::MAX);
    read::<()>(r#"{"any":[]}"#).unwrap();
    for (text, expected) in [
        ("\"\\ud800\"", ()),
        ("\"\\udc00\\ud800\"", ()),
        ("\"\\ud83dx\"", ()),
    ] {
        assert_eq!(read::<String>(text).map(drop).map_err(drop), Err(expected));
        assert_eq!(
            kind::<String>(text),
            FaultKind::Unholdable(Unholdable::HalfCharacter)
        );
        assert_eq!(
            kind::<u64>(text),
            FaultKind::Unholdable(Unholdable::HalfCharacter)
        );
        check(text, &[], NESTING).unwrap();
    }
    for (text, what) in [
        (r#""\udc00NaN""#, Unholdable::NotANumber),
        (r#""\udc00a function""#, Unholdable::Function),
        (r#""\udc00anything""#, Unholdable::HalfCharacter),
    ] {
        assert_eq!(kind::<f64>(text), FaultKind::Unholdable(what), "{text}");
    }
    for text in ["[1,]", "[,1]", "[1,,2]", "[,]"] {
        assert!(
            matches!(kind::<Vec<u64>>(text), FaultKind::Syntax(_)),
            "{text}"
        );
        assert!(
            check(text, &[], NESTING).unwrap_err().is_malformed(),
            "{text}"
        );
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Target2 {
    object: String,
    id: Option<u64>,
}

impl Record for Target2 {
    fn shape(&self) -> &'static Shape {
        static SHAPE: Shape = Shape {
            keys: &[Key::new("object", 0), Key::new("id", 1)],
            required: 1,
            ..Shape::EMPTY
        };
        &SHAPE
    }
}

impl Fill for Target2 {
    fn set(&mut self, field: usize, reader: &mut dyn Reader) -> Result<(), Fault> {
        match field {
            0 => self.object.read(reader),
            1 => self.id.read(reader),
            _ => reader.skip(),
        }
    }
}

impl Put for Target2 {
    fn put(&self, out: &mut Writer) {
        out.personal(",\"object\":", &self.object);
        out.optional(",\"id\":", &self.id);
    }
}

impl Wire for Target2 {
    const TYPE: Type = Type::Named("Target");
    fn blank() -> Self {
        Self::default()
    }
    fn read(&mut self, reader: &mut dyn Reader) -> Result<(), Fault> {
        reader.record(self)
    }
    fn write(&self, out: &mut Writer) {
        out.record(self);
    }
}

#[test]
fn queries_travel_as_strings() {
    for (text, object, id) in [
        ("\"object=case\"", "case", None),
        ("\"?object=a+b%20c%C3%A4&id=5&more=1\"", "a b cä", Some(5)),
        ("\"id=5&&object=%zz%\"", "%zz%", Some(5)),
        ("\"object\"", "", None),
    ] {
        let query: Query<Target2> = read(text).unwrap();
        assert_eq!((query.object.as_str(), query.id), (object, id), "{text}");
        assert_eq!(read::<Query<Target2>>(&write(&query)).unwrap(), query);
    }
    assert_eq!(
        kind::<Query<Target2>>("\"id=5\""),
        FaultKind::Missing("object")
    );
    assert_eq!(
        kind::<Query<Target2>>("\"object=1&id=x\""),
        FaultKind::Expected("a whole number")
    );
    assert_eq!(
        kind::<Query<Target2>>("\"object=1&object=2\""),
        FaultKind::Repeated("object")
    );
    assert_eq!(
        kind::<Query<Target2>>("{}"),
        FaultKind::Expected("a string")
    );
    let query = Query(Target2 {
        object: "a&b=c d".to_owned(),
        id: Some(5),
    });
    assert_eq!(write(&query), "\"object=a%26b%3Dc+d&id=5\"");
    assert_eq!(masked(&query), "\"object=•••&id=5\"");
    assert_eq!(format!("{query:?}"), r#"{"object":"•••","id":5}"#);
}

#[test]
fn serde_types_are_fields() {
    use cti_runtime::json::opaque::Opaque;

    let mut value: Option<(u8, String)> = None;
    Opaque::read(&mut value, &mut JsonReader::new(r#" [1,"a"]"#, NESTING)).unwrap();
    assert_eq!(value, Some((1, "a".to_owned())));
    let mut out = Writer::new();
    out.raw("{");
    Opaque::field(&value, &mut out, ",\"a\":");
    Opaque::optional_field(&None::<u8>, &mut out, ",\"b\":");
    Opaque::optional_field(&Some(None::<u8>), &mut out, ",\"c\":");
    out.raw("}");
    assert_eq!(out.as_str(), r#"{"a":[1,"a"]}"#);
    let fault = Opaque::read(&mut value, &mut JsonReader::new("  3", NESTING)).unwrap_err();
    assert_eq!(fault.at, 2);
    let mut out = Writer::masked();
    Opaque::write(&value, &mut out);
    assert_eq!(out.as_str(), "\"•••\"");
}

#[test]
fn uuids_are_read_as_the_crate_reads_them() {
    let plain = "12345678-1234-1234-123a-012345a6789b";
    let simple = plain.replace('-', "");
    let mut texts = vec![
        plain.to_owned(),
        plain.to_uppercase(),
        format!("{{{plain}}}"),
        format!("urn:uuid:{plain}"),
        format!("URN:Uuid:{plain}"),
        simple.clone(),
        // None of these is one.
        String::new(),
        format!("{{{plain}"),
        format!("{plain}}}"),
        format!("({plain})"),
        format!("{{{simple}}}"),
        format!("urn:uuid:{simple}"),
        format!("urn:uui::{plain}"),
        format!("{simple}----"),
        format!(" {plain}"),
    ];
    for place in 0..plain.len() {
        for sign in ["g", "-", "é", "/", ":", "@", "`"] {
            let mut text = plain.to_owned();
            text.replace_range(place..=place, sign);
            texts.push(text);
        }
    }
    for text in texts {
        let mut read = Uuid::nil();
        let json = Json::from(&*text).to_string();
        let fits = read.read(&mut JsonReader::new(&json, NESTING)).is_ok();
        assert_eq!(fits.then_some(read), Uuid::try_parse(&text).ok(), "{text}");
    }
}

#[test]
fn a_masked_writer_shows_no_secret() {
    struct Shown<'a>(&'a str, &'a dyn Put);
    impl core::fmt::Debug for Shown<'_> {
        fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
            debug(self.0, self.1, f)
        }
    }
    let mut call = call();
    call.note = Some("secret note".to_owned());
    let shown = format!("{:?}", Shown("Call", &call));
    assert_eq!(
        shown,
        "Call {\"number\":\"•••67\",\"id\":7,\"note\":\"•••\",\"token\":\"•••\",\
         \"url\":\"https://a.example/•••\",\"contact\":null,\"•••\":[1,-2,{\"•••\":1.5}]}"
    );
    assert_eq!(format!("{:?}", Shown("Nothing", &Nothing)), "Nothing");
    assert_eq!(format!("{:?}", Shown("Whole", &Whole(5_u8))), "Whole(5)");
    assert_eq!(format!("{:?}", (&call.token, &call.number)), "(•••, •••67)");
}

// ---- Harm ----

/// Nested as deep as text goes.
fn nested(open: &str, close: &str, levels: usize) -> String {
    format!("{}1{}", open.repeat(levels), close.repeat(levels))
}

#[test]
fn nesting_is_limited() {
    for (open, close) in [("[", "]"), ("{\"inner\":", "}"), ("[{\"inner\":", "}]")] {
        let levels = 200_000;
        let text = nested(open, close, levels);
        for text in [&text, &text[..text.len() / 2]] {
            assert_eq!(
                check(text, &[], u16::MAX).unwrap_err().kind,
                FaultKind::TooDeep
            );
            assert_eq!(kind::<Json>(text), FaultKind::TooDeep);
            assert!(matches!(shape_of(text).as_str(), shape if shape.ends_with("not JSON")));
            assert!(member(text, "x").is_none());
            let message = format!("{{\"x\":{text},\"action\":\"call\"}}");
            let fault = receive(&message, &mut Call::blank()).unwrap_err();
            assert_eq!(fault.kind, FaultKind::TooDeep);
            let message = format!("{{\"x\":{text},\"action\":\"call\",\"y\":1}}");
            assert!(matches!(
                find_tag(&message, &TABLE, 64),
                Err(Miss::Malformed(_))
            ));
            let message = format!("{{\"action\":\"call\",\"data\":{{\"x\":{text}}}}}");
            let fault = receive(&message, &mut Call::blank()).unwrap_err();
            assert_eq!(fault.kind, FaultKind::TooDeep);
            let _ = fault.locate(&message);
            let drift = format!("{{\"action\":\"call\",\"data\":1,\"x\":{text}}}");
            assert_eq!(
                receive(&drift, &mut Call::blank()).unwrap_err().kind,
                FaultKind::TooDeep
            );
        }
    }
    for levels in 1..=u16::from(u8::MAX) {
        let text = nested("[", "]", usize::from(levels));
        assert_eq!(check(&text, &[], 64).is_ok(), levels <= 64);
        assert_eq!(check(&text, &[], u16::MAX).is_ok(), levels <= 128);
    }
    assert!(check("1", &[], 0).is_ok() && check("[]", &[], 0).is_err());
}

/// The deepest text that is read must not need more stack than a small thread has.
#[test]
fn the_deepest_message_fits_a_small_stack() {
    let deep = || {
        let reader = |text: &str, value: &mut dyn FnMut(&mut JsonReader<'_>)| {
            value(&mut JsonReader::new(text, u16::MAX));
        };
        for (open, close) in [("[", "]"), ("{\"inner\":", "}")] {
            reader(&nested(open, close, 128), &mut |reader| {
                let mut value = Json::Null;
                value.read(reader).unwrap();
                let _ = write(&value);
            });
        }
        let open = "{\"number\":1,\"id\":1,\"token\":\"\",\"callId\":1,\"inner\":";
        let text = format!("{}null{}", open.repeat(128), "}".repeat(128));
        reader(&text, &mut |reader| {
            let mut call = Call::blank();
            call.read(reader).unwrap();
            let _ = write(&call);
        });
        // With the tag last at every level.
        let text = format!(
            "{}null{}",
            "{\"app\":\"\",\"inner\":".repeat(128),
            ",\"view\":\"headless\"}".repeat(128)
        );
        reader(&text, &mut |reader| View::blank().read(reader).unwrap());
    };
    std::thread::Builder::new()
        .stack_size(512 * 1024)
        .spawn(deep)
        .unwrap()
        .join()
        .unwrap();
}

#[test]
fn readers_say_what_they_expected() {
    let mut reader = JsonReader::new(" x", NESTING);
    assert_eq!(
        reader.kind().unwrap_err(),
        Fault::new(FaultKind::Syntax("a value"), 1)
    );
    assert_eq!(reader.at(), 1);
    assert_eq!(JsonReader::new(" {", NESTING).kind().unwrap(), Kind::Object);
    assert_eq!(
        JsonReader::new("\n[1 , {}]x", NESTING).raw().unwrap(),
        "[1 , {}]"
    );
    assert_eq!(
        JsonReader::new(" -1.5e3 ", NESTING).number().unwrap(),
        "-1.5e3"
    );
    assert!(JsonReader::new("nul", NESTING).null().is_err());
    assert_eq!(
        JsonReader::new("\"a\u{1}\"", NESTING).str().unwrap_err().at,
        2
    );
}
