//! What a recording has, as far as it is needed: of messages that look alike the first ones, and how
//! many there were. So memory doesn't grow with the recording, but with what is different in it.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{Hash, Hasher};

use cti_runtime::Limits;

use super::library::Library;
use super::looks::Look;
use super::usual;
use super::value::{self, Members, Unread, Value};
use crate::failure::Failure;
use crate::recording::{Content, Happened, Line, Posted, Reader, Side};
use crate::replay::Source;

/// Messages of one look that are kept.
const ALIKE: usize = 24;

/// Messages that are kept of a voice, and the bytes of all.
const MESSAGES: usize = 8_000;
const BYTES: usize = 64 * 1024 * 1024;

/// Windows and origins that are told apart.
const VOICES: usize = 64;

/// Different values of a place that tell messages apart.
const NAMES: usize = 200;

/// A message, or several that look like it.
#[derive(Clone, Debug)]
pub(super) struct Said {
    /// Its place among all that was read.
    pub(super) order: usize,
    pub(super) at: u64,
    /// Whether a string was posted.
    pub(super) text: bool,
    pub(super) what: What,
    /// How many times it came: it, and those like it that aren't kept.
    pub(super) times: usize,
}

/// What was posted.
#[derive(Clone, Debug)]
pub(super) enum What {
    /// An object, or the JSON of one.
    Object(Members),
    /// A string that is no JSON.
    Bare(String),
}

/// What came from one window of one origin, or what the page posted.
#[derive(Clone, Debug, Default)]
pub(super) struct Voice {
    pub(super) origin: String,
    pub(super) source: u32,
    /// How many messages.
    pub(super) count: usize,
    pub(super) kept: Vec<Said>,
    /// How many weren't looked at, by why.
    pub(super) passed: BTreeMap<&'static str, usize>,
    seen: HashMap<u64, (usize, usize)>,
    names: HashMap<u64, Vec<String>>,
}

/// All that was read.
#[derive(Default)]
pub(super) struct Heard {
    /// The protocol that a header names.
    pub(super) protocol: Option<String>,
    /// What windows posted to the page.
    pub(super) voices: Vec<Voice>,
    /// What the page posted.
    pub(super) page: Voice,
    /// What crossed the edge of a library.
    pub(super) library: Library,
    /// Places in the order of messages where a document was replaced, or a recording begins.
    pub(super) reloads: Vec<usize>,
    /// Messages from more windows and origins than are told apart.
    pub(super) more: usize,
    order: usize,
    bytes: usize,
}

impl Heard {
    /// Reads a recording. What is read up to a fault stays.
    pub(super) fn read(&mut self, source: Source) -> Result<(), Failure> {
        let (name, input) = source.into_parts();
        let mut reader = Reader::new(input);
        self.reloads.push(self.order);
        loop {
            match reader.read() {
                Ok(Some((_, line))) => self.line(line),
                Ok(None) => return Ok(()),
                Err(why) => return Err(Failure::Recording { name, why }),
            }
        }
    }

    fn line(&mut self, line: Line<'_>) {
        match line {
            Line::Header(header) => {
                if let Some(protocol) = header.protocol {
                    self.protocol.get_or_insert(protocol.into_owned());
                }
            }
            Line::Happened { at, what } => {
                self.order += 1;
                match what {
                    Happened::Posted(posted) => self.posted(at, &posted),
                    Happened::Signalled(signal) => self.library.hear(&signal),
                    Happened::Reloaded => self.reloads.push(self.order),
                }
            }
        }
    }

    fn posted(&mut self, at: u64, posted: &Posted<'_>) {
        let (order, bytes) = (self.order, self.bytes);
        let Some(voice) = self.voice(posted) else {
            self.more += 1;
            return;
        };
        voice.count += 1;
        let (text, what) = match read(&posted.data) {
            Ok(read) => read,
            Err(why) => {
                *voice.passed.entry(why).or_default() += 1;
                return;
            }
        };
        let size = match &posted.data {
            Content::Text(text) | Content::Object(text) => text.trim_end().len(),
            Content::Other => 0,
        };
        let look = voice.look(text, &what);
        let kept = voice.kept.len();
        let known = voice.seen.entry(look).or_insert((kept, 0));
        let full = kept >= MESSAGES || bytes + size > BYTES;
        if known.1 >= ALIKE || (full && known.1 > 0) {
            if let Some(first) = voice.kept.get_mut(known.0) {
                first.times += 1;
            }
            return;
        }
        if full {
            *voice
                .passed
                .entry("of a look that is one too many")
                .or_default() += 1;
            return;
        }
        known.1 += 1;
        voice.kept.push(Said {
            order,
            at,
            text,
            what,
            times: 1,
        });
        self.bytes += size;
    }

