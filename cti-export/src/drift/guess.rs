//! Which Rust type would have taken these values?

use serde_json::Value;

/// What is known of the values that stood in one place.
#[derive(Clone, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a kind of value that was or wasn't there"
)]
pub(super) struct Guess {
    /// How many there were, null included.
    pub(super) count: usize,
    null: bool,
    bool: bool,
    /// Whole numbers from 0 on.
    natural: bool,
    negative: bool,
    fraction: bool,
    /// Strings: all of them, and those that look like something.
    strings: usize,
    uuids: usize,
    times: usize,
    urls: usize,
    items: Option<Box<Guess>>,
    object: bool,
}

impl Guess {
    pub(super) fn see(&mut self, value: &Value) {
        self.count += 1;
        match value {
            Value::Null => self.null = true,
            Value::Bool(_) => self.bool = true,
            Value::Number(number) if number.is_u64() => self.natural = true,
            Value::Number(number) if number.is_i64() => self.negative = true,
            Value::Number(_) => self.fraction = true,
            Value::String(text) => {
                self.strings += 1;
                self.uuids += usize::from(is_uuid(text));
                self.times += usize::from(is_time(text));
                self.urls +=
                    usize::from(text.starts_with("https://") || text.starts_with("http://"));
            }
            Value::Array(items) => {
                let inner = self.items.get_or_insert_default();
                for item in items {
                    inner.see(item);
                }
            }
            Value::Object(_) => self.object = true,
        }
    }

    /// The type, for a field with this key that is there in all of `of` objects or not.
    pub(super) fn rust(&self, key: &str, of: usize) -> String {
        let ty = self.present(key);
        if self.null || self.count < of {
            format!("Option<{ty}>")
        } else {
            ty
        }
    }

    /// The type of the values that aren't null.
    pub(super) fn present(&self, key: &str) -> String {
        let number = self.natural || self.negative || self.fraction;
        let kinds = [
            number,
            self.bool,
            self.strings > 0,
            self.items.is_some(),
            self.object,
        ];
        let kinds = kinds.into_iter().filter(|kind| *kind).count();
        let phone = is_phone(key) && !self.negative && !self.fraction && !self.bool;
        match kinds {
            1 if self.bool => "bool".to_owned(),
            1 if self.fraction => "f64".to_owned(),
            1 if self.negative => "i64".to_owned(),
            1 if self.natural => if phone && !is_id(key) {
                "PhoneNumber"
            } else {
                "u64"
            }
            .to_owned(),
            1 if self.strings > 0 => self.string(key).to_owned(),
            1 if self.object => "Map<Json>".to_owned(),
            1 => match &self.items {
                Some(items) if items.count > 0 => format!("Vec<{}>", items.rust(key, 0)),
                _ => "Vec<Json>".to_owned(),
            },
            2 if number && self.strings > 0 && phone => "PhoneNumber".to_owned(),
            _ => "Json".to_owned(),
        }
    }

    fn string(&self, key: &str) -> &'static str {
        let all = |count| count == self.strings;
        if all(self.uuids) {
            "Uuid"
        } else if all(self.times) {
            "DateTime"
        } else if all(self.urls) {
            "Url"
        } else if is_phone(key) {
            "PhoneNumber"
        } else {
            "String"
        }
    }

    /// In words, for the report: `a string or null`.
    pub(super) fn words(&self) -> String {
        let number = self.natural || self.negative || self.fraction;
        let kinds = [
            (self.null, "null"),
            (self.bool, "a boolean"),
            (number && !self.fraction, "a whole number"),
            (self.fraction, "a number with a fraction"),
            (self.strings > 0, "a string"),
            (self.items.is_some(), "a list"),
            (self.object, "an object"),
        ];
        let kinds: Vec<&str> = kinds
            .iter()
            .filter(|(is, _)| *is)
            .map(|(_, kind)| *kind)
            .collect();
        crate::text::either(&kinds)
    }

    /// Whether there was nothing but null.
    pub(super) const fn only_null(&self) -> bool {
        self.null
            && !self.bool
            && !self.natural
            && !self.negative
            && !self.fraction
            && self.strings == 0
            && self.items.is_none()
            && !self.object
    }
}

pub(super) fn is_uuid(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 36
        && bytes.iter().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// `2026-01-31 09:30:00`, as `DateTime` reads it.
fn is_time(text: &str) -> bool {
    let form = b"0000-00-00 00:00:00";
    text.len() == form.len()
        && text
            .bytes()
            .zip(form)
            .enumerate()
            .all(|(at, (byte, form))| match (at, form) {
                (_, b'0') => byte.is_ascii_digit(),
                (10, _) => matches!(byte, b' ' | b'T'),
                (_, form) => byte == *form,
            })
}

fn is_phone(key: &str) -> bool {
    let key = crate::text::snake(key);
    ["phone", "number", "caller", "callee", "msisdn"]
        .iter()
        .any(|word| key.split('_').any(|part| part == *word))
}

fn is_id(key: &str) -> bool {
    crate::text::snake(key).split('_').any(|part| part == "id")
}
