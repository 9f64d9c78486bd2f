//! The tag scanner and its relatives, against serde_json.
//!
//! First byte: whose tags; second: the nesting that is allowed. The rest is the text.

use cti_runtime::json::{self, FaultKind};
use cti_runtime::message::{self, Found, Miss};
use cti_tests::json::Json;
use cti_tests::subject;

/// Runs one input.
pub fn run(data: &[u8]) {
    let [which, nesting, text @ ..] = data else {
        return;
    };
    let subjects = subject::all();
    let subject = &subjects[usize::from(*which) % subjects.len()];
    let nesting = u16::from(*nesting) % 100 + 1;
    let text = &String::from_utf8_lossy(text);
    let json = Json::parse(text);
    tag(subject.table, nesting, text, json.as_ref().ok());
    check(nesting, text, &json);
    member(text, json.as_ref().ok());
    unescape(text);
}

fn tag(table: &cti_runtime::table::DirectionTable, nesting: u16, text: &str, json: Option<&Json>) {
    let found = message::find_tag(text, table, nesting);
    let &[table] = table.families else {
        return; // Whose message it is depends on more than the tag.
    };
    if !(table.constants.is_empty() && table.reports.is_empty()) {
        return;
    }
    let Some(json) = json else {
        return;
    };
    let Json::Object(entries) = json else {
        assert_eq!(
            found.map(|tagged| tagged.found),
            Err(Miss::NotOurs),
            "{text}"
        );
        return;
    };
    let at = entries.iter().position(|(key, _)| key == table.tag);
    // Only what stands up to the tag counts.
    let read = &entries[..at.unwrap_or(entries.len())];
    let depth = read
        .iter()
        .map(|(_, value)| value.depth())
        .max()
        .unwrap_or(0)
        + 1;
    // A tag at the end is found without a look at what stands before it, which reading makes up for.
    let mut found = found;
    if let Ok(tagged) = &found
        && let Err(fault) = message::check_unknown(text, tagged, nesting)
    {
        let why = message::why_malformed(text, tagged, fault, nesting);
        let twice = entries.iter().filter(|(key, _)| key == table.tag).count() > 1;
        match why {
            Miss::Malformed(_) if depth <= usize::from(nesting) && twice => return,
            Miss::Malformed(_) if depth <= usize::from(nesting) => {}
            why => found = Err(why),
        }
    }
    if depth > usize::from(nesting) {
        assert!(
            matches!(found, Err(Miss::Malformed(fault)) if fault.kind == FaultKind::TooDeep),
            "{found:?}: {text}"
        );
        return;
    }
    let tag = at.map(|at| &entries[at].1);
    match (found.map(|tagged| tagged.found), tag) {
        (Ok(Found::Row(row)), Some(Json::String(tag))) => {
            assert!(table.tags.contains(&(tag.as_str(), row)), "{tag}: {text}");
        }
        (Ok(Found::Unknown(token)), Some(Json::String(tag))) => {
            assert!(!table.tags.iter().any(|(known, _)| known == tag), "{text}");
            assert_eq!(json::unescape(token), *tag, "{text}");
            assert_eq!(
                serde_json::from_str::<String>(token).ok().as_ref(),
                Some(tag)
            );
        }
        (Err(Miss::NotOurs), None) => {}
        (Err(Miss::NotOurs), Some(value)) if !matches!(value, Json::String(_)) => {}
        // What stands where the tag's string should be is skipped, and may be too deep for that.
        (Err(Miss::Malformed(fault)), Some(Json::Array(_) | Json::Object(_)))
            if fault.kind == FaultKind::TooDeep => {}
        (found, tag) => panic!("{found:?} for {tag:?}: {text}"),
    }
}

fn check(nesting: u16, text: &str, json: &Result<Json, serde_json::Error>) {
    const KEYS: [&str; 3] = ["action", "data", "type"];
    let checked = json::check(text, &KEYS, nesting);
    if let Err(fault) = checked {
        assert!(fault.is_malformed());
        let _ = fault.locate(text);
    }
    let json = match (json, checked) {
        (Ok(json), _) => json,
        // The stated differences: a number is only too large for who reads it as an `f64`, half of a
        // surrogate pair hurts only who reads it, and serde_json's own bound on nesting, which is 127.
        (Err(error), Ok(())) => {
            let error = error.to_string();
            let known = [
                "number out of range",
                "surrogate",
                "unexpected end of hex escape",
            ];
            assert!(
                known.iter().any(|known| error.contains(known)),
                "{error}: {text}"
            );
            return;
        }
        (Err(_), Err(_)) => return,
    };
    let repeated = match json {
        Json::Object(entries) => KEYS
            .iter()
            .any(|key| entries.iter().filter(|(found, _)| found == key).count() > 1),
        _ => false,
    };
    let expected = !repeated && json.depth() <= usize::from(nesting);
    assert_eq!(checked.is_ok(), expected, "{checked:?}: {text}");
}

fn member(text: &str, json: Option<&Json>) {
    let found = json::member(text, "data");
    let Some(Json::Object(entries)) = json else {
        return;
    };
    let expected = entries.iter().find(|(key, _)| key == "data");
    match (found, expected) {
        (Some(raw), Some((_, value))) => {
            assert_eq!(Json::parse(raw).ok().as_ref(), Some(value), "{text}");
        }
        (None, None) => {}
        _ => panic!("{found:?} for {expected:?}: {text}"),
    }
}

fn unescape(text: &str) {
    let unescaped = json::unescape(text);
    if let Ok(string) = serde_json::from_str::<String>(text)
        && text.starts_with('"')
        && text.ends_with('"')
    {
        assert_eq!(unescaped, string, "{text}");
    }
}
