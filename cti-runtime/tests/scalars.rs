//! Values that vendors write in more than one way: what is read, and what is written then.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use cti_runtime::json::{CallKey, Fault, JsonReader, Wire, Writer};
use cti_runtime::types::{EpochMillis, EpochSeconds, Id, OneOrMany, PhoneNumber, Query, Text};
use proptest::prelude::*;
use serde_json::Value;

fn read<T: Wire>(json: &str) -> Result<T, Fault> {
    let mut reader = JsonReader::new(json, 64);
    let mut value = T::blank();
    value.read(&mut reader)?;
    reader.end()?;
    Ok(value)
}

fn written<T: Wire>(value: &T) -> String {
    let mut out = Writer::new();
    value.write(&mut out);
    out.into_string()
}

/// What a value is written as once it was read, which is read as the same again.
fn through<T: Wire + PartialEq + core::fmt::Debug>(json: &str) -> Option<String> {
    let value: T = read(json).ok()?;
    let text = written(&value);
    let again: T = read(&text).unwrap();
    assert_eq!(again, value, "{json}");
    assert_eq!(written(&again), text);
    Some(text)
}

#[test]
fn ids_are_compared_by_text_and_written_back() {
    for json in [
        "7",
        "-7",
        "\"7\"",
        "\"\"",
        "0",
        "123456789012345678901234567890",
        "\"a\\\"b\"",
    ] {
        assert_eq!(through::<Id>(json).as_deref(), Some(json));
    }
    for json in [
        "7.0", "1e3", "-0", "null", "true", "[]", "{}", "", "07", "-",
    ] {
        assert!(read::<Id>(json).is_err(), "{json}");
    }
    let ids: BTreeSet<Id> = ["7", "\"7\"", "\"07\"", "8"]
        .map(|json| read(json).unwrap())
        .into();
    assert_eq!(ids.len(), 3);
    let keys = ["7", "\"7\""].map(|json| read::<Id>(json).unwrap().call_key());
    assert_eq!(
        keys,
        [const { None }; 2].map(|_: Option<CallKey>| Some(CallKey::Text("7".into())))
    );
    assert_eq!(format!("{:?} {:?}", Id::from(7), Id::from("7")), "7 \"7\"");
}

#[test]
fn text_is_read_with_and_without_quotes() {
    assert_eq!(through::<Text<bool>>("true").unwrap(), "\"true\"");
    assert_eq!(
        through::<Text<bool>>("\"fal\\u0073e\"").unwrap(),
        "\"false\""
    );
    assert_eq!(
        through::<Text<u64>>("18446744073709551615").unwrap(),
        "\"18446744073709551615\""
    );
    assert_eq!(through::<Text<i8>>("\"-128\"").unwrap(), "\"-128\"");
    assert_eq!(through::<Text<f64>>("\"1e3\"").unwrap(), "\"1000.0\"");
    assert_eq!(through::<Text<EpochSeconds>>("\"-1\"").unwrap(), "\"-1\"");
    for json in [
        "\"\"",
        "\" 1\"",
        "\"1 \"",
        "\"1,\"",
        "\"01\"",
        "\"+1\"",
        "\"0x1\"",
        "\"1_0\"",
        "\"1.5\"",
        "\"null\"",
        "\"[1]\"",
        "\"\\\"1\\\"\"",
        "null",
        "[1]",
        "\"256\"",
        "256",
        "\"1e2\"",
        "\"-0\"",
        "\"true\"",
    ] {
        let fault = read::<Text<u8>>(json).unwrap_err();
        // A string that holds no JSON is no broken JSON.
        assert!(!fault.is_malformed(), "{json}: {fault}");
    }
    let says = |json| read::<Text<u8>>(json).unwrap_err().to_string();
    assert_eq!(says("\"x\""), "expected a whole number, in quotes or not");
    assert_eq!(says("[]"), "expected a whole number, in quotes or not");
    assert_eq!(says("\"256\""), "expected a whole number from 0 to 255");
    for json in [
        "\"NaN\"",
        "\"inf\"",
        "\"1e999\"",
        "\"1.\"",
        "\".5\"",
        "1e999",
    ] {
        assert!(read::<Text<f64>>(json).is_err(), "{json}");
    }
    assert!(read::<Text<bool>>("1").is_err() && read::<Text<bool>>("\"True\"").is_err());
    // What isn't JSON stays so.
    assert!(read::<Text<bool>>("tru").unwrap_err().is_malformed());
    assert_eq!(Text(7_u64).call_key(), Some(CallKey::Number(7)));
}

