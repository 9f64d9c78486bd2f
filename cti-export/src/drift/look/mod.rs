//! Looking at a recording, message by message.

mod messages;
mod signals;
mod values;

use std::collections::{BTreeMap, BTreeSet};

use cti_runtime::describe::{Description, Direction, Family, FamilyKind, Message, Requests, Type};
use cti_runtime::mask;
use serde_json::{Map, Value};

use crate::drift::families::keys;
use crate::drift::guess::Guess;
use crate::drift::suggest::Case;
use crate::drift::{Kind, Line, OutOfTurn, What};
use crate::shape::names_of;

/// How deep values are looked into.
const DEPTH: usize = 64;

/// How much of a name or an example is shown, in characters.
const SHOWN: usize = 240;

/// What is found, by what it is and where.
pub(super) struct Look<'d> {
    pub(super) description: &'d Description,
    pub(super) keys: Case,
    /// Which keys of a declared message may be shown.
    shown: mask::Keys,
    pub(super) messages: usize,
    pub(super) foreign: usize,
    pub(super) found: BTreeMap<Place, Found<'d>>,
    /// By direction, name and family.
    pub(super) unknown: BTreeMap<(u8, String, &'d str), Unknown>,
    /// The fields that came: of a message by its tag, of a type by its name.
    pub(super) fields: BTreeSet<(Owner<'d>, &'d str)>,
    /// How many messages and objects of each kind came.
    pub(super) objects: BTreeMap<Owner<'d>, usize>,
    /// Requests that weren't answered yet, by direction and id.
    asked: BTreeMap<(u8, String), (Requests, &'d Message)>,
}

/// Kind, direction, message, path, and what tells findings apart beside them.
type Place = (Kind, u8, String, String, String);

pub(super) struct Found<'d> {
    pub(super) count: usize,
    pub(super) line: usize,
    pub(super) example: String,
    pub(super) guess: Guess,
    pub(super) about: About<'d>,
}

