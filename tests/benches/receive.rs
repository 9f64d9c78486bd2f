//! A whole receive (origin, size, tag, decode, order, ready to dispatch) against what serde needs
//! for decoding alone; and encoding. `cargo bench --bench receive` ends in a table of ratios.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing
)]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use criterion::Criterion;
use cti_runtime::{
    App, Data, Gate, Millis, OriginPolicy, Post, Protocol, Received, Session, Source,
};
use cti_vendors::{cloudtalk, leaddesk_talk};
use serde::{Deserialize, Serialize};

/// The messages of the benchmark that no shipped protocol has in this form.
#[cti_runtime::protocol(
    vendor = "Bench",
    origins("https://phone-*.bench.example"),
    envelope(object, tag = "action")
)]
pub mod flat_phone {
    #[event]
    pub enum Event {
        #[sample({"action":"call","number":"+123456789","autocall":true})]
        Call { number: String, autocall: bool },
        #[sample({"action":"hangup"})]
        Hangup,
        Ringing {
            #[rename("call_uuid")]
            call_uuid: Uuid,
            external_number: String,
            internal_number: String,
            contact_id: u64,
            contact_name: String,
            company: Option<String>,
            contact_emails: Vec<String>,
            contact_numbers: Vec<String>,
            tags: Vec<String>,
        },
    }

    #[command]
    pub enum Command {
        Call { number: String, autocall: bool },
    }
}

/// The same by hand: what serde decodes, without any check.
#[derive(Debug, Serialize, Deserialize)]
#[serde(
    tag = "action",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
enum Flat {
    Call {
        number: String,
        autocall: bool,
    },
    Hangup,
    Ringing {
        #[serde(rename = "call_uuid")]
        call_uuid: uuid::Uuid,
        external_number: String,
        internal_number: String,
        contact_id: u64,
        contact_name: String,
        company: Option<String>,
        contact_emails: Vec<String>,
        contact_numbers: Vec<String>,
        tags: Vec<String>,
    },
}

/// The tags of LeadDesk Talk's events: what serde's error for an unknown one lists.
#[derive(Debug, Deserialize)]
#[serde(tag = "action", rename_all = "camelCase")]
enum Talk {
    Login,
    Logout,
    Call,
    Connected,
    Disconnected,
    Completed,
    Sms,
    Error,
    Jwt,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "event", content = "properties", rename_all = "snake_case")]
enum Adjacent {
    Ringing(Leg),
    Dialing(Leg),
    Calling(Leg),
    Hangup(Leg),
    Ended(Leg),
    ContactInfo(Leg),
}

