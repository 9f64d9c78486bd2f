//! "Did you mean …?"

use std::fmt::Display;

/// A sentence that names the candidate nearest to a misspelt name, or lists a few; to be appended.
pub(crate) fn suggest<T: Display>(
    name: impl Display,
    candidates: impl IntoIterator<Item = T>,
) -> String {
    let candidates = texts(candidates);
    match (nearest(&name.to_string(), &candidates), &*candidates) {
        (Some(candidate), _) => format!("; did you mean `{candidate}`?"),
        (None, []) => String::new(),
        (None, [one]) => format!("; write `{one}`"),
        (None, all) => format!("; write one of {}", list(all)),
    }
}

/// The message that is nearest to a misspelt name, or which there are; to be appended. One of another
/// name is no advice, even if it is the only one: it may well mean something else.
pub(crate) fn declared<T: Display>(
    name: impl Display,
    messages: impl IntoIterator<Item = T>,
) -> String {
    let messages = texts(messages);
    match nearest(&name.to_string(), &messages) {
        Some(message) => format!("; did you mean `{message}`?"),
        None if messages.is_empty() => String::new(),
        None => format!("; declared are {}", list(&messages)),
    }
}

fn texts<T: Display>(candidates: impl IntoIterator<Item = T>) -> Vec<String> {
    let candidates = candidates.into_iter();
    candidates.map(|candidate| candidate.to_string()).collect()
}

/// `` `a`, `b` ``, cut off after ten.
pub(crate) fn list(names: &[impl Display]) -> String {
    let mut text = names
        .iter()
        .take(10)
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(", ");
    if names.len() > 10 {
        text.push_str(", …");
    }
    text
}

/// Whether two names are the same words in different cases, such as `call-id` and `callId`.
pub(crate) fn in_another_case(name: &str, other: &str) -> bool {
    plain(name) == plain(other) && !name.eq_ignore_ascii_case(other)
}

fn plain(text: &str) -> String {
    text.chars()
        .filter(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_ascii_lowercase()
}

/// The candidate that a misspelt name most likely means, if any is near.
pub(crate) fn nearest<'a>(name: &str, candidates: &'a [impl AsRef<str>]) -> Option<&'a str> {
    let wanted = plain(name);
    let limit = (wanted.chars().count() / 3).max(1);
    candidates
        .iter()
        .map(AsRef::as_ref)
        .map(|candidate| (distance(&wanted, &plain(candidate)), candidate))
        .filter(|(distance, candidate)| *distance <= limit && *distance < candidate.len())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Edits that lead from one text to the other; neighbours that changed places count once.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let mut cost = (last[j] + usize::from(x != y))
                .min(last[j + 1] + 1)
                .min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                cost = cost.min(before[j - 1] + 1);
            }
            row.push(cost);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{distance, suggest};

    #[test]
    fn distances() {
        assert_eq!(distance("", ""), 0);
        assert_eq!(distance("abc", ""), 3);
        assert_eq!(distance("abc", "acb"), 1);
        assert_eq!(distance("kitten", "sitting"), 3);
    }

    #[test]
    fn suggestions() {
        assert_eq!(
            suggest("vendr", ["vendor", "origins"]),
            "; did you mean `vendor`?"
        );
        assert_eq!(
            suggest("camel_case", ["camelCase"]),
            "; did you mean `camelCase`?"
        );
        assert_eq!(suggest("xyzzy", ["open"]), "; write `open`");
        assert_eq!(
            suggest("xyzzy", ["open", "tag"]),
            "; write one of `open`, `tag`"
        );
    }
}
