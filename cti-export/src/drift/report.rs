//! From what was found to what is said of it.

use cti_runtime::describe::{Carrier, DataShape, Direction, FamilyKind, Presence};
use cti_runtime::mask::MASK;

use super::look::{About, Found, Look, Owner, Unknown, code, direction, find, shown};
use super::suggest::{self, Case};
use super::{Drift, Finding, Kind};
use crate::names;
use crate::shape::Shape;

impl<'d> Look<'d> {
    pub(super) fn finish(self) -> Drift {
        let mut findings: Vec<Finding> = Vec::new();
        for ((kind, way, message, path, detail), found) in &self.found {
            let (detail, suggestion) = self.say(*kind, *way, message, detail, found);
            findings.push(Finding {
                kind: *kind,
                direction: direction(*way),
                message: message.clone(),
                path: path.clone(),
                detail,
                count: found.count,
                line: Some(found.line),
                example: (!found.example.is_empty()).then(|| found.example.clone()),
                suggestion,
            });
        }
        for ((way, name, family), unknown) in &self.unknown {
            findings.push(self.unknown_finding(*way, name, family, unknown));
        }
        self.never_seen(&mut findings);
        findings.sort_by_key(|finding| finding.kind);
        Drift {
            messages: self.messages,
            foreign: self.foreign,
            findings,
        }
    }

    /// The words for a finding, and the line that would put it right.
    fn say(
        &self,
        kind: Kind,
        way: u8,
        message: &str,
        detail: &str,
        found: &Found<'d>,
    ) -> (String, String) {
        match &found.about {
            About::Field(key, ty) if kind == Kind::Missing => (
                format!("declared as {}, not there", suggest::rust(*ty)),
                suggest::field(self.keys, key, &format!("Option<{}>", suggest::rust(*ty))),
            ),
            About::Field(key, ty) => {
                let declared = suggest::rust(*ty);
                let better = if found.guess.only_null() {
                    format!("Option<{declared}>")
                } else {
                    match found.guess.rust(key, 0) {
                        // Of the same kind but out of its range.
                        same if same == declared => "Json".to_owned(),
                        other => other,
                    }
                };
                let line = match (self.description.carrier, key.as_str()) {
                    (Carrier::Library { .. }, "result") => format!("-> {better}"),
                    (Carrier::Library { .. }, "error") => format!("-> Result<…, {better}>"),
                    _ => suggest::field(self.keys, key, &better),
                };
                (
                    format!("declared as {declared}, came as {}", found.guess.words()),
                    line,
                )
            }
            About::Unlisted(key, owner) => {
                let of = self.objects.get(owner).copied().unwrap_or_default();
                let ty = found.guess.rust(key, of);
                let line = if key == MASK {
                    "#[flatten] more: Map<Json>,".to_owned()
                } else {
                    suggest::field(self.keys, key, &ty)
                };
                (found.guess.words(), line)
            }
            About::Value(name) => {
                let data = names::data(self.description, name);
                let line = data.map(|data| {
                    let text = detail.trim_matches('"');
                    let open = matches!(data.shape, DataShape::Enum { open: true, .. });
                    let kept = if open {
                        ""
                    } else {
                        ", or #[data(open)] to keep what isn't listed"
                    };
                    let hidden = !detail.starts_with('"');
                    if hidden {
                        format!("#[data(open)] on {name}")
                    } else {
                        let line = suggest::value(Case::of_values(data), text);
                        format!("in {name}: {line}{kept}")
                    }
                });
                (detail.to_owned(), line.unwrap_or_default())
            }
            About::Order(state) => {
                let machine = detail.split(' ').next().unwrap_or_default();
                let known = self.description.families.iter().find_map(|family| {
                    let same = code(family.direction) == way;
                    same.then(|| find(family, message)).flatten()
                });
                let line = known.map(|of| suggest::order(of, machine, state.as_deref()));
                (detail.to_owned(), line.unwrap_or_default())
            }
            About::OneOf => (
                detail.to_owned(),
                "a variant of its own, or a struct of optional fields".to_owned(),
            ),
        }
    }

    fn unknown_finding(&self, way: u8, name: &str, family: &str, unknown: &Unknown) -> Finding {
        let family = self
            .description
            .families
            .iter()
            .find(|of| of.name == family);
        let tags = family.map_or(Case::Camel, Case::of_tags);
        let kind = family.map_or(FamilyKind::Messages, |family| family.kind);
        let suggestion = match (kind, &unknown.whole) {
            // What it would be called isn't shown.
            _ if name == MASK => String::new(),
            (FamilyKind::Messages | FamilyKind::Requests, whole) => suggest::message(
                tags,
                self.keys,
                name,
                unknown.count,
                &unknown.fields,
                whole.as_ref(),
            ),
            (_, Some(whole)) if unknown.fired => {
                suggest::function(tags, name, &[], &whole.rust(name, 0))
            }
            _ => suggest::function(tags, name, &unknown.arguments, "Json"),
        };
        Finding {
            kind: Kind::UnknownMessage,
            direction: direction(way),
            message: shown(name),
            path: String::new(),
            detail: String::new(),
            count: unknown.count,
            line: Some(unknown.line),
            example: Some(unknown.example.clone()),
            suggestion: shown(&suggestion),
        }
    }

    /// What is declared and never came; fields only of what came.
    fn never_seen(&self, findings: &mut Vec<Finding>) {
        let never = |kind, direction, message: &str, path: &str, suggestion: &str| Finding {
            kind,
            direction,
            message: message.to_owned(),
            path: path.to_owned(),
            detail: String::new(),
            count: 0,
            line: None,
            example: None,
            suggestion: suggestion.to_owned(),
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
                        "",
                    ));
                    continue;
                }
                if message.whole || family.kind == FamilyKind::Subscriptions {
                    continue;
                }
                let shape = Shape::of_fields(self.description, message.fields);
                for key in self.unseen(owner, &shape) {
                    let kind = Kind::FieldNeverSeen;
                    findings.push(never(kind, family.direction, message.tag, key, ""));
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
                    findings.push(never(kind, way, data.name, key, ""));
                }
            }
        }
    }

    fn unseen(&self, owner: Owner<'d>, shape: &Shape<'d>) -> Vec<&'d str> {
        let optional = shape
            .fields
            .iter()
            .filter(|field| field.presence != Presence::Required);
        let own = optional.map(|field| field.key);
        let groups = shape.groups.iter().flat_map(|group| group.variants);
        let groups = groups.map(|variant| variant.key);
        let together = shape.together.iter().flat_map(|shape| shape.fields.iter());
        let together = together.map(|field| field.key);
        own.chain(groups)
            .chain(together)
            .filter(|key| !self.fields.contains(&(owner, *key)))
            .collect()
    }
}