#[test]
fn one_or_many_keeps_its_brackets() {
    for json in ["7", "[]", "[7]", "[7,8]"] {
        assert_eq!(through::<OneOrMany<u8>>(json).as_deref(), Some(json));
    }
    let one: OneOrMany<u8> = read("7").unwrap();
    assert_eq!(one, read("[7]").unwrap());
    assert_ne!(one, read("[7,7]").unwrap());
    assert_eq!(one.into_vec(), [7]);
    for json in ["null", "[null]", "[[7]]", "256", "[256]", "[7", "{}"] {
        assert!(read::<OneOrMany<u8>>(json).is_err(), "{json}");
    }
    let phones: OneOrMany<PhoneNumber> = read(r#"["+358401234567"]"#).unwrap();
    let mut masked = Writer::masked();
    phones.write(&mut masked);
    assert_eq!(masked.as_str(), r#"["•••67"]"#);
}

#[test]
fn epochs_are_times_on_access() {
    let time = EpochMillis::new(1_769_851_800_250).timestamp().unwrap();
    assert_eq!(time.to_string(), "2026-01-31T09:30:00.25Z");
    assert_eq!(EpochMillis::from(time).as_millis(), 1_769_851_800_250);
    assert_eq!(EpochSeconds::from(time).as_seconds(), 1_769_851_800);
    for json in ["9223372036854775807", "-9223372036854775808"] {
        assert_eq!(through::<EpochMillis>(json).as_deref(), Some(json));
        assert!(read::<EpochSeconds>(json).unwrap().timestamp().is_err());
    }
    for json in ["1.5", "1e12", "\"1\"", "9223372036854775808", "null"] {
        assert!(read::<EpochMillis>(json).is_err(), "{json}");
    }
}

#[test]
fn in_a_query_all_of_them_are_text() {
    #[rustfmt::skip]
    #[cti_runtime::protocol(vendor = "Acme", origins("https://a.example"), envelope(object, tag = "type"))]
    pub mod acme {
        #[event]
        pub enum Event { Searched { query: Query<Search> } }
        #[data]
        pub struct Search { id: Id, muted: Text<bool>, big: Text<u64>, at: EpochMillis, of: Option<Kind> }
        #[data(untagged)]
        pub enum Kind { Flag(Text<bool>) }
    }
    let json = r#""id=7&muted=true&big=9007199254740993&at=5""#;
    assert_eq!(through::<Query<acme::Search>>(json).as_deref(), Some(json));
    let search: Query<acme::Search> = read(json).unwrap();
    assert_eq!(
        (search.id.as_str(), *search.muted, *search.big),
        ("7", true, 9_007_199_254_740_993)
    );
    assert!(read::<Query<acme::Search>>(r#""id=7&muted=1&big=1&at=5""#).is_err());
}

/// Scalars, and what looks like them.
fn json() -> impl Strategy<Value = String> {
    let quoted = |text: String| Value::from(text).to_string();
    let number = prop_oneof![
        any::<u64>().prop_map(|number| number.to_string()),
        any::<i64>().prop_map(|number| number.to_string()),
        any::<f64>().prop_map(|number| Value::from(number).to_string()),
        "-?(0|[1-9][0-9]{0,24})([.][0-9]{1,3})?([eE][+-]?[0-9]{1,3})?",
    ];
    let scalar = prop_oneof![
        3 => number.clone(),
        1 => Just("true".to_owned()),
        1 => Just("false".to_owned()),
        1 => Just("null".to_owned()),
        2 => number.prop_map(quoted),
        1 => prop_oneof!["true", "false", "[-+0-9. eE]{0,6}", ".{0,4}"].prop_map(quoted),
    ];
    let list =
        prop::collection::vec(scalar.clone(), 0..3).prop_map(|of| format!("[{}]", of.join(",")));
    prop_oneof![4 => scalar, 1 => list]
}

/// What `serde_json` reads as one of these whole numbers, written as one.
fn whole<T: serde::de::DeserializeOwned + ToString>(json: &str) -> Option<String> {
    // `serde_json` reads -0 as a float.
    serde_json::from_str::<T>(json)
        .ok()
        .map(|number| number.to_string())
}

/// The text of a string, if it is one.
fn inside(json: &str) -> Option<String> {
    serde_json::from_str(json).ok()
}

/// A value in quotes or not; nothing may stand around it.
fn in_quotes(json: &str, read: impl Fn(&str) -> Option<String>) -> Option<String> {
    let text = inside(json);
    let text = text.as_deref().unwrap_or(json);
    read(text)
        .filter(|_| text.trim() == text)
        .map(|value| format!("\"{value}\""))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(4096) })]

    #[test]
    fn serde_json_takes_the_same(json in json()) {
        let boolean = |json: &str| serde_json::from_str::<bool>(json).ok().map(|it| it.to_string());
        prop_assert_eq!(through::<Text<bool>>(&json), in_quotes(&json, boolean), "{}", json);
        prop_assert_eq!(through::<Text<u64>>(&json), in_quotes(&json, whole::<u64>), "{}", json);
        prop_assert_eq!(through::<Text<i64>>(&json), in_quotes(&json, whole::<i64>), "{}", json);
        prop_assert_eq!(through::<Text<u8>>(&json), in_quotes(&json, whole::<u8>), "{}", json);
        prop_assert_eq!(through::<EpochMillis>(&json), whole::<i64>(&json), "{}", json);

        let float = |json: &str| serde_json::from_str::<f64>(json).ok().map(|_| String::new());
        let taken = in_quotes(&json, float).is_some();
        prop_assert_eq!(through::<Text<f64>>(&json).is_some(), taken, "{}", json);

        let digits = json.strip_prefix('-').unwrap_or(&json);
        let number = digits.bytes().all(|byte| byte.is_ascii_digit()) && json != "-0";
        let id = inside(&json).is_some() || number;
        prop_assert_eq!(through::<Id>(&json).is_some(), id, "{}", json);
        if number {
            prop_assert_eq!(through::<Id>(&json), Some(json.clone()));
        }

        let many = serde_json::from_str::<Vec<u64>>(&json).ok().map(|of| Value::from(of).to_string());
        let expected = many.or_else(|| whole::<u64>(&json));
        prop_assert_eq!(through::<OneOrMany<u64>>(&json), expected, "{}", json);
    }
}
