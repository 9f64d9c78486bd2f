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

mod envelopes;
mod harm;
mod made;
mod records;
mod text;
mod types;

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

use made::{Call, Nothing, PART, Status, TABLE, Target, View, Whole};

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