#[derive(Debug, Serialize, Deserialize)]
struct Leg {
    call_uuid: uuid::Uuid,
    external_number: String,
    internal_number: String,
    contact: Option<Contact>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Contact {
    id: u64,
    name: String,
    company: Option<String>,
    #[serde(default)]
    contact_emails: Vec<String>,
    #[serde(default)]
    contact_numbers: Vec<String>,
    #[serde(default)]
    external_urls: Vec<ExternalUrl>,
    #[serde(default)]
    tags: Vec<String>,
}

#[derive(Debug, Serialize, Deserialize)]
struct ExternalUrl {
    external_system: String,
    external_url: String,
}

const SHORT: &str = r#"{"action":"call","number":"+123456789","autocall":true}"#;
const SHORT_TAG_LAST: &str = r#"{"number":"+123456789","autocall":true,"action":"call"}"#;
const FLAT: &str = r#"{"action":"ringing","call_uuid":"12345678-1234-1234-123a-012345a6789b","externalNumber":"+44 20 7946 0167","internalNumber":"+1 202 555 0175","contactId":1234,"contactName":"John Doe","company":"Company Inc.","contactEmails":["john@company.example","doe@company.example"],"contactNumbers":["+44 20 7946 0167","+44 20 7946 0123"],"tags":["VIP","Europe","renewal due in March","speaks English and Finnish","prefers mornings"]}"#;
const NESTED: &str = r#"{"event":"ringing","properties":{"call_uuid":"12345678-1234-1234-123a-012345a6789b","external_number":"+44 20 7946 0167","internal_number":"+1 202 555 0175","contact":{"id":1234,"name":"John Doe","company":"Company Inc.","contact_emails":["john@company.example","doe@company.example"],"contact_numbers":["+44 20 7946 0167","+44 20 7946 0123"],"external_urls":[{"external_system":"mycrm","external_url":"https://mycrm.example/contact/123"}],"tags":["VIP","Europe"]}}}"#;
const FOREIGN: &str =
    r#"{"source":"react-devtools-bridge","payload":{"event":"operations","payload":[1,1,0,0]}}"#;
const UNKNOWN: &str = r#"{"action":"voicemail","id":7,"from":"+12025550123","seconds":31}"#;

const FLAT_ORIGIN: &str = "https://phone-7.bench.example";
const NESTED_ORIGIN: &str = "https://phone.cloudtalk.io";
const TALK_ORIGIN: &str = "https://login-ce2.leaddesk.com";

fn tag_last(json: &str, tag: &str) -> String {
    let value: serde_json::Map<String, serde_json::Value> = serde_json::from_str(json).unwrap();
    let mut out = String::from("{");
    for (key, field) in value.iter().filter(|(key, _)| *key != tag) {
        out += &format!("{}:{field},", serde_json::to_string(key).unwrap());
    }
    out + &format!("\"{tag}\":{}}}", value[tag])
}

fn session<P: Protocol<Carrier = cti_runtime::protocol::Window>>() -> Session<P, App> {
    Session::<P>::new(OriginPolicy::declared::<P>())
}

fn object<'a>(origin: &'a str, json: &'a str) -> Post<'a> {
    Post::new(Source(1), origin, Data::Object(json))
}

fn text<'a>(origin: &'a str, json: &'a str) -> Post<'a> {
    Post::new(Source(1), origin, Data::Text(json))
}

struct Row {
    name: &'static str,
    wanted: f64,
}

/// Benchmarks a row: ours first, then the alternative.
fn row(
    c: &mut Criterion,
    rows: &mut Vec<Row>,
    (name, wanted): (&'static str, f64),
    mut ours: impl FnMut(),
    mut alternative: impl FnMut(),
) {
    let mut group = c.benchmark_group(name);
    group.bench_function("ours", |b| b.iter(&mut ours));
    group.bench_function("alternative", |b| b.iter(&mut alternative));
    group.finish();
    rows.push(Row { name, wanted });
}

fn expect_message<M>(received: Received<M>) -> M {
    match received {
        Received::Message(message, _) => message,
        Received::Drifted(drifted) => panic!("{drifted:?}"),
        Received::Refused(refusal) => panic!("{refusal}"),
    }
}

fn expect_gate<M>(received: &Received<M>, gate: Gate) {
    match received {
        Received::Refused(refusal) if refusal.gate() == gate => {}
        _ => panic!("not refused at {}", gate.name()),
    }
}

fn benchmarks(c: &mut Criterion, rows: &mut Vec<Row>) {
    let mut flat = session::<flat_phone::FlatPhone>();
    let mut nested = session::<cloudtalk::Cloudtalk>();
    let flat_last = tag_last(FLAT, "action");
    let nested_last = tag_last(NESTED, "event");

    for (name, wanted, json) in [
        ("55 bytes flat", 0.65, SHORT),
        ("55 bytes flat, tag last", 0.90, SHORT_TAG_LAST),
        ("450 bytes flat", 0.60, FLAT),
        ("450 bytes flat, tag last", 0.90, &flat_last),
    ] {
        row(
            c,
            rows,
            (name, wanted),
            || {
                let post = object(FLAT_ORIGIN, black_box(json));
                black_box(expect_message(flat.receive(post, Millis(1))));
            },
            || {
                black_box(serde_json::from_str::<Flat>(black_box(json)).unwrap());
            },
        );
    }
    for (name, wanted, json) in [
        ("450 bytes {event, properties}", 0.95, NESTED),
        (
            "450 bytes {event, properties}, tag last",
            0.90,
            &nested_last,
        ),
    ] {
        row(
            c,
            rows,
            (name, wanted),
            || {
                let post = text(NESTED_ORIGIN, black_box(json));
                black_box(expect_message(nested.receive(post, Millis(1))));
            },
            || {
                black_box(serde_json::from_str::<Adjacent>(black_box(json)).unwrap());
            },
        );
    }
    row(
        c,
        rows,
        ("foreign message, right origin", 0.33),
        || {
            let received = flat.receive(object(FLAT_ORIGIN, black_box(FOREIGN)), Millis(1));
            expect_gate(&received, Gate::NotOurs);
        },
        || {
            black_box(serde_json::from_str::<Flat>(black_box(FOREIGN)).unwrap_err());
        },
    );
    row(
        c,
        rows,
        ("foreign origin", 0.1),
        || {
            let post = object(black_box("https://accounts.other-site.example"), SHORT);
            expect_gate(&flat.receive(post, Millis(1)), Gate::Origin);
        },
        || {
            let origin = black_box("https://accounts.other-site.example");
            black_box(url::Url::parse(origin).unwrap());
        },
    );
    let mut talk = session::<leaddesk_talk::LeaddeskTalk>();
    row(
        c,
        rows,
        ("unknown tag, kept", 0.35),
        || {
            let post = object(TALK_ORIGIN, black_box(UNKNOWN));
            black_box(expect_message(talk.receive(post, Millis(1))));
        },
        || {
            black_box(serde_json::from_str::<Talk>(black_box(UNKNOWN)).unwrap_err());
        },
    );
    encode(c, rows);
}

fn encode(c: &mut Criterion, rows: &mut Vec<Row>) {
    let mut flat = session::<flat_phone::FlatPhone>();
    let mut out = session::<cloudtalk::Cloudtalk>();
    let post = text(NESTED_ORIGIN, NESTED);
    let event = expect_message(out.receive(post, Millis(1)));
    let by_hand: Adjacent = serde_json::from_str(NESTED).unwrap();
    row(
        c,
        rows,
        ("encode, 450 bytes {event, properties}", 0.65),
        || {
            black_box(cti_runtime::codec::encode(black_box(&event)));
        },
        || {
            black_box(serde_json::to_string(black_box(&by_hand)).unwrap());
        },
    );
    let event = expect_message(flat.receive(object(FLAT_ORIGIN, SHORT), Millis(1)));
    let by_hand: Flat = serde_json::from_str(SHORT).unwrap();
    row(
        c,
        rows,
        ("encode, 55 bytes flat", 0.65),
        || {
            black_box(cti_runtime::codec::encode(black_box(&event)));
        },
        || {
            black_box(serde_json::to_string(black_box(&by_hand)).unwrap());
        },
    );
}

/// The median that criterion has just written, in nanoseconds.
fn median(target: &Path, group: &str, function: &str) -> Option<f64> {
    let group: String = group
        .chars()
        .map(|c| if r#"?"/\*<>:|^"#.contains(c) { '_' } else { c })
        .collect();
    let file = target
        .join("criterion")
        .join(group)
        .join(function)
        .join("new/estimates.json");
    let text = std::fs::read_to_string(file).ok()?;
    let estimates: BTreeMap<String, serde_json::Value> = serde_json::from_str(&text).ok()?;
    estimates.get("median")?.get("point_estimate")?.as_f64()
}

fn main() {
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2))
        .configure_from_args();
    let mut rows = Vec::new();
    benchmarks(&mut criterion, &mut rows);
    criterion.final_summary();

    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let target = std::env::var("CARGO_TARGET_DIR").unwrap_or_else(|_| "../target".into());
    println!(
        "\n{:44} {:>9} {:>11} {:>6} {:>7}",
        "work", "ours", "alternative", "ratio", "wanted"
    );
    for Row { name, wanted } in rows {
        let medians = (
            median(Path::new(&target), name, "ours"),
            median(Path::new(&target), name, "alternative"),
        );
        if let (Some(ours), Some(alternative)) = medians {
            let ratio = ours / alternative;
            let miss = if ratio > wanted { "  missed" } else { "" };
            println!(
                "{name:44} {ours:>6.0} ns {alternative:>8.0} ns {ratio:>6.2} {wanted:>7.2}{miss}"
            );
        }
    }
}
