//! Comparing a recording with a declaration, message by message.

mod cursor;
mod found;
mod messages;
pub(super) mod read;
mod session;
mod signals;
mod unknown;
mod values;

use std::collections::BTreeMap;

use cti_runtime::describe::{Description, Direction, Family, FamilyKind, Message, Requests};
use cti_runtime::mask;
use serde_json::Value;

pub(super) use self::cursor::Owner;
use self::cursor::{Cursor, Of};
pub(super) use self::found::{About, FindingKey, Found, Unknown, Unlisted};
use crate::drift::guess::Guess;
use crate::drift::suggest::KeyNames;
use crate::drift::{Line, TurnedAway, What};

/// How deep values are looked into.
const DEPTH: usize = 64;

/// How many requests are remembered at most while they wait for their answers.
const WAITING: usize = 4096;

/// How many keys of a message that isn't declared are kept at most.
pub(super) const KEYS: usize = 64;

/// Compares a recording with a declaration, line by line, and keeps what differs.
pub(super) struct Scanner<'d> {
    pub(super) description: &'d Description,
    pub(super) keys: KeyNames,
    /// Which keys of a declared message may be shown.
    shown: mask::Keys,
    pub(super) messages: usize,
    pub(super) foreign: usize,
    pub(super) turned_away: Vec<TurnedAway>,
    /// Whether a session can't read the line that was compared last.
    breaks: bool,
    /// How many times something came for which there was no room.
    pub(super) left_off: usize,
    pub(super) found: BTreeMap<FindingKey, Found<'d>>,
    /// By direction, name and family.
    pub(super) unknown: BTreeMap<(Direction, String, &'d str), Unknown<'d>>,
    /// The fields that came, and their values: of a message by its tag, of a type by its name.
    pub(super) fields: BTreeMap<(Owner<'d>, &'d str), Guess>,
    /// How many messages and objects of each kind came.
    pub(super) objects: BTreeMap<Owner<'d>, usize>,
    /// Requests that weren't answered yet, by direction and id.
    asked: BTreeMap<(Direction, String), (Requests, &'d Message)>,
}

impl<'d> Scanner<'d> {
    pub(super) fn new(description: &'d Description) -> Self {
        Self {
            description,
            keys: KeyNames::of(description),
            shown: mask::Keys::of(description),
            messages: 0,
            foreign: 0,
            turned_away: Vec::new(),
            breaks: false,
            left_off: 0,
            found: BTreeMap::new(),
            unknown: BTreeMap::new(),
            fields: BTreeMap::new(),
            objects: BTreeMap::new(),
            asked: BTreeMap::new(),
        }
    }

    pub(super) fn line(&mut self, line: &Line<'_>) {
        self.breaks = false;
        match line.what {
            What::Message(json) => self.posted(line, json, None),
            What::Text(text) => self.posted(line, text, Some(Posted::Text)),
            What::Object(json) => self.posted(line, json, Some(Posted::Object)),
            What::Call { name, arguments } => self.called(line, name, arguments),
            What::Reply { name, body } => self.replied(line, name, body),
            What::Reject { name, body } => self.rejected(line, name, body),
            What::Fire { name, body } => self.fired(line, name, body),
        }
    }

    fn family(&self, direction: Direction, kind: FamilyKind) -> Option<&'d Family> {
        let mut families = self.description.families.iter();
        families.find(|family| family.direction == direction && family.kind == kind)
    }

    /// A message of the declaration has come.
    fn come<'a>(
        &mut self,
        line: &Line<'_>,
        family: &'d Family,
        message: &'d Message,
        json: &'a str,
    ) -> Cursor<'a, 'd> {
        let owner = Owner::Message(family.name, message.tag);
        *self.objects.entry(owner).or_default() += 1;
        Cursor::new(line, message.tag, json)
    }

    /// A field of the declaration has come with this value.
    fn has_come(&mut self, owner: Owner<'d>, key: &'d str, value: &Value) {
        self.fields.entry((owner, key)).or_default().see(value);
    }
}

/// How a message was posted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Posted {
    Text,
    Object,
}
