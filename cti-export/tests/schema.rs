//! Schema and decoder agree on what is valid, message by message, field by field.
//!
//! Where they don't, the difference is one of [`DIFFERENCES`], and is checked to be there.

#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by it")]

#[path = "support/called.rs"]
mod called;
#[path = "support/generate.rs"]
mod generate;
#[path = "support/posted.rs"]
mod posted;
#[path = "support/sink.rs"]
mod sink;
#[path = "support/sink_answers.rs"]
mod sink_answers;

use std::collections::BTreeMap;
use std::panic::resume_unwind;
use std::thread;

use called::Back;
use cti_runtime::describe::{
    Description, Direction, Encoding, Family, FamilyKind, Message, Requests, Sample, Transport,
    Type, keys_of,
};
use cti_runtime::tools::{self, AnySession, Input, Verdict};
use cti_runtime::{
    App, Data, Millis, Origin, OriginPolicy, Post, Protocol, Session, Signal, Source, Vendor,
};
use cti_vendors::registry::{self, Role, Setup};
use generate::{Maker, Random};
use jsonschema::Validator;
use serde_json::{Value, json};

const PAGE: &str = "https://crm.example";

/// Valid messages that are made of each message's declaration.
const ROUNDS: u64 = 6;

/// What schema and decoder judge differently, and why it stays so.
const DIFFERENCES: &[(&str, &str)] = &[
    (
        "a whole number written as 1.0, 1e2 or -0",
        "JSON Schema compares numbers by value; the decoder reads how they are written, so that \
         what it keeps is what came. JavaScript writes none of them.",
    ),
    (
        "what is in a query string",
        "A schema sees a string. `contentSchema` says what is in it, which validators don't check.",
    ),
    (
        "text: repeated keys, lone surrogates, length, nesting",
        "They are gone, or refused, once the text is parsed; schemas see values.",
    ),
    (
        "the range of a number in quotes",
        "A schema sees a string, and its pattern says what a number looks like.",
    ),
];

/// A protocol with both of its sides.
struct Subject {
    description: &'static Description,
    origin: String,
    app: Box<dyn AnySession>,
    vendor: Box<dyn AnySession>,
    calls: u64,
    schema: Value,
}

fn windows<P: Protocol<Transport = cti_runtime::protocol::Window>>() -> Subject {
    let pages = OriginPolicy::pages([Origin::parse(PAGE).expect("an origin")]).expect("one");
    Subject::new(
        tools::watch(Session::<P, App>::new(
            OriginPolicy::declared::<P>(),
            Source(1),
        )),
        tools::watch(Session::<P, Vendor>::serve(pages, Source(1))),
    )
}

fn subjects() -> Vec<Subject> {
    let setup = Setup::new(Origin::parse(PAGE).expect("an origin"));
    let mut subjects: Vec<Subject> = registry::protocols()
        .iter()
        .map(|entry| {
            Subject::new(
                (entry.open)(Role::Application, &setup).expect("no target to be refused"),
                (entry.open)(Role::Vendor, &setup).expect("no target to be refused"),
            )
        })
        .collect();
    subjects.push(windows::<sink::sink_wrapped::SinkWrapped>());
    subjects.push(windows::<sink::sink_flat::SinkFlat>());
    subjects.push(windows::<sink::sink_families::SinkFamilies>());
    subjects.push(windows::<sink::sink_nested::SinkNested>());
    subjects.push(windows::<sink_answers::sink_answers::SinkAnswers>());
    subjects.push(Subject::new(
        tools::watch(Session::<sink::sink_library::SinkLibrary, App>::in_page()),
        tools::watch(Session::<sink::sink_library::SinkLibrary, Vendor>::library()),
    ));
    subjects
}

impl Subject {
    fn new(app: Box<dyn AnySession>, vendor: Box<dyn AnySession>) -> Self {
        let description = app.description();
        let origin = match description.transport {
            Transport::Window { origins, .. } => origins[0].replacen('*', "x", 1),
            Transport::Library { .. } => String::new(),
        };
        let schema = cti_export::json_schema(description);
        Self {
            description,
            origin,
            app,
            vendor,
            calls: 0,
            schema: serde_json::from_str(&schema).expect("a schema is JSON"),
        }
    }

