//! How cost grows: with the protocol, with the fields of a message, with its length, with open calls;
//! and that a session that has run for long holds no more than a young one.
//! `cargo bench --bench growth`.

#![allow(missing_docs, clippy::panic, clippy::unwrap_used)]

#[path = "growth/memory.rs"]
mod memory;
#[path = "growth/protocols.rs"]
mod protocols;
#[path = "growth/time.rs"]
mod time;

use std::fmt::Write as _;
use std::hint::black_box;

use cti_runtime::protocol::{Messages, Window};
use cti_runtime::{Data, Limits, Millis, OriginPolicy, Post, Protocol, Received, Session, Source};
use protocols::calls::Calls;
use protocols::{fields_1, fields_15, fields_60, messages_5, messages_50, messages_500};
use time::in_turn;

fn phone<P: Protocol<Transport = Window>>() -> Session<P> {
    Session::new(OriginPolicy::declared::<P>(), Source(1))
}

const fn object(json: &str) -> Post<'_> {
    Post::new(Source(1), "https://phone.bench.example", Data::Object(json))
}

fn expect_message<M>(received: Received<M>) -> M {
    match received {
        Received::Message(message, _) => message,
        Received::Drifted(drifted) => panic!("{drifted:?}"),
        Received::Refused(refusal) => panic!("{refusal}"),
    }
}

fn take<P: Protocol<Transport = Window>>(session: &mut Session<P>, json: &str) {
    black_box(expect_message(
        session.receive(object(black_box(json)), Millis(1)),
    ));
}

/// Takes in the messages of a protocol by turns: all of them, or the first five.
fn by_turns<P: Protocol<Transport = Window>>(all: bool) -> impl FnMut() {
    let mut session = phone::<P>();
    let table = <P::Event as Messages>::TABLE;
    let messages: Vec<String> = table
        .rows()
        .take(if all { table.len() } else { 5 })
        .map(|row| {
            let tag = row.tag;
            format!(r#"{{"action":"{tag}","id":123456,"number":"+12025550123","note":"n"}}"#)
        })
        .collect();
    let mut turn = 0;
    move || {
        take(&mut session, &messages[turn % messages.len()]);
        turn += 1;
    }
}

fn protocol_size() {
    let [five, fifty, most] = in_turn([
        &mut by_turns::<messages_5::Phone>(true),
        &mut by_turns::<messages_50::Phone>(true),
        &mut by_turns::<messages_500::Phone>(true),
    ]);
    let [five_of_5, five_of_50, five_of_500] = in_turn([
        &mut by_turns::<messages_5::Phone>(false),
        &mut by_turns::<messages_50::Phone>(false),
        &mut by_turns::<messages_500::Phone>(false),
    ]);
    println!("messages of the protocol     all by turns   five of them by turns");
    for (size, all, few) in [
        (5, five, five_of_5),
        (50, fifty, five_of_50),
        (500, most, five_of_500),
    ] {
        println!("{size:>24} {all:>13.0} ns {few:>18.0} ns");
    }
}

/// A message with all its fields, in the order of the declaration or against it.
fn wide(fields: usize, forwards: bool) -> String {
    let mut json = String::from(r#"{"action":"wide""#);
    for place in 0..fields {
        let field = if forwards { place } else { fields - 1 - place };
        let _ = write!(json, r#","f{field:03}":"some text""#);
    }
    json + "}"
}

fn field_count() {
    let (mut few, mut some, mut many) = (
        phone::<fields_1::Phone>(),
        phone::<fields_15::Phone>(),
        phone::<fields_60::Phone>(),
    );
    println!("\nfields of a message        as declared     a field    in reverse     a field");
    let [forwards, backwards] = [true, false].map(|forwards| {
        let json = [1, 15, 60].map(|fields| wide(fields, forwards));
        in_turn([
            &mut || take(&mut few, &json[0]),
            &mut || take(&mut some, &json[1]),
            &mut || take(&mut many, &json[2]),
        ])
    });
    for (fields, (forwards, backwards)) in [1.0, 15.0, 60.0]
        .into_iter()
        .zip(forwards.into_iter().zip(backwards))
    {
        println!(
            "{fields:>19} {forwards:>15.0} ns {:>8.1} ns {backwards:>10.0} ns {:>8.1} ns",
            forwards / fields,
            backwards / fields
        );
    }
}

/// A message of some length: of texts, or of one deep and foreign value behind an unknown tag.
fn long(bytes: usize, tag: &str, last: bool) -> String {
    let line = "\"a line of a text, as long as lines are\"";
    let lines = vec![line; (bytes - 40) / (line.len() + 1)].join(",");
    if last {
        format!(r#"{{"lines":[{lines}],"action":"{tag}"}}"#)
    } else {
        format!(r#"{{"action":"{tag}","lines":[{lines}]}}"#)
    }
}

fn message_size() {
    println!("\nlength of a message     tag first      tag last       unknown    (each by byte)");
    for bytes in [256, 4 * 1024, 64 * 1024, Limits::DEFAULT.message_bytes()] {
        let json = [
            long(bytes, "long", false),
            long(bytes, "long", true),
            long(bytes, "news", false),
        ];
        let [mut first, mut last, mut unknown] =
            [phone::<Calls>(), phone::<Calls>(), phone::<Calls>()];
        let times = in_turn([
            &mut || take(&mut first, &json[0]),
            &mut || take(&mut last, &json[1]),
            &mut || take(&mut unknown, &json[2]),
        ]);
        #[expect(clippy::cast_precision_loss, reason = "a length")]
        let [first, last, unknown] = times.map(|time| time / json[0].len() as f64);
        println!("{bytes:>17} B {first:>10.2} ns {last:>10.2} ns {unknown:>10.2} ns");
    }
}

fn main() {
    let trial = std::env::args().any(|argument| argument == "--test");
    protocol_size();
    field_count();
    message_size();
    memory::open_calls(if trial { 1_000 } else { 100_000 });
    memory::soak(if trial { 20_000 } else { 10_000_000 });
}
