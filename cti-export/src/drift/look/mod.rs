//! Looking at a recording, message by message.

mod messages;
mod read;
mod signals;
mod values;

use std::collections::BTreeMap;

use cti_runtime::describe::{
    Description, Direction, Family, FamilyKind, Field, Message, Requests, Type,
};
use cti_runtime::{Gate, mask};
use serde_json::{Map, Value};

use crate::drift::families::keys;
use crate::drift::guess::Guess;
use crate::drift::suggest::{self, KeyNames};
use crate::drift::{Drifted, Kind, Line, MOST, OutOfTurn, Refused, TurnedAway, What};
use crate::shape::names_of;

/// How deep values are looked into.
const DEPTH: usize = 64;

/// How many places from which messages were turned away are listed at most.
const PLACES: usize = 20;

/// How much of a name or an example is shown, in characters.
const SHOWN: usize = 240;

/// How many requests are remembered at most while they wait for their answers.
const WAITING: usize = 4096;

/// How many keys of a message that isn't declared are kept at most.
pub(super) const KEYS: usize = 64;

/// What is found, by what it is and where.
pub(super) struct Look<'d> {
    pub(super) description: &'d Description,
    pub(super) keys: KeyNames,
    /// Which keys of a declared message may be shown.
    shown: mask::Keys,
    pub(super) messages: usize,
    pub(super) foreign: usize,
    pub(super) turned_away: Vec<TurnedAway>,
    /// Whether a session can't read the line that was looked at last.
    breaks: bool,
    /// How many times something came for which there was no room.
    pub(super) left_off: usize,
    pub(super) found: BTreeMap<Place, Found<'d>>,
    /// By direction, name and family.
    pub(super) unknown: BTreeMap<(u8, String, &'d str), Unknown<'d>>,
    /// The fields that came, and their values: of a message by its tag, of a type by its name.
    pub(super) fields: BTreeMap<(Owner<'d>, &'d str), Guess>,
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
pub(super) struct Unlisted<'d> {
    pub(super) key: String,
    pub(super) owner: Owner<'d>,
    /// Whether it stands beside the content.
    pub(super) beside: bool,
    /// The declared field that it is another spelling of, if all its values are of that type.
    pub(super) twin: Option<&'d Field>,
}

/// A message that the declaration doesn't know.
#[derive(Default)]
pub(super) struct Unknown<'d> {
    pub(super) count: usize,
    pub(super) line: usize,
    pub(super) example: String,
    pub(super) fields: Vec<(String, Guess)>,
    /// The content where it was no object.
    pub(super) whole: Option<Guess>,
    /// How often the content was an object.
    pub(super) objects: usize,
    /// The declared message that it is another spelling of, if it always reads as that.
    pub(super) twin: Option<&'d Message>,
    pub(super) arguments: Vec<Guess>,
    pub(super) fired: bool,
}

/// To whom fields belong.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Owner<'d> {
    /// A message: its family, its tag.
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
    /// The field that it is of, or what it is else.
    of: Of<'d>,
    /// Whether it stands beside the content of its message.
    beside: bool,
    /// Whether it is personal data, or in something that is.
    personal: bool,
    depth: usize,
}

/// What a value is of.
#[derive(Clone, Copy)]
enum Of<'d> {
    Field(Owner<'d>, &'d Field),
    Callback(&'d Message, Type),
    Content(&'d Family, &'d Message),
    Type(Type),
}

impl Of<'_> {
    /// Whether the declaration says so of the field.
    fn is_personal(self) -> bool {
        match self {
            Self::Field(_, field) => field.personal,
            Self::Content(_, message) => {
                let content = message.fields.first().filter(|_| message.whole);
                content.is_some_and(|field| field.personal)
            }
            Self::Callback(..) | Self::Type(_) => false,
        }
    }
}