    /// A validator for one of the definitions.
    fn validator(&self, definition: &str) -> Validator {
        let schema = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$ref": format!("#/$defs/{definition}"),
            "$defs": self.schema["$defs"],
        });
        jsonschema::validator_for(&schema).expect("a schema is valid")
    }

    /// Whether the decoder takes a message.
    fn posts(&mut self, family: &Family, json: &str) -> bool {
        let codec = family.envelope.encoding.codec();
        let text = codec.map(|codec| codec.write(json).expect("what this form can say"));
        let data = data(family.envelope.encoding, text.as_deref().unwrap_or(json));
        let (session, origin) = match family.direction {
            Direction::FromVendor => (&mut self.app, self.origin.as_str()),
            Direction::ToVendor => (&mut self.vendor, PAGE),
        };
        let input = Input::Post(Post::new(Source(1), origin, data));
        accepts(&session.receive(&input, Millis(0)).verdict)
    }

    /// Whether the decoder takes what answers a request.
    fn settles(&mut self, family: &Family, request: &str, answer: &str) -> bool {
        let (asking, origin) = match family.direction {
            Direction::FromVendor => (&mut self.vendor, PAGE),
            Direction::ToVendor => (&mut self.app, self.origin.as_str()),
        };
        let encoding = family.envelope.encoding;
        let input = |json| Input::Post(Post::new(Source(1), origin, data(encoding, json)));
        // Nothing else waits.
        asking.reload();
        let asked = asking.observe(&input(request), Millis(0));
        assert!(accepts(&asked.verdict), "{request}");
        let verdict = asking.receive(&input(answer), Millis(0)).verdict;
        matches!(verdict, Verdict::Answered)
    }

    /// The side that calls the functions of a family, and the one that answers.
    fn sides(&mut self, family: &Family) -> [&mut Box<dyn AnySession>; 2] {
        match family.direction {
            Direction::FromVendor => [&mut self.vendor, &mut self.app],
            Direction::ToVendor => [&mut self.app, &mut self.vendor],
        }
    }

    /// Whether the decoder takes the arguments of a call.
    fn calls(&mut self, family: &Family, message: &Message, json: &str) -> bool {
        self.calls += 1;
        let input = Input::Signal(Signal::Request {
            id: self.calls,
            name: message.tag.into(),
            arguments: json.into(),
        });
        let [_, answers] = self.sides(family);
        accepts(&answers.receive(&input, Millis(0)).verdict)
    }

    /// Whether the decoder takes what is called back after a call with these arguments.
    fn answers(
        &mut self,
        family: &Family,
        message: &Message,
        arguments: &str,
        (back, json): (Back, &str),
    ) -> bool {
        self.calls += 1;
        let (id, body) = (self.calls, json.into());
        let call = Input::Signal(Signal::Request {
            id,
            name: message.tag.into(),
            arguments: arguments.into(),
        });
        let [calls, _] = self.sides(family);
        let asked = calls.observe(&call, Millis(0));
        assert_eq!(asked.name, message.tag, "{arguments}");
        let input = Input::Signal(match back {
            Back::Called => Signal::Reply { id, body },
            Back::Apart => Signal::Reject { id, body },
        });
        accepts(&calls.receive(&input, Millis(0)).verdict)
    }

    /// Whether the decoder takes what a subscriber is called with.
    fn fires(&mut self, message: &Message, json: &str) -> bool {
        let input = Input::Signal(Signal::Fire {
            name: message.tag.into(),
            body: json.into(),
        });
        accepts(&self.app.receive(&input, Millis(0)).verdict)
    }
}

/// What is posted.
fn data(encoding: Encoding, text: &str) -> Data<'_> {
    match encoding {
        Encoding::Object | Encoding::ObjectOrText => Data::Object(text),
        Encoding::Codec(codec) if codec.is_of_objects() => Data::Object(text),
        Encoding::Text | Encoding::TextOrObject | Encoding::Codec(_) => Data::Text(text),
    }
}

fn accepts(verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::Accepted | Verdict::Answered)
}

