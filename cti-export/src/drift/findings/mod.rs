//! From what was found to the findings of a report.

mod advice;
mod unlisted;

use std::collections::BTreeMap;

use cti_runtime::describe::{Direction, Family, FamilyKind, Message, Presence};
use cti_runtime::mask::MASK;

use super::families::find;
use super::guess::Guess;
use super::scan::{FindingKey, Found, Owner, Scanner, Unknown};
use super::suggest::{self, Taken};
use super::{Drift, Finding, Kind};
use crate::shape::Shape;

/// The names that lines already have in the places where they are to be pasted.
#[derive(Default)]
pub(super) struct Pasted {
    pub(super) names: BTreeMap<String, Taken>,
    /// The lines of keys that aren't listed: by place, key, and whether it stands beside the content.
    /// A type has one line for a key, in however many messages it came.
    pub(super) lines: BTreeMap<(String, String, bool), String>,
}

impl Pasted {
    pub(super) fn into(&mut self, place: &str, taken: impl FnOnce() -> Taken) -> &mut Taken {
        self.names.entry(place.to_owned()).or_insert_with(taken)
    }
}

impl<'d> Scanner<'d> {
    /// The report of all that was compared.
    pub(super) fn finish(self) -> Drift {
        let mut findings: Vec<Finding> = Vec::new();
        let mut pasted = Pasted::default();
        for (key, found) in &self.found {
            let advice = self.advice(key, found, &mut pasted);
            findings.push(Finding {
                kind: key.kind,
                direction: key.direction,
                message: key.message.clone(),
                path: key.path.clone(),
                detail: advice.detail,
                count: found.count,
                line: Some(found.line),
                example: (!found.example.is_empty()).then(|| found.example.clone()),
                into: if advice.suggestion.is_empty() {
                    String::new()
                } else {
                    advice.into
                },
                suggestion: advice.suggestion,
            });
        }
        for ((direction, name, family), unknown) in &self.unknown {
            let family = self.named_family(family);
            findings.extend(family.map(|family| {
                self.unknown_finding(*direction, name, family, unknown, &mut pasted)
            }));
        }
        self.never_seen(&mut findings);
        findings.sort_by_key(|finding| finding.kind);
        Drift {
            protocol: self.description.name,
            complete: true,
            messages: self.messages,
            foreign: self.foreign,
            turned_away: self.turned_away,
            left_off: self.left_off,
            findings,
        }
    }

