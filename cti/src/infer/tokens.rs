//! JSON as tokens of Rust, as samples have it.

use super::value::Value;

/// A value as tokens.
pub(super) fn value(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(of) => of.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Text(text) => format!("{text:?}"),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(self::value).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(members) => {
            let members = members
                .iter()
                .map(|(key, of)| format!("{key:?}: {}", self::value(of)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
        }
    }
}

/// Tokens behind the beginning of an attribute, in lines of at most a hundred characters that are broken
/// behind commas.
pub(super) fn wrapped(begin: &str, tokens: &str, end: &str) -> String {
    let margin = " ".repeat(begin.len() + 1);
    let mut lines = String::new();
    let mut line = begin.to_owned();
    for piece in pieces(tokens) {
        let full = line.chars().count() + piece.trim_end().chars().count() + end.len() > 100;
        if full && line.trim() != "" && line != begin {
            lines.push_str(line.trim_end());
            lines.push('\n');
            line.clone_from(&margin);
        }
        line.push_str(piece);
    }
    lines.push_str(line.trim_end());
    lines.push_str(end);
    lines.push('\n');
    lines
}

/// Tokens up to the blanks behind commas that are in no string.
fn pieces(tokens: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut in_string, mut escaped) = (0, false, false);
    for (at, letter) in tokens.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' if in_string => escaped = true,
            '"' => in_string = !in_string,
            ' ' if !in_string && tokens.get(..at).is_some_and(|before| before.ends_with(',')) => {
                pieces.extend(tokens.get(start..=at));
                start = at + 1;
            }
            _ => {}
        }
    }
    pieces.extend(tokens.get(start..));
    pieces
}

#[cfg(test)]
mod tests {
    use super::super::value::parse;
    use super::*;

    #[test]
    fn long_samples_are_broken_behind_commas() {
        let json = parse(r#"{"a":"x, y","b":[1,-2.5,null],"c":{"d":"é\n"}}"#).unwrap();
        let tokens = value(&json);
        assert_eq!(
            tokens,
            r#"{"a": "x, y", "b": [1, -2.5, null], "c": {"d": "é\n"}}"#
        );
        let long = wrapped(
            "#[sample(",
            &format!("[{}1]", "\"word, word\", ".repeat(20)),
            ")]",
        );
        assert!(
            long.lines().count() > 2 && long.lines().all(|line| line.len() <= 100),
            "{long}"
        );
    }
}