/// What a suggestion needs to know.
pub(super) enum About<'d> {
    /// A field of this key and declared type.
    Field(String, Type),
    /// A string of this enum.
    Value(&'static str),
    /// An unlisted field of this owner.
    Unlisted(String, Owner<'d>),
    /// A message and a machine, and the state that it was in.
    Order(Option<String>),
    /// More or less than one of these keys.
    OneOf,
}

/// A message that the declaration doesn't know.
#[derive(Default)]
pub(super) struct Unknown {
    pub(super) count: usize,
    pub(super) line: usize,
    pub(super) example: String,
    pub(super) fields: Vec<(String, Guess)>,
    pub(super) whole: Option<Guess>,
    pub(super) arguments: Vec<Guess>,
    pub(super) fired: bool,
}

/// To whom fields belong.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Owner<'d> {
    /// Of this family, with this tag.
    Message(&'d str, &'d str),
    Type(&'d str),
}

/// Where a value stands.
struct Spot<'a, 'd> {
    line: usize,
    direction: u8,
    message: &'d str,
    json: &'a str,
    path: String,
    /// The key under which it stands, and its field's declared type.
    key: String,
    ty: Type,
    /// Whether it is personal data, or in something that is.
    personal: bool,
    depth: usize,
}

impl Spot<'_, '_> {
    fn inside(&self, step: &str, key: &str, ty: Type) -> Self {
        let path = if self.path.is_empty() || step.starts_with('[') || step.starts_with('{') {
            format!("{}{step}", self.path)
        } else {
            format!("{}.{step}", self.path)
        };
        Spot {
            path,
            key: key.to_owned(),
            ty,
            depth: self.depth + 1,
            ..*self
        }
    }

    /// The same place, of what is personal data or not.
    fn personal(&self, personal: bool) -> Self {
        Spot {
            path: self.path.clone(),
            key: self.key.clone(),
            personal: self.personal || personal,
            ..*self
        }
    }
}

pub(super) const fn code(direction: Direction) -> u8 {
    match direction {
        Direction::FromVendor => 0,
        Direction::ToVendor => 1,
    }
}

pub(super) const fn direction(code: u8) -> Direction {
    if code == 0 {
        Direction::FromVendor
    } else {
        Direction::ToVendor
    }
}

impl<'d> Look<'d> {
    pub(super) fn new(description: &'d Description) -> Self {
        Self {
            description,
            keys: Case::of_keys(description),
            shown: mask::Keys::of(description),
            messages: 0,
            foreign: 0,
            found: BTreeMap::new(),
            unknown: BTreeMap::new(),
            fields: BTreeSet::new(),
            objects: BTreeMap::new(),
            asked: BTreeMap::new(),
        }
    }

    pub(super) fn line(&mut self, line: &Line<'_>) {
        match line.what {
            What::Message(json) => self.posted(line, json),
            What::Call { name, arguments } => self.called(line, name, arguments),
            What::Reply { name, body } => self.replied(line, name, body),
            What::Fire { name, body } => self.fired(line, name, body),
        }
    }

    pub(super) fn out_of_turn(&mut self, broken: &OutOfTurn<'_>) {
        let place = (
            Kind::Order,
            code(broken.direction),
            shown(mask::name(broken.name)),
            String::new(),
            format!(
                "{} is {}",
                broken.machine,
                broken.state.unwrap_or("not known")
            ),
        );
        let found = self.found.entry(place).or_insert_with(|| Found {
            count: 0,
            line: broken.line,
            example: String::new(),
            guess: Guess::default(),
            about: About::Order(broken.state.map(str::to_owned)),
        });
        found.count += 1;
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
    ) -> Spot<'a, 'd> {
        let owner = Owner::Message(family.name, message.tag);
        *self.objects.entry(owner).or_default() += 1;
        spot(line, message, json)
    }

    fn unknown_message(
        &mut self,
        line: &Line<'_>,
        family: &'d Family,
        tag: &str,
        entries: &Map<String, Value>,
        json: &str,
    ) {
        let envelope = &family.envelope;
        let content = envelope.content.map(|key| entries.get(key));
        let unknown = self.note_unknown(line, family, tag, json);
        let fields = match content {
            None => entries,
            Some(Some(Value::Object(fields))) => fields,
            Some(None | Some(Value::Null)) => return,
            Some(Some(other)) => {
                return unknown.whole.get_or_insert_default().see(other);
            }
        };
        for (key, value) in fields
            .iter()
            .filter(|(key, _)| content.is_some() || !keys(family).contains(&key.as_str()))
            // What is no name is data.
            .filter(|(key, _)| mask::is_name(key))
        {
            if !unknown.fields.iter().any(|(known, _)| known == key) {
                unknown.fields.push((key.clone(), Guess::default()));
            }
            let known = unknown.fields.iter_mut().find(|(known, _)| known == key);
            if let Some((_, guess)) = known {
                guess.see(value);
            }
        }
    }

    fn note_unknown(
        &mut self,
        line: &Line<'_>,
        family: &'d Family,
        name: &str,
        json: &str,
    ) -> &mut Unknown {
        // Those whose names aren't shown are one.
        let name = mask::name(name).to_owned();
        let unknown = self
            .unknown
            .entry((code(line.direction), name, family.name))
            .or_default();
        if unknown.count == 0 {
            unknown.line = line.number;
            unknown.example = shown(&mask::shape_of(json));
        }
        unknown.count += 1;
        unknown
    }

    fn note(
        &mut self,
        spot: &Spot<'_, 'd>,
        kind: Kind,
        detail: &str,
        about: About<'d>,
        value: Option<&Value>,
    ) {
        let keys = &self.shown;
        let found = self
            .found
            .entry(place(spot, kind, detail))
            .or_insert_with(|| Found {
                count: 0,
                line: spot.line,
                // The message with its values masked, not all of it if it is long.
                example: shown(&keys.shape_of(spot.json)),
                guess: Guess::default(),
                about,
            });
        found.count += 1;
        if let Some(value) = value {
            found.guess.see(value);
        }
    }
}

fn spot<'a, 'd>(line: &Line<'_>, message: &'d Message, json: &'a str) -> Spot<'a, 'd> {
    Spot {
        line: line.number,
        direction: code(line.direction),
        message: message.tag,
        json,
        path: String::new(),
        key: String::new(),
        ty: Type::Json,
        personal: false,
        depth: 0,
    }
}

fn place(spot: &Spot<'_, '_>, kind: Kind, detail: &str) -> Place {
    (
        kind,
        spot.direction,
        spot.message.to_owned(),
        spot.path.clone(),
        detail.to_owned(),
    )
}

pub(super) fn find<'d>(family: &'d Family, tag: &str) -> Option<&'d Message> {
    let mut messages = family.messages.iter();
    messages.find(|message| names_of(message.tag, message.aliases).any(|known| known == tag))
}

/// A text of the recording that is safe to print.
pub(super) fn shown(text: &str) -> String {
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
