//! Strings that are one of a few words: an enum for each key whose values repeat.

use super::looks::Look;
use super::model::Ty;
use super::shape::Shape;
use super::types::Named;
use super::words;

/// The most values of an enum.
const MOST: usize = 12;

/// Enums by their keys.
#[derive(Debug, Default)]
pub(super) struct Choices(Vec<Choice>);

/// The words that stand under a key.
#[derive(Debug)]
pub(super) struct Choice {
    key: String,
    /// The values and how often each came.
    pub(super) values: Vec<(String, usize)>,
    /// The Rust name of the enum, once it has one.
    pub(super) name: Option<String>,
}

impl Choices {
    /// Looks at the values under a key.
    pub(super) fn see(&mut self, key: &str, shape: &Shape) {
        if let Some(items) = &shape.items {
            self.see(&words::singular(key), items);
        }
        if shape.has_data_keys() {
            self.see(key, &shape.any_member());
        }
        if !can_be_choice(key, shape) {
            return;
        }
        let key = normal(key);
        let overlaps = |choice: &&mut Choice| {
            let small = shape.values.len() <= 2 || choice.values.len() <= 2;
            let common = || shape.values.iter().any(|(value, _)| choice.has(value));
            choice.key == key && ((small && !is_of_many(&key)) || common())
        };
        match self.0.iter_mut().find(overlaps) {
            Some(choice) => choice.add(&shape.values),
            None => self.0.push(Choice {
                key,
                values: shape.values.clone(),
                name: None,
            }),
        }
    }

    /// Those that become enums, in the order of their keys' coming.
    pub(super) fn enums(&mut self) -> impl Iterator<Item = &mut Choice> {
        self.0.iter_mut().filter(|choice| choice.repeats())
    }
}

impl Named for Choices {
    fn choice(&self, key: &str, shape: &Shape) -> Option<Ty> {
        if !can_be_choice(key, shape) {
            return None;
        }
        let key = normal(key);
        let (first, _) = shape.values.first()?;
        let choice = self
            .0
            .iter()
            .find(|choice| choice.key == key && choice.has(first))?;
        choice.name.clone().map(Ty::Named)
    }
}

impl Choice {
    fn has(&self, value: &str) -> bool {
        self.values.iter().any(|(known, _)| known == value)
    }

    fn add(&mut self, values: &[(String, usize)]) {
        for (value, count) in values {
            match self.values.iter_mut().find(|(known, _)| known == value) {
                Some((_, known)) => *known += count,
                None => self.values.push((value.clone(), *count)),
            }
        }
    }

    /// The key, in words.
    pub(super) fn key(&self) -> &str {
        &self.key
    }

    /// Whether values come again and again, as they do if they are a few words.
    fn repeats(&self) -> bool {
        let count: usize = self.values.iter().map(|(_, count)| count).sum();
        let different = self.values.len();
        let ids = differ_in_digits(&self.values);
        let again = self.values.iter().any(|(_, count)| *count > 1);
        let enough = if words::is_choice(&self.key) {
            count >= 3 && again
        } else {
            different >= 2 && count >= 4 && count >= different * 2
        };
        different <= MOST && enough && !ids
    }
}

/// Whether many things have a key of this name, each with words of its own.
fn is_of_many(key: &str) -> bool {
    let many = [
        "state", "status", "type", "kind", "reason", "result", "code", "action", "mode",
    ];
    many.contains(&key)
}

fn normal(key: &str) -> String {
    words::words(key).join("_")
}

/// Whether the values under a key can be one of a few words.
fn can_be_choice(key: &str, shape: &Shape) -> bool {
    const NEVER: [&str; 19] = [
        "name", "language", "locale", "url", "uri", "path", "file", "version", "key", "token",
        "title", "text", "message", "label", "email", "timezone", "tag", "label", "category",
    ];
    let words = words::words(key);
    let never = words.last().is_some_and(|word| NEVER.contains(&&**word));
    let words_only = shape.all_look(&[Look::Name, Look::Phrase]);
    let few = |(value, _): &(String, usize)| value.bytes().filter(u8::is_ascii_digit).count() <= 1;
    let plain = shape.values.iter().all(few) && !differ_in_digits(&shape.values);
    words_only
        && plain
        && shape.kinds() == 1
        && !shape.more_values
        && shape.values.len() <= MOST
        && !never
        && !words::is_id(key)
        && !words::is_personal(key)
        && !words::is_secret(key)
        && !words::is_phone(key)
}

/// Whether some values differ in their digits only, as ids do.
fn differ_in_digits(values: &[(String, usize)]) -> bool {
    let mut known = std::collections::BTreeSet::new();
    let without = |value: &str| {
        value
            .chars()
            .filter(|letter| !letter.is_ascii_digit())
            .collect::<String>()
    };
    !values.iter().all(|(value, _)| known.insert(without(value)))
}

#[cfg(test)]
mod tests {
    use super::super::value::parse;
    use super::*;

    fn choices(all: &[(&str, &[&str])]) -> Vec<String> {
        let mut choices = Choices::default();
        for (key, values) in all {
            let mut shape = Shape::default();
            for value in *values {
                shape.see(&parse(&format!("{value:?}")).unwrap(), 1);
            }
            choices.see(key, &shape);
        }
        choices
            .enums()
            .map(|choice| choice.key().to_owned())
            .collect()
    }

    #[test]
    fn only_words_that_repeat_are_a_choice() {
        assert_eq!(
            choices(&[("direction", &["in", "out", "in"])]),
            ["direction"]
        );
        assert_eq!(
            choices(&[("direction", &["in"]), ("direction", &["out", "in"])]),
            ["direction"]
        );
        assert!(choices(&[("direction", &["in", "out", "both"])]).is_empty());
        assert!(choices(&[("callId", &["a", "a", "b", "b"])]).is_empty());
        assert_eq!(
            choices(&[("speed", &["slow", "fast", "slow", "fast"])]),
            ["speed"]
        );
        assert!(choices(&[("speed", &["slow", "slow", "slow"])]).is_empty());
    }
}