    fn named_family(&self, name: &str) -> Option<&'d Family> {
        let mut families = self.description.families.iter();
        families.find(|family| family.name == name)
    }

    /// How often an owner of fields came, by its other spelling too.
    fn came(&self, owner: Owner<'d>) -> usize {
        let as_declared = self.objects.get(&owner).copied().unwrap_or_default();
        let Owner::Message(family, tag) = owner else {
            return as_declared;
        };
        let otherwise = self.unknown.iter().filter(|((_, _, of), unknown)| {
            *of == family && unknown.twin.is_some_and(|twin| twin.tag == tag)
        });
        as_declared + otherwise.map(|(_, unknown)| unknown.count).sum::<usize>()
    }

    /// Where a field of this owner stands.
    fn place_of(&self, owner: Owner<'d>) -> String {
        match owner {
            Owner::Type(name) => name.to_owned(),
            Owner::Message(family, tag) => {
                let message = self.named_family(family).and_then(|of| find(of, tag));
                let message = message.map_or("", |message| message.name);
                format!("{family}::{message}")
            }
        }
    }

    fn family_of(&self, direction: Direction, message: &Message) -> String {
        let mut families = self.description.families_of(direction);
        let family = families.find(|family| {
            let mut messages = family.messages.iter();
            messages.any(|of| core::ptr::eq(of, message))
        });
        // What a library calls back is declared with what is called.
        let methods = || {
            let mut families = self.description.families.iter();
            families.find(|family| family.kind == FamilyKind::Methods)
        };
        family
            .or_else(methods)
            .map_or_else(String::new, |family| family.name.to_owned())
    }

    fn path_of(&self, direction: Direction, message: &Message) -> String {
        format!("{}::{}", self.family_of(direction, message), message.name)
    }

    fn unknown_finding(
        &self,
        direction: Direction,
        name: &str,
        family: &'d Family,
        unknown: &Unknown<'d>,
        pasted: &mut Pasted,
    ) -> Finding {
        let mut finding = Finding {
            kind: Kind::UnknownMessage,
            direction,
            message: name.to_owned(),
            path: String::new(),
            detail: String::new(),
            count: unknown.count,
            line: Some(unknown.line),
            example: Some(unknown.example.clone()),
            into: family.name.to_owned(),
            suggestion: String::new(),
        };
        if let Some(twin) = unknown.twin {
            finding.detail = format!("{} spelt otherwise", twin.tag);
            finding.into = format!("{}::{}", family.name, twin.name);
            finding.suggestion = suggest::alias_of(name);
            return finding;
        }
        let content = unknown.whole.iter().chain(&unknown.arguments);
        if name == MASK || content.into_iter().any(Guess::unreadable) {
            // What it would be called isn't shown, or what it has can't be read.
            finding.into = String::new();
            return finding;
        }
        let taken = pasted.into(family.name, || suggest::taken_by(self.description, family));
        finding.suggestion = match family.kind {
            FamilyKind::Messages | FamilyKind::Requests => {
                let whole = unknown.whole.as_ref();
                let whole =
                    whole.map(|guess| suggest::whole(guess, unknown.count, unknown.objects));
                let mut names = suggest::taken_in([]);
                let fields = unknown
                    .fields
                    .iter()
                    .filter(|(key, guess)| !of_each(family, key) && !guess.unreadable());
                let fields: Vec<String> = fields
                    .map(|(key, guess)| {
                        let ty = guess.rust(key, unknown.count);
                        self.keys.field(key, &ty, &mut names)
                    })
                    .collect();
                suggest::message(family, taken, name, &fields, whole.as_deref())
            }
            FamilyKind::Methods | FamilyKind::Subscriptions => {
                let whole = unknown.whole.as_ref().filter(|_| unknown.fired);
                let result = whole.map_or_else(|| "Json".to_owned(), |whole| whole.rust(name, 0));
                let arguments = unknown.arguments.iter().enumerate();
                let arguments: Vec<String> = arguments
                    .map(|(at, guess)| format!("argument{}: {}", at + 1, guess.rust("", 0)))
                    .collect();
                suggest::library_function(family, taken, name, &arguments.join(", "), &result)
            }
        };
        finding
    }

    /// What is declared and never came; fields only of what came.
    fn never_seen(&self, findings: &mut Vec<Finding>) {
        let never = |kind, direction, message: &str, path: &str| Finding {
            kind,
            direction,
            message: message.to_owned(),
            path: path.to_owned(),
            detail: String::new(),
            count: 0,
            line: None,
            example: None,
            into: String::new(),
            suggestion: String::new(),
        };
        for family in self.description.families {
            for message in family.messages {
                let owner = Owner::Message(family.name, message.tag);
                if !self.objects.contains_key(&owner) {
                    findings.push(never(
                        Kind::MessageNeverSeen,
                        family.direction,
                        message.tag,
                        "",
                    ));
                    continue;
                }
                let is_event =
                    family.kind == FamilyKind::Subscriptions && !family.is_function(message);
                if message.whole || is_event {
                    continue;
                }
                let shape = Shape::of_fields(self.description, message.fields);
                for key in self.unseen(owner, &shape) {
                    let kind = Kind::FieldNeverSeen;
                    findings.push(never(kind, family.direction, message.tag, key));
                }
            }
        }
        for data in self.description.types {
            let owner = Owner::Type(data.name);
            if !self.objects.contains_key(&owner) {
                continue;
            }
            if let Some(shape) = Shape::of_data(self.description, data) {
                for key in self.unseen(owner, &shape) {
                    let (kind, way) = (Kind::FieldNeverSeen, Direction::FromVendor);
                    findings.push(never(kind, way, data.name, key));
                }
            }
        }
    }

    fn unseen(&self, owner: Owner<'d>, shape: &Shape<'d>) -> Vec<&'d str> {
        let optional = shape
            .fields
            .iter()
            .map(|member| member.field)
            .filter(|field| field.presence != Presence::Required);
        let own = optional.map(|field| field.key);
        let groups = shape.groups.iter().flat_map(|group| group.variants);
        let groups = groups.map(|variant| variant.key);
        let together = shape.together.iter().flat_map(|shape| shape.fields.iter());
        let together = together.map(|member| member.field.key);
        own.chain(groups)
            .chain(together)
            .filter(|key| !self.fields.contains_key(&(owner, *key)))
            .collect()
    }
}

/// Whether a key is one that every message of a family has, since the family says `each(…)`: its
/// field then has one comment everywhere.
pub(super) fn of_each(family: &Family, key: &str) -> bool {
    let field = |message: &'static Message| message.fields.iter().find(|field| field.key == key);
    let mut fields = family.messages.iter().map(field);
    let doc = fields.next().flatten().map_or("", |field| field.doc);
    !doc.is_empty() && fields.all(|field| field.is_some_and(|field| field.doc == doc))
}