/// What stands in the place of a value.
fn others() -> Vec<Value> {
    vec![
        Value::Null,
        json!(true),
        json!(0),
        json!(-1),
        json!(300),
        json!(70_000),
        json!(5_000_000_000_u64),
        json!(u64::MAX),
        json!(-200),
        json!(-5_000_000_000_i64),
        json!(1.5),
        json!(""),
        json!("no such value"),
        json!("12345678-1234-1234-123a-012345a6789b"),
        json!("12345678-1234-1234-123a-012345a6789"),
        json!([]),
        json!([null]),
        json!([1, "a"]),
        json!({}),
        json!({"a": 1}),
        json!({"zz": {"b": null}}),
    ]
}

/// In how many ways a value is spoiled, about: where it has many places, ways take turns.
const WAYS: usize = 400;

/// A value spoiled in every place.
fn spoiled(value: &Value, keys: &[String]) -> Vec<Value> {
    let mut all = Vec::new();
    let (places, others) = (generate::places(value), others());
    let each = (WAYS / places.len().max(1)).max(4);
    let mut other_values = others.iter().cycle();
    let mut other_keys = keys.iter().cycle();
    for path in places {
        all.extend(generate::without(value, &path));
        for other in other_values.by_ref().take(each.min(others.len())) {
            all.extend(generate::with(value, &path, other.clone()));
        }
        let mut copy = value.clone();
        // The same value under every other key that some object of the protocol has, in its place
        // and besides.
        if let Some((generate::Step::Key(own), before)) = path.split_last()
            && let Some(taken) = generate::at(&mut copy, &path).cloned()
        {
            let some = other_keys.by_ref().take(keys.len().min(each / 2));
            for key in some.filter(|key| *key != own) {
                let mut besides = value.clone();
                if let Some(Value::Object(entries)) = generate::at(&mut besides, before) {
                    entries.insert(key.clone(), taken.clone());
                }
                all.extend(generate::without(&besides, &path));
                all.push(besides);
            }
        }
    }
    all.extend(others);
    all
}

