//! The Rust type that would have taken some values.

use serde_json::Value;

/// The 9th of September 2001, in seconds since 1970.
const MILLENNIUM: u64 = 1_000_000_000;

/// The kind of `null`.
const NULL: &str = "null";

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
    /// How many those are, and how many could be a time since 2001, in milliseconds or seconds.
    naturals: usize,
    millis: usize,
    seconds: usize,
    negative: bool,
    fraction: bool,
    /// Strings: all of them, and those that look like something.
    strings: usize,
    uuids: usize,
    times: usize,
    urls: usize,
    booleans: usize,
    items: Option<Box<Guess>>,
    object: bool,
    /// Text that stands for half of a surrogate pair, which no field can take.
    halves: bool,
}

impl Guess {
    pub(super) fn see(&mut self, value: &Value) {
        self.count += 1;
        self.halves |= has_halves(value);
        match value {
            Value::Null => self.null = true,
            Value::Bool(_) => self.bool = true,
            Value::Number(number) if number.is_u64() => {
                let number = number.as_u64().unwrap_or_default();
                self.natural = true;
                self.naturals += 1;
                self.millis +=
                    usize::from((MILLENNIUM * 1000..MILLENNIUM * 5000).contains(&number));
                self.seconds += usize::from((MILLENNIUM..MILLENNIUM * 5).contains(&number));
            }
            Value::Number(number) if number.is_i64() => self.negative = true,
            Value::Number(_) => self.fraction = true,
            Value::String(text) => {
                self.strings += 1;
                self.uuids += usize::from(is_uuid(text));
                self.times += usize::from(is_time(text));
                self.booleans += usize::from(matches!(text.as_str(), "true" | "false"));
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

    /// Adds what is known of another place.
    pub(super) fn merge(&mut self, other: &Self) {
        self.count += other.count;
        self.null |= other.null;
        self.bool |= other.bool;
        self.natural |= other.natural;
        self.naturals += other.naturals;
        self.millis += other.millis;
        self.seconds += other.seconds;
        self.negative |= other.negative;
        self.fraction |= other.fraction;
        self.strings += other.strings;
        self.uuids += other.uuids;
        self.times += other.times;
        self.urls += other.urls;
        self.booleans += other.booleans;
        if let Some(items) = &other.items {
            self.items.get_or_insert_default().merge(items);
        }
        self.object |= other.object;
        self.halves |= other.halves;
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
        let kinds = self.kinds().len() - usize::from(self.null);
        let phone = is_phone(key) && !self.negative && !self.fraction && !self.bool;
        match kinds {
            1 if self.bool => "bool".to_owned(),
            1 if self.fraction => "f64".to_owned(),
            1 if self.negative => "i64".to_owned(),
            1 if self.natural => self.natural(key, phone).to_owned(),
            1 if self.strings > 0 => self.string(key).to_owned(),
            1 if self.object => "Map<Json>".to_owned(),
            1 => match &self.items {
                Some(items) if items.count > 0 => format!("Vec<{}>", items.rust(key, 0)),
                _ => "Vec<Json>".to_owned(),
            },
            2 if number && self.strings > 0 && phone => "PhoneNumber".to_owned(),
            2 if number && self.strings > 0 && is_id(key) && !self.fraction => "Id".to_owned(),
            2 if self.bool && self.strings > 0 && self.booleans == self.strings => {
                "Text<bool>".to_owned()
            }
            2 => self.one_or_many(key).unwrap_or_else(|| "Json".to_owned()),
            _ => "Json".to_owned(),
        }
    }

    fn natural(&self, key: &str, phone: bool) -> &'static str {
        if phone && !is_id(key) {
            "PhoneNumber"
        } else if self.millis == self.naturals && is_moment(key) {
            "EpochMillis"
        } else if self.seconds == self.naturals && is_moment(key) {
            "EpochSeconds"
        } else {
            "u64"
        }
    }

    /// A list now and then, whose items are of the type of the values that stand alone.
    fn one_or_many(&self, key: &str) -> Option<String> {
        let items = self.items.as_ref().filter(|items| !items.null)?;
        let alone = Self {
            items: None,
            ..self.clone()
        };
        let ty = alone.present(key);
        (items.count == 0 || items.present(key) == ty).then(|| format!("OneOrMany<{ty}>"))
    }

    fn string(&self, key: &str) -> &'static str {
        let all = |count| count == self.strings;
        if all(self.booleans) {
            "Text<bool>"
        } else if all(self.uuids) {
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
        crate::text::either(&self.kinds())
    }

    /// The kinds of values that were there.
    fn kinds(&self) -> Vec<&'static str> {
        let whole = (self.natural || self.negative) && !self.fraction;
        let kinds = [
            (self.null, NULL),
            (self.bool, "a boolean"),
            (whole, "a whole number"),
            (self.fraction, "a number with a fraction"),
            (self.strings > 0, "a string"),
            (self.items.is_some(), "a list"),
            (self.object, "an object"),
        ];
        let there = kinds.into_iter().filter(|(is, _)| *is);
        there.map(|(_, kind)| kind).collect()
    }

    /// Whether no type takes all of them.
    pub(super) const fn unreadable(&self) -> bool {
        self.halves
    }

    /// Whether null was among them.
    pub(super) const fn has_null(&self) -> bool {
        self.null
    }

    /// Whether there was nothing but null.
    pub(super) fn only_null(&self) -> bool {
        self.kinds() == [NULL]
    }
}

/// Whether text was read with U+FFFD for half of a surrogate pair, or has it itself.
fn has_halves(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\u{fffd}'),
        Value::Array(items) => items.iter().any(has_halves),
        Value::Object(entries) => entries.values().any(has_halves),
        _ => false,
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
    has_word(key, &["phone", "number", "caller", "callee", "msisdn"])
}

/// Whether a key is that of a point in time.
fn is_moment(key: &str) -> bool {
    const WORDS: [&str; 9] = [
        "at",
        "date",
        "time",
        "timestamp",
        "start",
        "started",
        "end",
        "ended",
        "ts",
    ];
    has_word(key, &WORDS)
}

fn is_id(key: &str) -> bool {
    has_word(key, &["id"])
}

fn has_word(key: &str, words: &[&str]) -> bool {
    let key = crate::text::snake(key);
    key.split('_').any(|part| words.contains(&part))
}
