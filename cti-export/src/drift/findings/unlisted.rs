//! Keys that the declaration doesn't list: another spelling, or a field to declare.

use cti_runtime::describe::{DataShape, FamilyKind, Type, keys_of};
use cti_runtime::mask::MASK;

use super::advice::Advice;
use super::{Found, Owner, Pasted, Scanner};
use crate::drift::families::find;
use crate::drift::guess::Guess;
use crate::drift::scan::{About, KEYS, Unlisted};
use crate::drift::suggest::{self, Taken};
use crate::paths;
use crate::shape::{Shape, flattened};

impl<'d> Scanner<'d> {
    /// A key that isn't listed: another spelling of one that is, or a field.
    pub(super) fn unlisted_key(
        &self,
        unlisted: &Unlisted<'d>,
        found: &Found<'d>,
        pasted: &mut Pasted,
    ) -> Advice {
        let Unlisted {
            key, owner, twin, ..
        } = unlisted;
        let detail = found.guess.words();
        let place = self.place_of(*owner);
        if let Some(twin) = twin {
            return Advice {
                detail: format!("{detail}: {} spelt otherwise", twin.key),
                into: format!("{place}::{}", twin.name),
                suggestion: suggest::alias_of(key),
            };
        }
        let advice = |into: String, suggestion: String| Advice {
            detail,
            into,
            suggestion,
        };
        let (fields, unit) = match *owner {
            Owner::Message(family, tag) => {
                let family = self.named_family(family);
                let message = family.and_then(|family| find(family, tag));
                let (Some(family), Some(message)) = (family, message) else {
                    return advice(String::new(), String::new());
                };
                let is_event =
                    family.kind == FamilyKind::Subscriptions && !family.is_function(message);
                if message.whole || is_event {
                    return advice(String::new(), String::new());
                }
                // Arguments have no names that came.
                if key == MASK && family.kind != FamilyKind::Messages {
                    return advice(String::new(), String::new());
                }
                let unit = message.fields.is_empty() && message.outcome.is_none();
                let unit = unit && family.kind == FamilyKind::Messages;
                (message.fields, unit.then_some((family, message)))
            }
            Owner::Type(name) => {
                let data = self.description.data(name);
                match data.map(|data| data.shape) {
                    // What is flattened elsewhere can't take any key.
                    Some(DataShape::Object(_)) if key == MASK && self.is_flattened(name) => {
                        return advice(String::new(), String::new());
                    }
                    Some(DataShape::Object(fields)) => (fields, None),
                    _ => return advice(String::new(), String::new()),
                }
            }
        };
        let taken = Shape::of_fields(self.description, fields).rest;
        // A map takes keys that begin alike, and no other can take all of them.
        if key == MASK && !taken.is_empty() {
            return advice(String::new(), String::new());
        }
        let line = (place.clone(), key.clone(), unlisted.beside);
        if let Some(line) = pasted.lines.get(&line) {
            return advice(place, line.clone());
        }
        let first = !pasted.names.contains_key(&place);
        let taken = pasted.into(&place, || suggest::taken_in(fields));
        let Some((family, message)) = unit else {
            let Some(field) = self.new_field(unlisted, taken) else {
                return advice(String::new(), String::new());
            };
            pasted.lines.insert(line, format!("{field},"));
            return advice(place, format!("{field},"));
        };
        if !first {
            return advice(String::new(), String::new());
        }
        // A message without fields gets all of them at once, with the first.
        let all = self.fields_for_unit(*owner);
        if all.is_empty() {
            return advice(String::new(), String::new());
        }
        advice(
            family.name.to_owned(),
            suggest::body(message, &format!(" {{ {} }}", all.join(", "))),
        )
    }

    /// All keys that came with a message which is declared without fields.
    fn fields_for_unit(&self, wanted: Owner<'d>) -> Vec<String> {
        let mut taken = suggest::taken_in([]);
        let fields = self.found.values().filter_map(|found| match &found.about {
            About::Unlisted(unlisted) if unlisted.owner == wanted => {
                self.new_field(unlisted, &mut taken)
            }
            _ => None,
        });
        fields.take(KEYS).collect()
    }

    /// A field for a key that isn't listed, or for all keys that aren't shown.
    fn new_field(&self, unlisted: &Unlisted<'d>, taken: &mut Taken) -> Option<String> {
        let key = &unlisted.key;
        let guess = self.guess_of(unlisted);
        if guess.unreadable() {
            // Passed over as long as it isn't declared.
            return None;
        }
        if key == MASK {
            // What stands beside the content has keys of its own.
            let name = (!unlisted.beside).then(|| taken.free("more"))?;
            return Some(format!("#[flatten] {name}: Map<Json>"));
        }
        let ty = guess.rust(key, self.came(unlisted.owner));
        if self.is_elsewhere(unlisted) {
            // Its name is that of the last key.
            let last = keys_of(key).pop()?;
            let field = self.keys.field(&last, &ty, taken);
            let name = field.rsplit_once("] ").map_or(&*field, |(_, name)| name);
            return Some(format!("#[at({key:?})] {name}"));
        }
        let beside = if unlisted.beside { "#[beside] " } else { "" };
        let field = self.keys.field(key, &ty, taken);
        Some(format!("{beside}{field}"))
    }

    /// Whether a key stands in another object of the envelope.
    fn is_elsewhere(&self, unlisted: &Unlisted<'d>) -> bool {
        let Owner::Message(name, _) = unlisted.owner else {
            return false;
        };
        let mut families = self.description.families.iter();
        let family = families.find(|family| family.name == name);
        let may_be = unlisted.beside && paths::is_path(&unlisted.key);
        may_be && family.is_some_and(paths::is_elsewhere)
    }

    /// What came under a key of an owner, in whichever messages that stands.
    fn guess_of(&self, wanted: &Unlisted<'d>) -> Guess {
        let mut guess = Guess::default();
        for found in self.found.values() {
            if let About::Unlisted(unlisted) = &found.about
                && (&unlisted.key, unlisted.owner, unlisted.beside)
                    == (&wanted.key, wanted.owner, wanted.beside)
            {
                guess.merge(&found.guess);
            }
        }
        guess
    }

    /// Whether the keys of a type stand among those of another.
    fn is_flattened(&self, name: &str) -> bool {
        let families = self.description.families.iter();
        let messages = families.flat_map(|family| family.messages);
        let types = self.description.types.iter();
        let types = types.flat_map(|data| match data.shape {
            DataShape::Object(fields) => vec![fields],
            DataShape::Tagged { variants, .. } => variants.iter().map(|of| of.fields).collect(),
            _ => Vec::new(),
        });
        let mut fields = messages
            .map(|message| message.fields)
            .chain(types)
            .flatten();
        fields.any(|field| {
            field.flatten && matches!(flattened(field), (Type::Named(of), _) if of == name)
        })
    }
}