/// Every key that occurs in a schema's properties.
fn keys(schema: &Value, found: &mut Vec<String>) {
    match schema {
        Value::Object(entries) => {
            for (name, value) in entries {
                if name == "properties" {
                    found.extend(
                        value
                            .as_object()
                            .into_iter()
                            .flatten()
                            .map(|(key, _)| key.clone()),
                    );
                }
                keys(value, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| keys(item, found)),
        _ => {}
    }
}

#[derive(Default)]
struct Tally {
    valid: usize,
    invalid: usize,
    differ: BTreeMap<&'static str, usize>,
}

impl Tally {
    /// Compares the two verdicts.
    fn note(&mut self, what: &str, json: &str, validator: &Validator, taken: bool) {
        let value: Value = serde_json::from_str(json).expect("JSON");
        let valid = validator.is_valid(&value);
        if valid == taken {
            if valid {
                self.valid += 1;
            } else {
                self.invalid += 1;
            }
            return;
        }
        let why = validator
            .validate(&value)
            .err()
            .map(|error| error.to_string());
        let known = [("(query)", 1), ("(range)", 3)]
            .into_iter()
            .find(|(mark, _)| what.contains(mark) && valid && !taken);
        let Some((_, difference)) = known else {
            panic!("{what}: the schema says {valid}, the decoder {taken}\n{json}\n{why:?}");
        };
        *self.differ.entry(DIFFERENCES[difference].0).or_default() += 1;
    }
}

/// Whether there is a query string in a message.
fn has_query(message: &Message) -> bool {
    message
        .fields
        .iter()
        .any(|field| matches!(field.ty, Type::Query(_)))
}

/// Whether there is a number in quotes that doesn't take every one.
fn has_range(ty: Type) -> bool {
    match ty {
        Type::OneOrMany(of) => has_range(*of),
        Type::Text(Type::Integer { bits, signed }) => *signed || *bits < 64,
        Type::Text(of) => matches!(of, Type::EpochMillis | Type::EpochSeconds),
        _ => false,
    }
}

fn definition(family: &Family, message: &Message) -> String {
    format!("{}{}", message.name, family.name)
}

#[test]
fn samples_are_valid() {
    let mut count = 0;
    for subject in subjects() {
        for family in subject.description.families {
            for message in family.messages {
                let name = definition(family, message);
                for sample in message.samples {
                    let (definition, json) = sampled(family, message, sample);
                    let value: Value = serde_json::from_str(&json).expect("JSON");
                    let validator = subject.validator(&definition);
                    let verdict = validator.validate(&value);
                    assert!(verdict.is_ok(), "{definition}: {json}\n{verdict:?}");
                    // The definition of its direction takes it too, where it is in an envelope.
                    let posted = family.kind == FamilyKind::Requests && definition == name;
                    if posted || matches!(sample, Sample::Message(_)) {
                        assert!(subject.validator(family.name).is_valid(&value), "{json}");
                    }
                    count += 1;
                }
            }
        }
    }
    assert!(count > 60, "{count} samples");
}

/// The definition that a sample is of, and the sample as it crosses the edge.
fn sampled(family: &Family, message: &Message, sample: &Sample) -> (String, String) {
    let name = definition(family, message);
    let parsed = |json| serde_json::from_str::<Value>(json).expect("JSON");
    let id = json!("1");
    match (family.requests, sample) {
        (Some(_), Sample::Arguments(json)) => {
            let request = posted::request(family, message, &parsed(json), &id);
            (name, request.to_string())
        }
        (Some(requests), Sample::Result(json)) => {
            let answer = posted::answer(&requests, Ok(&parsed(json)), &id);
            (format!("{name}Answer"), answer.to_string())
        }
        (Some(requests), Sample::Error(json)) => {
            let answer = posted::answer(&requests, Err(&parsed(json)), &id);
            (format!("{name}Answer"), answer.to_string())
        }
        (_, Sample::Message(json) | Sample::Arguments(json)) => (name, (*json).to_owned()),
        (_, Sample::Posted(text)) => {
            let codec = family.envelope.encoding.codec().expect("a codec");
            (
                name,
                codec
                    .read(text)
                    .expect("a string of this form")
                    .into_owned(),
            )
        }
        (None, Sample::Result(_) | Sample::Error(_)) => {
            let (back, value) = called::of_sample(message, sample).expect("what is called back");
            (called_back(family, message, back), value.to_string())
        }
    }
}

/// The definition of what a function calls back with, or an event.
fn called_back(family: &Family, message: &Message, back: Back) -> String {
    let name = definition(family, message);
    match back {
        Back::Apart => format!("{name}Failure"),
        Back::Called if family.is_function(message) => format!("{name}Outcome"),
        Back::Called => name,
    }
}

#[test]
fn schema_and_decoder_agree() {
    // The longest test of the crate. A session stays in its thread, so each makes its own.
    let half = |first| {
        let subjects = subjects().into_iter().skip(first).step_by(2);
        subjects.map(compare).collect::<Vec<_>>()
    };
    let odd = thread::spawn(move || half(1));
    let mut tallies = half(0);
    tallies.extend(odd.join().unwrap_or_else(|panic| resume_unwind(panic)));
    let (mut valid, mut invalid) = (0, 0);
    for (name, tally) in tallies {
        println!(
            "{name}: {} valid, {} invalid, differing: {:?}",
            tally.valid, tally.invalid, tally.differ
        );
        valid += tally.valid;
        invalid += tally.invalid;
    }
    println!("in all {valid} valid, {invalid} invalid");
    assert!(valid > 2_000 && invalid > 10_000);
}

/// What the two say to messages of one protocol, by its name.
fn compare(mut subject: Subject) -> (&'static str, Tally) {
    let description = subject.description;
    let mut known = Vec::new();
    keys(&subject.schema, &mut known);
    known.push("unlisted".to_owned());
    known.sort();
    known.dedup();
    let mut tally = Tally::default();
    for family in description.families {
        for (index, message) in family.messages.iter().enumerate() {
            let seed = u64::try_from(index).expect("small") + 1;
            check(&mut subject, family, message, seed, &known, &mut tally);
        }
    }
    (description.name, tally)
}

fn check(
    subject: &mut Subject,
    family: &'static Family,
    message: &'static Message,
    seed: u64,
    known: &[String],
    tally: &mut Tally,
) {
    let description = subject.description;
    let name = definition(family, message);
    let query = if has_query(message) { " (query)" } else { "" };
    let range = message.fields.iter().any(|field| has_range(field.ty));
    let range = if range { " (range)" } else { "" };
    let what = format!("{} {name}{query}{range}", description.name);
    let validator = subject.validator(&name);
    let mut random = Random::new(seed);
    for round in 0..ROUNDS {
        let known = if round == 0 { known } else { &[] };
        let mut maker = Maker {
            description,
            random: &mut random,
            full: round == 0,
        };
        match family.kind {
            FamilyKind::Messages | FamilyKind::Requests => {
                let value = maker.message(family, message);
                let json = value.to_string();
                assert!(
                    subject.posts(family, &json),
                    "{what}: the decoder refuses {json}"
                );
                tally.note(&what, &json, &validator, true);
                // The tag has to stay: another message has other rules.
                let tag = family.envelope.tag;
                for other in spoiled(&value, known) {
                    let same = posted::at(&other, tag) == posted::at(&value, tag);
                    let json = other.to_string();
                    let taken = subject.posts(family, &json);
                    if same || !taken {
                        tally.note(&what, &json, &validator, same && taken);
                    }
                }
                if let Some(requests) = family.requests {
                    check_answers(subject, (family, message), &requests, &value, tally);
                }
            }
            _ if family.is_function(message) => {
                let arguments = maker.arguments(message);
                let json = arguments.to_string();
                assert!(
                    subject.calls(family, message, &json),
                    "{what}: the decoder refuses {json}"
                );
                for other in spoiled(&arguments, known).into_iter().chain([arguments]) {
                    let json = other.to_string();
                    let taken = subject.calls(family, message, &json);
                    tally.note(&what, &json, &validator, taken);
                }
                let mut maker = Maker {
                    description,
                    random: &mut random,
                    full: round == 0,
                };
                if message.reply.is_some()
                    && let Some((back, value)) = maker.back(message)
                {
                    let definition = called_back(family, message, back);
                    let validator = subject.validator(&definition);
                    let what = format!("{what} {definition}");
                    for other in spoiled(&value, &[]).into_iter().chain([value]) {
                        let other = other.to_string();
                        let taken = subject.answers(family, message, &json, (back, &other));
                        tally.note(&what, &other, &validator, taken);
                    }
                }
            }
            _ => {
                let any = (Back::Called, json!({"any": "thing"}));
                let (_, value) = maker.back(message).unwrap_or(any);
                for other in spoiled(&value, &[]).into_iter().chain([value]) {
                    let json = other.to_string();
                    let taken = subject.fires(message, &json);
                    tally.note(&what, &json, &validator, taken);
                }
            }
        }
    }
}

/// What AsyncAPI's dialect says of a payload: it has no definitions and knows no `prefixItems`, and it
/// ignores what stands beside a reference.
#[test]
fn asyncapi_says_the_same_as_the_schema() {
    let (mut valid, mut invalid) = (0, 0);
    for subject in subjects() {
        let description = subject.description;
        let document = cti_export::asyncapi(description);
        let document: Value = serde_json::from_str(&document).expect("JSON");
        let payload = |name: &str| {
            let payload = &document["components"]["messages"][name]["payload"];
            assert!(payload.is_object(), "{} has no {name}", description.name);
            let schema = json!({ "allOf": [payload], "components": document["components"] });
            let options = jsonschema::options().with_draft(jsonschema::Draft::Draft7);
            options.build(&schema).expect("a schema is valid")
        };
        let mut compare = |name: &str, value: &Value| {
            let (here, there) = (payload(name), subject.validator(name));
            for value in spoiled(value, &[]).iter().chain([value]) {
                let judged = here.is_valid(value);
                assert_eq!(judged, there.is_valid(value), "{name}: {value}");
                *(if judged { &mut valid } else { &mut invalid }) += 1;
            }
        };
        for family in description.families {
            for message in family.messages {
                let name = definition(family, message);
                for seed in 1..4 {
                    let mut maker = Maker {
                        description,
                        random: &mut Random::new(seed),
                        full: seed == 1,
                    };
                    if family.kind.is_posted() {
                        compare(&name, &maker.message(family, message));
                    } else if family.is_function(message) {
                        compare(&name, &maker.arguments(message));
                    }
                    if family.requests.is_some() {
                        let answer = maker.answer(family, message, &json!("r-1"));
                        compare(&format!("{name}Answer"), &answer);
                    } else if !family.kind.is_posted()
                        && let Some((back, value)) = maker.back(message)
                    {
                        compare(&called_back(family, message, back), &value);
                    }
                }
            }
        }
    }
    assert!(
        valid > 500 && invalid > 5_000,
        "{valid} valid, {invalid} invalid"
    );
}

/// What answers a request: the schema of its answers and the session that asked agree.
fn check_answers(
    subject: &mut Subject,
    (family, message): (&'static Family, &'static Message),
    requests: &Requests,
    request: &Value,
    tally: &mut Tally,
) {
    let name = format!("{}Answer", definition(family, message));
    let what = format!("{} {name}", subject.description.name);
    let validator = subject.validator(&name);
    let answer = &requests.answer;
    let (asked, answered) = requests.id.zip(answer.id).expect("an id");
    let keys = [answer.flag, answer.ok, answer.error].into_iter().flatten();
    // A path that is written as a key is refused, which a schema doesn't say.
    let keys = keys.chain(["code"]).filter_map(|key| keys_of(key).pop());
    let keys: Vec<String> = keys.collect();
    for seed in 1..8 {
        let answer = Maker {
            description: subject.description,
            random: &mut Random::new(seed),
            full: seed == 1,
        }
        .answer(family, message, posted::at(request, asked).expect("an id"));
        let all = spoiled(&answer, &keys);
        for other in all.into_iter().chain([answer.clone()]) {
            // Another id is another request's.
            if posted::at(&other, answered) == posted::at(&answer, answered) {
                let json = other.to_string();
                let taken = subject.settles(family, &request.to_string(), &json);
                tally.note(&what, &json, &validator, taken);
            }
        }
    }
}

/// The differences are there, and are as described.
#[test]
fn known_differences() {
    let mut subject = windows::<sink::sink_wrapped::SinkWrapped>();
    let description = subject.description;
    let family = &description.families[0];
    let message = family
        .messages
        .iter()
        .find(|message| message.name == "Places")
        .expect("declared");
    let validator = subject.validator("PlacesEvent");
    for stamp in ["1.0", "1e2", "-0"] {
        let json = format!(
            r#"{{"kind":"places","version":1,"body":{{"stamp":{stamp},"a/b~c":true,"first":1}}}}"#
        );
        assert_eq!(message.tag, "places");
        let value: Value = serde_json::from_str(&json).expect("JSON");
        assert!(validator.is_valid(&value), "{json}");
        assert!(!subject.posts(family, &json), "{json}");
    }
    let repeated =
        r#"{"kind":"places","version":1,"body":{"stamp":1,"stamp":1,"a/b~c":true,"first":1}}"#;
    let value: Value = serde_json::from_str(repeated).expect("JSON keeps the last");
    assert!(validator.is_valid(&value));
    assert!(!subject.posts(family, repeated));

    let desk = registry::find("desk-open-cti").expect("shipped");
    let setup = Setup::new(Origin::parse(PAGE).expect("an origin"));
    let mut desk = Subject::new(
        (desk.open)(Role::Application, &setup).expect("a library"),
        (desk.open)(Role::Vendor, &setup).expect("a library"),
    );
    let methods = desk
        .description
        .families
        .iter()
        .find(|of| of.kind == FamilyKind::Methods);
    let methods = methods.expect("declared");
    let pop = methods
        .messages
        .iter()
        .find(|message| message.tag == "interaction.screenPop")
        .expect("declared");
    let validator = desk.validator("ScreenPopMethod");
    assert!(validator.is_valid(&json!(["1", "object=planet"])));
    assert!(!desk.calls(methods, pop, r#"["1", "object=planet"]"#));
    assert!(desk.calls(methods, pop, r#"["1", "object=case"]"#));
    for (difference, why) in DIFFERENCES {
        println!("{difference}: {why}");
    }
}
