//! A whole receive (origin, size, tag, decode, order, ready to dispatch) against what serde needs
//! for decoding alone; and encoding. `cargo bench --bench receive` ends in a table of ratios, in
//! which a `!` marks a ratio beyond what is wanted.
//!
//! Beside it, for information: the floor, which is `serde_json` into a struct that is already known to
//! be the right one; a careful listener by hand (origin, size, decode, match); sonic-rs' reading of
//! serde's derive.

#![allow(missing_docs, clippy::panic, clippy::unwrap_used)]

mod common;

use std::hint::black_box;

use common::messages::{self, Spelling, object, session, text};
use common::mirrors::{Adjacent, Flat, KnownCall, KnownLeg, KnownRinging, Listener, Talk};
use common::phone::flat_phone::FlatPhone;
use common::race::{Races, timed};
use cti_runtime::message::encode;
use cti_runtime::{Gate, Millis, Received};
use cti_vendors::cloudtalk::Cloudtalk;
use cti_vendors::leaddesk_talk::LeaddeskTalk;
use serde::de::DeserializeOwned;

const NOW: Millis = Millis(1);

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

fn serde<T: DeserializeOwned>(json: &str) -> impl FnMut() {
    || {
        black_box(serde_json::from_str::<T>(black_box(json)).unwrap());
    }
}

fn sonic<T: DeserializeOwned>(json: &str) -> impl FnMut() {
    || {
        black_box(sonic_rs::from_str::<T>(black_box(json)).unwrap());
    }
}

/// What is wanted of a message's spelling, if the design says.
const fn wanted(spelling: Spelling, tag_first: f64) -> Option<f64> {
    match spelling {
        Spelling::TagFirst => Some(tag_first),
        Spelling::TagLast => Some(0.90),
        Spelling::Pretty | Spelling::Escapes => None,
    }
}

fn flat<Known: DeserializeOwned>(races: &mut Races, name: &str, tag_first: f64, json: &str) {
    let mut phone = session::<FlatPhone>();
    let mut listener = Listener::default();
    for spelling in Spelling::ALL {
        let json = &spelling.of(json);
        races.row(
            &format!("{name}{}", spelling.suffix()),
            wanted(spelling, tag_first),
            &mut [
                &mut timed(|| {
                    let post = object(black_box(messages::FLAT_ORIGIN), black_box(json));
                    black_box(expect_message(phone.receive(post, NOW)));
                }),
                &mut timed(serde::<Flat>(json)),
                &mut timed(serde::<Known>(json)),
                &mut timed(|| {
                    let origin = black_box(messages::FLAT_ORIGIN);
                    black_box(listener.flat(origin, black_box(json)).unwrap());
                }),
                &mut timed(sonic::<Flat>(json)),
            ],
        );
    }
}

fn nested(races: &mut Races) {
    let mut phone = session::<Cloudtalk>();
    let mut listener = Listener::default();
    for spelling in Spelling::ALL {
        let json = &spelling.of(messages::NESTED);
        races.row(
            &format!("450 bytes {{event, properties}}{}", spelling.suffix()),
            wanted(spelling, 0.95),
            &mut [
                &mut timed(|| {
                    let post = text(black_box(messages::NESTED_ORIGIN), black_box(json));
                    black_box(expect_message(phone.receive(post, NOW)));
                }),
                &mut timed(serde::<Adjacent>(json)),
                &mut timed(serde::<KnownLeg>(json)),
                &mut timed(|| {
                    let origin = black_box(messages::NESTED_ORIGIN);
                    black_box(listener.nested(origin, black_box(json)).unwrap());
                }),
                &mut timed(sonic::<Adjacent>(json)),
            ],
        );
    }
}

fn turned_away(races: &mut Races) {
    let mut phone = session::<FlatPhone>();
    races.row(
        "foreign message, right origin",
        Some(0.33),
        &mut [
            &mut timed(|| {
                let post = object(messages::FLAT_ORIGIN, black_box(messages::FOREIGN));
                expect_gate(&phone.receive(post, NOW), Gate::NotOurs);
            }),
            &mut timed(|| {
                black_box(serde_json::from_str::<Flat>(black_box(messages::FOREIGN)).unwrap_err());
            }),
        ],
    );
    let mut phone = session::<FlatPhone>();
    races.row(
        "foreign origin, against the url crate",
        Some(0.1),
        &mut [
            &mut timed(|| {
                let origin = black_box("https://accounts.other-site.example");
                expect_gate(
                    &phone.receive(object(origin, messages::SHORT), NOW),
                    Gate::Origin,
                );
            }),
            &mut timed(|| {
                let origin = black_box("https://accounts.other-site.example");
                black_box(url::Url::parse(origin).unwrap());
            }),
        ],
    );
    let mut talk = session::<LeaddeskTalk>();
    races.row(
        "unknown tag, kept",
        Some(0.35),
        &mut [
            &mut timed(|| {
                let post = object(messages::TALK_ORIGIN, black_box(messages::UNKNOWN));
                black_box(expect_message(talk.receive(post, NOW)));
            }),
            &mut timed(|| {
                black_box(serde_json::from_str::<Talk>(black_box(messages::UNKNOWN)).unwrap_err());
            }),
        ],
    );
}

fn written(races: &mut Races) {
    let mut phone = session::<FlatPhone>();
    for (name, json) in [
        ("encode, 55 bytes flat", messages::SHORT),
        ("encode, 450 bytes flat", messages::FLAT),
    ] {
        let event = expect_message(phone.receive(object(messages::FLAT_ORIGIN, json), NOW));
        let by_hand: Flat = serde_json::from_str(json).unwrap();
        races.row(
            name,
            Some(0.65),
            &mut [
                &mut timed(|| drop(black_box(encode(black_box(&event))))),
                &mut timed(|| {
                    black_box(serde_json::to_string(black_box(&by_hand)).unwrap());
                }),
            ],
        );
    }
    let mut phone = session::<Cloudtalk>();
    let event = expect_message(phone.receive(text(messages::NESTED_ORIGIN, messages::NESTED), NOW));
    let by_hand: Adjacent = serde_json::from_str(messages::NESTED).unwrap();
    races.row(
        "encode, 450 bytes {event, properties}",
        Some(0.65),
        &mut [
            &mut timed(|| drop(black_box(encode(black_box(&event))))),
            &mut timed(|| {
                black_box(serde_json::to_string(black_box(&by_hand)).unwrap());
            }),
        ],
    );
}

fn main() {
    let mut races = Races::new(&["alternative", "floor", "listener", "sonic-rs"]);
    flat::<KnownCall>(&mut races, "55 bytes flat", 0.65, messages::SHORT);
    flat::<KnownRinging>(&mut races, "450 bytes flat", 0.60, messages::FLAT);
    nested(&mut races);
    turned_away(&mut races);
    written(&mut races);
    races.print();
}