    fn voice(&mut self, posted: &Posted<'_>) -> Option<&mut Voice> {
        if posted.side == Side::App {
            self.page.origin = posted.origin.clone().into_owned();
            return Some(&mut self.page);
        }
        let same = |voice: &Voice| voice.source == posted.source && voice.origin == posted.origin;
        let at = match self.voices.iter().position(same) {
            Some(at) => at,
            None if self.voices.len() == VOICES => return None,
            None => {
                self.voices.push(Voice {
                    origin: posted.origin.clone().into_owned(),
                    source: posted.source,
                    ..Voice::default()
                });
                self.voices.len() - 1
            }
        };
        self.voices.get_mut(at)
    }
}

/// What was posted, or why it isn't looked at.
fn read(data: &Content<'_>) -> Result<(bool, What), &'static str> {
    let (text, json) = match data {
        Content::Text(text) => (true, text),
        Content::Object(json) => (false, json),
        Content::Other => return Err("neither an object nor a string"),
    };
    if json.len() > Limits::DEFAULT.message_bytes() {
        return Err("larger than a session takes");
    }
    match value::parse(json) {
        Ok(Value::Object(members)) => Ok((text, What::Object(members))),
        Ok(Value::List(_)) => Err("a list"),
        Err(Unread::Twice) => Err("with a key that stands twice"),
        Err(Unread::Deep) => Err("nested deeper than a session reads"),
        Err(Unread::NotJson) if text && json.trim_start().starts_with(['{', '[']) => {
            Err("cut off, or no JSON")
        }
        Ok(_) | Err(Unread::NotJson) => Ok((true, What::Bare(json.trim().to_owned()))),
    }
}

impl Voice {
    /// A number for what a message looks like: its keys, kinds of values, and the names in it that may
    /// tell which message it is.
    fn look(&mut self, text: bool, what: &What) -> u64 {
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        match what {
            What::Bare(bare) => {
                let verb = bare
                    .split(['|', ':', ';', ',', ' '])
                    .next()
                    .unwrap_or_default();
                self.name(0, verb).hash(&mut hasher);
                bare.split(['|', ':', ';', ',']).count().hash(&mut hasher);
            }
            What::Object(members) => self.members(members, 0, 0, &mut hasher),
        }
        hasher.finish()
    }

    fn members(&mut self, members: &Members, path: u64, depth: usize, hasher: &mut DefaultHasher) {
        for (key, value) in members {
            // Keys that are data look alike.
            let key = if cti_runtime::mask::is_name(key) {
                key.as_str()
            } else {
                "*"
            };
            let mut place = DefaultHasher::new();
            (path, key).hash(&mut place);
            let place = place.finish();
            place.hash(hasher);
            self.value(value, place, depth, hasher);
        }
    }

    fn value(&mut self, value: &Value, place: u64, depth: usize, hasher: &mut DefaultHasher) {
        match value {
            Value::Null => 0.hash(hasher),
            Value::Bool(of) => (1, *of).hash(hasher),
            Value::Number(number) => (2, number.is_u64(), number.is_i64()).hash(hasher),
            Value::Text(text) => {
                let look = Look::of(text);
                (3, look).hash(hasher);
                if depth < 2 && matches!(look, Look::Name | Look::Phrase) {
                    self.name(place, text).hash(hasher);
                }
            }
            Value::List(items) => {
                4.hash(hasher);
                for item in items.iter().take(16) {
                    self.value(item, place, depth + 1, hasher);
                }
            }
            Value::Object(members) => {
                5.hash(hasher);
                self.members(members, place, depth + 1, hasher);
            }
        }
    }

    /// A name that tells messages apart, as long as its place doesn't have too many.
    fn name<'t>(&mut self, place: u64, text: &'t str) -> Option<&'t str> {
        let names = self.names.entry(place).or_default();
        if !names.iter().any(|known| known == text) {
            if names.len() == NAMES {
                return None;
            }
            names.push(text.to_owned());
        }
        Some(text)
    }

    /// How many of its messages could be those of a protocol: they have a tag under a usual key. A
    /// message that has such a key in common with what the page posts counts twice.
    pub(super) fn tagged(&self, page: &Self) -> usize {
        let keys = |said: &Said| match &said.what {
            What::Object(members) => usual::usual_tags(members),
            What::Bare(text) => vec![
                text.split(['|', ':', ';', ',', ' '])
                    .next()
                    .unwrap_or_default()
                    .to_owned(),
            ],
        };
        let pages: HashSet<String> = page.kept.iter().flat_map(keys).collect();
        let score = |said: &Said| match keys(said) {
            keys if keys.is_empty() => 0,
            keys if keys.iter().any(|key| pages.contains(key)) => 2 * said.times,
            _ => said.times,
        };
        self.kept.iter().map(score).sum()
    }

    /// How many messages were looked at: some may have a tag under an unusual key.
    pub(super) fn looked_at(&self) -> usize {
        self.kept.iter().map(|said| said.times).sum()
    }
}
