//! Seeds for the fuzz targets, from the samples of the descriptions.

use cti_runtime::describe::{Direction, FamilyKind};
use cti_tests::subject;
use cti_vendors::registry;

/// Seeds by target.
pub fn seeds() -> Vec<(&'static str, Vec<Vec<u8>>)> {
    vec![
        ("differential", of_messages(&[0])),
        ("round_trip", choices()),
        ("scanner", texts(&[63])),
        ("receive", conversations()),
        ("origin", origins()),
        ("order", choices()),
    ]
}

/// Which direction, which message, more, and the sample's text.
fn of_messages(more: &[u8]) -> Vec<Vec<u8>> {
    let mut seeds = Vec::new();
    for (which, subject) in (0..).zip(subject::all()) {
        let messages = subject.family.messages;
        for (name, text) in subject.samples() {
            let at = (0..).zip(messages).find(|(_, message)| message.tag == name);
            let at = at.map_or(0, |(at, _)| at);
            seeds.push([&[which, at], more, text.as_bytes()].concat());
        }
    }
    seeds
}

/// Which direction, and the sample's text.
fn texts(more: &[u8]) -> Vec<Vec<u8>> {
    let mut seeds = of_messages(&[]);
    for seed in &mut seeds {
        seed.splice(1..2, more.iter().copied());
    }
    seeds
}

/// Bytes of many kinds, to choose by.
fn choices() -> Vec<Vec<u8>> {
    let mut state = 0x2545_F491_u32;
    let mut seeds = Vec::new();
    for length in [16, 48, 160, 400] {
        for _ in 0..24 {
            let seed = (0..length).map(|_| {
                state ^= state << 13;
                state ^= state >> 17;
                state ^= state << 5;
                state.to_le_bytes()[1]
            });
            seeds.push(seed.collect());
        }
    }
    seeds
}

/// Every sample of a protocol in one conversation, for each role.
fn conversations() -> Vec<Vec<u8>> {
    let mut seeds = Vec::new();
    for (which, entry) in (0..).zip(registry::protocols()) {
        for (role, receives) in [
            (0, Direction::FromVendor),
            (1, Direction::ToVendor),
            (2, Direction::ToVendor),
            (3, Direction::FromVendor),
        ] {
            for flags in [4, 0, 7] {
                let mut seed = vec![which, role, flags];
                for subject in subject::all() {
                    if subject.description.name == entry.name {
                        let theirs = subject.family.direction == receives;
                        for (tag, text) in subject.samples() {
                            step(&mut seed, subject.family.kind, theirs, tag, &text);
                        }
                    }
                }
                seeds.push(seed);
            }
        }
    }
    seeds
}

fn step(seed: &mut Vec<u8>, kind: FamilyKind, theirs: bool, tag: &str, text: &str) {
    let (action, text) = match (kind, theirs) {
        (_, false) => (13, text.to_owned()),
        (FamilyKind::Messages | FamilyKind::Requests, true) => (0, text.to_owned()),
        (FamilyKind::Methods, true) => (12, format!("{tag} {text}")),
        (FamilyKind::Subscriptions, true) => (11, format!("{tag} {text}")),
    };
    let [low, high, ..] = text.len().to_le_bytes();
    for action in if action == 0 {
        vec![0, 4]
    } else {
        vec![action]
    } {
        seed.extend([action, 0, 0, 0, high, low]);
        seed.extend(text.as_bytes());
    }
}

fn origins() -> Vec<Vec<u8>> {
    let texts = [
        "https://login-ce2.leaddesk.com",
        "https://login-ce2.leaddesk.com/",
        "https://login-ce2.leaddesk.com:443/talk?a#b",
        "https://ce2.leaddesk.com.evil.example",
        "https://card-7-b.staging.example:8443",
        "https://phone.cloudtalk.io?partner=a",
        "https://prd-cdn-talkdesk.talkdesk.com",
        "http://localhost:8080",
        "http://127.0.0.1",
        "http://[::1]:81",
        "https://0x7f.1/",
        "https://a@b.example",
        "https://xn--nxasmq6b.example",
        "HTTPS://A.Example:00443",
        "null",
        "",
    ];
    texts.map(|text| text.as_bytes().to_vec()).into()
}
