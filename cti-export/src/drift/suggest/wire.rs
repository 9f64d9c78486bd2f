//! How names on the wire follow from Rust names in a declaration.

use cti_runtime::describe::{DataShape, Description, Family, FamilyKind, Field, Message, Presence};

use super::names::{Taken, alias_of, ident, is_twin, path};
use crate::shape::names_of;
use crate::text::snake;
use cti_case::Case;

/// The ways in which wire names could follow from Rust names: a prefix, and a case. The declaration
/// has one of them, and those that fit its names best can't be told apart.
pub(super) struct Ways {
    ways: Vec<(String, Case)>,
    /// Whether what looks like a prefix is one: most names have it. A few may be written out.
    sure: bool,
}

impl Ways {
    pub(super) fn of<'d>(
        names: impl Iterator<Item = (&'d str, &'d str)>,
        wire: impl Fn(Case, &str) -> String,
        prefixed: bool,
    ) -> Self {
        let names: Vec<_> = names.collect();
        let mut ways: Vec<((String, Case), usize)> = Vec::new();
        for (_, case) in Case::NAMES {
            for (rust, tag) in &names {
                let prefix = tag.strip_suffix(&*wire(case, rust));
                if let Some(prefix) = prefix.filter(|prefix| prefixed || prefix.is_empty()) {
                    let way = (prefix.to_owned(), case);
                    match ways.iter_mut().find(|(known, _)| *known == way) {
                        Some((_, count)) => *count += 1,
                        None => ways.push((way, 1)),
                    }
                }
            }
        }
        let most = ways.iter().map(|(_, count)| *count).max();
        // Nothing to go by: the macro's own way.
        let Some(most) = most else {
            return Self {
                ways: vec![(String::new(), Case::Camel)],
                sure: true,
            };
        };
        let best = ways.into_iter().filter(|(_, count)| *count == most);
        let ways: Vec<_> = best.map(|(way, _)| way).collect();
        let bare = ways.iter().all(|(prefix, _)| prefix.is_empty());
        Self {
            ways,
            sure: bare || most * 2 > names.len(),
        }
    }

    /// The wire name without the prefix, if there is one that it begins with.
    pub(super) fn bare<'w>(&self, wire: &'w str) -> &'w str {
        let prefixes = self.ways.iter().map(|(prefix, _)| prefix.as_str());
        let rests = prefixes.filter_map(|prefix| wire.strip_prefix(prefix));
        rests.min_by_key(|rest| rest.len()).unwrap_or(wire)
    }

    /// `#[rename("…")] `, unless the wire name follows from the Rust name whichever way it is.
    pub(super) fn rename(
        &self,
        rust: &str,
        wire: &str,
        of: impl Fn(Case, &str) -> String,
    ) -> String {
        let follows = |(prefix, case): &(String, Case)| {
            wire.strip_prefix(prefix.as_str()) == Some(&*of(*case, rust))
        };
        if self.sure && self.ways.iter().all(follows) {
            String::new()
        } else {
            format!("#[rename({wire:?})] ")
        }
    }

    /// How tags follow from the names of messages, and names of functions from theirs.
    pub(super) fn of_tags(family: &Family) -> Self {
        let messages = family.messages.iter();
        if family.kind == FamilyKind::Messages {
            let names = messages.map(|message| (message.name, message.tag));
            Self::of(names, Case::variant, true)
        } else {
            let names: Vec<_> = messages
                .map(|message| (snake(message.name), path(family, message.tag).1))
                .collect();
            let names = names.iter().map(|(name, tag)| (name.as_str(), *tag));
            Self::of(names, Case::field, true)
        }
    }
}

/// How keys follow from the names of fields.
pub(crate) struct KeyNames(Ways);

impl KeyNames {
    pub(crate) fn of(description: &Description) -> Self {
        let messages = description
            .families
            .iter()
            .flat_map(|family| family.messages);
        let fields = messages.flat_map(|message| message.fields);
        let types = description.types.iter().flat_map(|data| match data.shape {
            DataShape::Object(fields) => fields,
            _ => &[],
        });
        let fields = fields.chain(types).filter(|field| !field.flatten);
        let names = fields.map(|field| (field.name, field.key));
        Self(Ways::of(names, Case::field, false))
    }

    /// A field: `queue_name: String`.
    pub(crate) fn field(&self, key: &str, ty: &str, taken: &mut Taken) -> String {
        let mut name = snake(key);
        if name.is_empty() || name.starts_with(|first: char| first.is_ascii_digit()) {
            name.insert_str(0, "field_");
        }
        let name = taken.free(name.trim_end_matches('_'));
        let rename = self.0.rename(&name, key, Case::field);
        format!("{rename}{}: {ty}", ident(&name))
    }

    /// A declared field, of another type. What else the declaration says of it stays.
    pub(crate) fn declared(&self, description: &Description, field: &Field, ty: &str) -> String {
        let mut line = String::new();
        if field.beside {
            line.push_str("#[beside] ");
        }
        if field.id {
            line.push_str("#[id] ");
        }
        let masks = [
            "PhoneNumber",
            "Secret<",
            "Option<PhoneNumber",
            "Option<Secret<",
        ];
        let masked = masks.iter().any(|mask| ty.starts_with(mask));
        if field.personal || (description.is_personal(field.ty) && !masked) {
            line.push_str("#[personal] ");
        }
        if field.presence == Presence::Nullable && ty.starts_with("Option<") {
            line.push_str("#[null] ");
        }
        for alias in field.aliases {
            line.push_str(&alias_of(alias));
            line.push(' ');
        }
        line.push_str(&self.0.rename(field.name, field.key, Case::field));
        format!("{line}{}: {ty},", ident(field.name))
    }
}

/// The message of which a tag is another spelling, with or without the family's prefix.
pub(crate) fn twin<'d>(family: &'d Family, tag: &str) -> Option<&'d Message> {
    let ways = Ways::of_tags(family);
    let mut messages = family.messages.iter();
    messages.find(|message| {
        let mut names = names_of(message.tag, message.aliases);
        names.any(|known| is_twin(known, tag) || is_twin(ways.bare(known), ways.bare(tag)))
    })
}
