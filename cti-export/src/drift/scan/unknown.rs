//! Messages that the declaration doesn't know.

use cti_runtime::describe::{Family, Message};
use cti_runtime::mask;
use serde_json::{Map, Value};

use super::found::shown;
use super::{KEYS, Scanner, Unknown};
use crate::drift::families::keys;
use crate::drift::guess::Guess;
use crate::drift::suggest;
use crate::drift::{Kind, Line};

impl<'d> Scanner<'d> {
    /// Whether this is another spelling of a declared message, and reads as that.
    fn twin(
        &self,
        line: &Line<'_>,
        family: &'d Family,
        tag: &str,
        entries: &Map<String, Value>,
        json: &str,
    ) -> Option<&'d Message> {
        let twin = suggest::twin(family, tag_shown(family, tag))?;
        let mut probe = Scanner::new(self.description);
        probe.message(line, family, twin, entries, json);
        let mut found = probe.found.keys();
        found
            .all(|key| key.kind == Kind::UnknownField)
            .then_some(twin)
    }

    /// Notes a message of a family that doesn't list its tag.
    pub(super) fn unknown_message(
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

    /// The entry of an unlisted name, counted once more; `None` if the report is full.
    pub(super) fn note_unknown(
        &mut self,
        line: &Line<'_>,
        family: &'d Family,
        name: &str,
        json: &str,
    ) -> Option<&mut Unknown<'d>> {
        // Those whose names aren't shown are one.
        let key = (
            line.direction,
            tag_shown(family, name).to_owned(),
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
}

/// A tag that isn't declared, unless it may hold data.
fn tag_shown<'t>(family: &Family, tag: &'t str) -> &'t str {
    if family.messages.iter().any(|message| message.prefix) {
        mask::MASK
    } else {
        mask::name(tag)
    }
}
