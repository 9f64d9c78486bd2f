//! What was found, counted by kind and place.

use cti_runtime::describe::{Direction, Family, Field, Message, Type};
use cti_runtime::mask;
use serde_json::Value;

use super::{Cursor, Owner, Scanner};
use crate::drift::guess::Guess;
use crate::drift::{Kind, MOST};

/// How much of a name or an example is shown, in characters.
const SHOWN: usize = 240;

/// What tells findings apart.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct FindingKey {
    pub(crate) kind: Kind,
    pub(crate) direction: Direction,
    /// The message's tag as it may be shown.
    pub(crate) message: String,
    /// The path of the value.
    pub(crate) path: String,
    pub(crate) detail: String,
}

impl FindingKey {
    /// What a difference of this kind at a value is found by.
    pub(super) fn of(cursor: &Cursor<'_, '_>, kind: Kind, detail: &str) -> Self {
        Self {
            kind,
            direction: cursor.direction,
            message: cursor.message.to_owned(),
            path: cursor.path.clone(),
            detail: detail.to_owned(),
        }
    }
}

/// A finding: how often, where first, and which values.
pub(crate) struct Found<'d> {
    pub(crate) count: usize,
    pub(crate) line: usize,
    pub(crate) example: String,
    pub(crate) guess: Guess,
    pub(crate) about: About<'d>,
}

/// What a suggestion needs to know.
pub(crate) enum About<'d> {
    /// A field of this owner.
    Field(Owner<'d>, &'d Field),
    /// The result of a function's callback, or its error.
    Callback(&'d Message, Type),
    /// The content of a message, which is one value.
    Content(&'d Family, &'d Message),
    /// A value of this type that is no field.
    Type(Type),
    /// A string of this enum.
    Value(&'static str),
    /// A key that this owner doesn't list.
    Unlisted(Unlisted<'d>),
    /// A message and a machine, and the state that it was in.
    Order(Option<String>),
    /// A message of this family that was posted in the other encoding.
    Encoding(&'d Family),
    /// More or less than one of these keys, a tag that isn't listed, or a refusal: no one line puts
    /// it right.
    Else,
}

/// A key that its owner doesn't list.
pub(crate) struct Unlisted<'d> {
    pub(crate) key: String,
    pub(crate) owner: Owner<'d>,
    /// Whether it stands beside the content.
    pub(crate) beside: bool,
    /// The declared field that it is another spelling of, if all its values are of that type.
    pub(crate) twin: Option<&'d Field>,
}

/// A message that the declaration doesn't know.
#[derive(Default)]
pub(crate) struct Unknown<'d> {
    pub(crate) count: usize,
    pub(crate) line: usize,
    pub(crate) example: String,
    pub(crate) fields: Vec<(String, Guess)>,
    /// The content where it was no object.
    pub(crate) whole: Option<Guess>,
    /// How often the content was an object.
    pub(crate) objects: usize,
    /// The declared message that it is another spelling of, if it always reads as that.
    pub(crate) twin: Option<&'d Message>,
    pub(crate) arguments: Vec<Guess>,
    pub(crate) fired: bool,
}

impl<'d> Found<'d> {
    /// A finding about a line that no value shows.
    pub(super) fn new(line: usize, about: About<'d>) -> Self {
        Self {
            count: 0,
            line,
            example: String::new(),
            guess: Guess::default(),
            about,
        }
    }
}

impl<'d> Scanner<'d> {
    /// The finding of this key, counted once more; `None` if the report is full.
    pub(super) fn at(
        &mut self,
        key: FindingKey,
        make: impl FnOnce(&mask::Keys) -> Found<'d>,
    ) -> Option<&mut Found<'d>> {
        if self.is_full() && !self.found.contains_key(&key) {
            self.left_off += 1;
            return None;
        }
        let keys = &self.shown;
        let found = self.found.entry(key).or_insert_with(|| make(keys));
        found.count += 1;
        Some(found)
    }

    pub(super) fn is_full(&self) -> bool {
        self.found.len() + self.unknown.len() >= MOST
    }

    /// Notes a difference at a value.
    pub(super) fn note(
        &mut self,
        cursor: &Cursor<'_, 'd>,
        kind: Kind,
        detail: &str,
        about: About<'d>,
        value: Option<&Value>,
    ) {
        self.breaks |= matches!(kind, Kind::Type | Kind::Missing | Kind::Value);
        let found = self.at(FindingKey::of(cursor, kind, detail), |keys| Found {
            // The message with its values masked, not all of it if it is long.
            example: shown(&keys.shape_of(cursor.json)),
            ..Found::new(cursor.line, about)
        });
        if let (Some(found), Some(value)) = (found, value) {
            found.guess.see(value);
        }
    }
}

/// A text of the recording that is safe to print: every tag, key, path and origin of a report is one.
pub(crate) fn shown(text: &str) -> String {
    let mut shown: String = text
        .chars()
        .map(|letter| {
            if letter.is_control() {
                '\u{FFFD}'
            } else {
                letter
            }
        })
        .take(SHOWN)
        .collect();
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    shown
}