impl<'d> Spot<'_, 'd> {
    /// An item, or an entry of a map: a value of the same field.
    fn item(&self, step: &str) -> Self {
        self.inside(step, self.of)
    }

    fn inside(&self, step: &str, of: Of<'d>) -> Self {
        let path = if self.path.is_empty() || step.starts_with('[') || step.starts_with('{') {
            format!("{}{step}", self.path)
        } else {
            format!("{}.{step}", self.path)
        };
        Spot {
            path,
            of,
            personal: self.personal || of.is_personal(),
            depth: self.depth + 1,
            ..*self
        }
    }

    /// The same place, of what is personal data or not.
    fn personal(&self, personal: bool) -> Self {
        Spot {
            path: self.path.clone(),
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
            What::Fire { name, body } => self.fired(line, name, body),
        }
    }

    pub(super) fn out_of_turn(&mut self, broken: &OutOfTurn<'_>) {
        let state = broken.state.unwrap_or("not known");
        let place = (
            Kind::Order,
            code(broken.direction),
            shown(mask::name(broken.name)),
            String::new(),
            format!("{} is {state}", broken.machine),
        );
        self.at(place, |_| Found {
            count: 0,
            line: broken.line,
            example: String::new(),
            guess: Guess::default(),
            about: About::Order(broken.state.map(str::to_owned)),
        });
    }

    pub(super) fn drifted(&mut self, drifted: &Drifted<'_>) {
        if self.breaks {
            return;
        }
        // One place, whichever item of a list it was in.
        let digit = |letter: char| letter.is_ascii_digit();
        let path = drifted
            .path
            .split('[')
            .map(|step| match step.split_once(']') {
                Some((index, behind)) if index.chars().all(digit) => format!("]{behind}"),
                _ => step.to_owned(),
            });
        let path = path.collect::<Vec<_>>().join("[");
        let place = (
            Kind::Type,
            code(drifted.direction),
            mask::name(drifted.name).to_owned(),
            shown(&path),
            shown(drifted.why),
        );
        self.at(place, |_| Found {
            count: 0,
            line: drifted.line,
            example: String::new(),
            guess: Guess::default(),
            about: About::Else,
        });
    }

    pub(super) fn refused(&mut self, refused: &Refused<'_>) {
        let kind = match refused.gate {
            Gate::Malformed => Kind::Malformed,
            Gate::Size => Kind::TooLarge,
            Gate::NotOurs => return self.foreign += 1,
            Gate::Source | Gate::Origin => return self.turn_away(refused),
        };
        let way = code(refused.direction);
        let place = (kind, way, String::new(), String::new(), shown(refused.why));
        self.at(place, |_| Found {
            count: 0,
            line: refused.line,
            example: String::new(),
            guess: Guess::default(),
            about: About::Else,
        });
    }

    fn turn_away(&mut self, refused: &Refused<'_>) {
        let origin = shown(refused.origin.unwrap_or_default());
        let source = refused.source.unwrap_or_default();
        let known = self.turned_away.iter().position(|known| {
            known.gate == refused.gate && known.origin == origin && known.source == source
        });
        let full = self.turned_away.len() >= PLACES;
        let at = known.unwrap_or(if full {
            PLACES - 1
        } else {
            self.turned_away.len()
        });
        match self.turned_away.get_mut(at) {
            Some(place) => {
                place.count += 1;
                if known.is_none() {
                    // There is no end of noise: the last place stands for all others.
                    "elsewhere".clone_into(&mut place.origin);
                }
            }
            None => self.turned_away.push(TurnedAway {
                gate: refused.gate,
                origin,
                source,
                count: 1,
                line: refused.line,
            }),
        }
    }

    /// The finding of this place, counted once more; `None` if the report is full.
    fn at(
        &mut self,
        place: Place,
        make: impl FnOnce(&mask::Keys) -> Found<'d>,
    ) -> Option<&mut Found<'d>> {
        if self.is_full() && !self.found.contains_key(&place) {
            self.left_off += 1;
            return None;
        }
        let keys = &self.shown;
        let found = self.found.entry(place).or_insert_with(|| make(keys));
        found.count += 1;
        Some(found)
    }

    fn is_full(&self) -> bool {
        self.found.len() + self.unknown.len() >= MOST
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

    /// Whether this is another spelling of a declared message, and reads as that.
    fn twin(
        &self,
        line: &Line<'_>,
        family: &'d Family,
        tag: &str,
        entries: &Map<String, Value>,
        json: &str,
    ) -> Option<&'d Message> {
        let twin = suggest::twin(family, mask::name(tag))?;
        let mut probe = Look::new(self.description);
        probe.message(line, family, twin, entries, json);
        let mut found = probe.found.keys();
        found
            .all(|(kind, ..)| *kind == Kind::UnknownField)
            .then_some(twin)
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
        let twin = self.twin(line, family, tag, entries, json);
        let Some(unknown) = self.note_unknown(line, family, tag, json) else {
            return;
        };
        if unknown.count == 1 {
            unknown.twin = twin;
        } else if twin.is_none() {
            unknown.twin = None;
        }
        let fields = match content {
            None => entries,
            Some(Some(Value::Object(fields))) => {
                unknown.objects += 1;
                fields
            }
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
                if unknown.fields.len() == KEYS {
                    continue;
                }
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
    ) -> Option<&mut Unknown<'d>> {
        // Those whose names aren't shown are one.
        let key = (
            code(line.direction),
            mask::name(name).to_owned(),
            family.name,
        );
        if self.is_full() && !self.unknown.contains_key(&key) {
            self.left_off += 1;
            return None;
        }
        let unknown = self.unknown.entry(key).or_default();
        if unknown.count == 0 {
            unknown.line = line.number;
            unknown.example = shown(&mask::shape_of(json));
        }
        unknown.count += 1;
        Some(unknown)
    }

    fn note(
        &mut self,
        spot: &Spot<'_, 'd>,
        kind: Kind,
        detail: &str,
        about: About<'d>,
        value: Option<&Value>,
    ) {
        self.breaks |= matches!(kind, Kind::Type | Kind::Missing | Kind::Value);
        let found = self.at(place(spot, kind, detail), |keys| Found {
            count: 0,
            line: spot.line,
            // The message with its values masked, not all of it if it is long.
            example: shown(&keys.shape_of(spot.json)),
            guess: Guess::default(),
            about,
        });
        if let (Some(found), Some(value)) = (found, value) {
            found.guess.see(value);
        }
    }

    /// A field of the declaration has come with this value.
    fn has_come(&mut self, owner: Owner<'d>, key: &'d str, value: &Value) {
        self.fields.entry((owner, key)).or_default().see(value);
    }
}

fn spot<'a, 'd>(line: &Line<'_>, message: &'d Message, json: &'a str) -> Spot<'a, 'd> {
    Spot {
        line: line.number,
        direction: code(line.direction),
        message: message.tag,
        json,
        path: String::new(),
        of: Of::Type(Type::Json),
        beside: false,
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

/// How a message was posted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Posted {
    Text,
    Object,
}

/// A text of the recording that is safe to print: every tag, key, path and origin of a report is one.
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
