//! Where in a message stands what can't be said exactly.

use super::exact::{inexact, string_end};
use super::locate::{push_index, push_key};
use super::writer::Writer;

/// The path to what isn't said exactly. Keys that are data, those of maps, are masked in it.
#[cold]
pub(crate) fn inexact_path(write: &dyn Fn(&mut Writer), object: bool) -> String {
    let mut out = Writer::without_data_keys();
    write(&mut out);
    let json = out.into_string();
    inexact(&json, object).map_or_else(String::new, |(at, _)| path_to(&json, at))
}

/// A key, or an index, on the way to a value.
enum Step<'a> {
    Key(&'a str),
    Index(u64),
}

/// The path to a value in what a [`Writer`] wrote.
fn path_to(json: &str, value: usize) -> String {
    let (bytes, mut at) = (json.as_bytes(), 0);
    let mut steps = Vec::new();
    while at < value {
        let start = at;
        at += 1;
        match bytes.get(start) {
            Some(b'{') => steps.push(Step::Key("")),
            Some(b'[') => steps.push(Step::Index(0)),
            Some(b'}' | b']') => {
                steps.pop();
            }
            Some(b',') => {
                if let Some(Step::Index(index)) = steps.last_mut() {
                    *index += 1;
                }
            }
            Some(b'"') => {
                at = string_end(bytes, at);
                if let (Some(Step::Key(key)), Some(b':')) = (steps.last_mut(), bytes.get(at)) {
                    *key = json.get(start + 1..at - 1).unwrap_or_default();
                }
            }
            _ => {}
        }
    }
    let mut path = String::new();
    for step in steps {
        match step {
            Step::Key(key) => push_key(&mut path, key),
            Step::Index(index) => push_index(&mut path, index),
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_leads_out_of_what_has_ended() {
        let json = r#"{"a":{"b":[1,2]},"c":[{"d":2},[],NaN]}"#;
        let at = json.find("NaN").unwrap();
        assert_eq!(path_to(json, at), "c[2]");
    }
}
