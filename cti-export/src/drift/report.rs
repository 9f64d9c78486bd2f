//! From what was found to what is said of it.

use std::collections::BTreeMap;

use cti_runtime::describe::{
    Data, DataShape, Direction, Family, FamilyKind, Field, Message, Presence, Type,
};
use cti_runtime::mask::MASK;

use super::guess::Guess;
use super::look::{About, Found, KEYS, Look, Owner, Unknown, Unlisted, code, direction, find};
use super::suggest::{self, Taken};
use super::{Drift, Finding, Kind};
use crate::shape::{Shape, flattened};

/// What is said of a finding: in words, and where which line goes.
#[derive(Default)]
struct Said {
    detail: String,
    into: String,
    suggestion: String,
}

/// The names that lines already have in the places where they are to be pasted.
#[derive(Default)]
struct Pasted(BTreeMap<String, Taken>);

impl Pasted {
    fn into(&mut self, place: &str, taken: impl FnOnce() -> Taken) -> &mut Taken {
        self.0.entry(place.to_owned()).or_insert_with(taken)
    }
}

impl<'d> Look<'d> {
    pub(super) fn finish(self) -> Drift {
        let mut findings: Vec<Finding> = Vec::new();
        let mut pasted = Pasted::default();
        for ((kind, way, message, path, detail), found) in &self.found {
            let said = self.say(*kind, *way, message, detail, found, &mut pasted);
            findings.push(Finding {
                kind: *kind,
                direction: direction(*way),
                message: message.clone(),
                path: path.clone(),
                detail: said.detail,
                count: found.count,
                line: Some(found.line),
                example: (!found.example.is_empty()).then(|| found.example.clone()),
                into: if said.suggestion.is_empty() {
                    String::new()
                } else {
                    said.into
                },
                suggestion: said.suggestion,
            });
        }
        for ((way, name, family), unknown) in &self.unknown {
            let family = self.named_family(family);
            findings.extend(
                family.map(|family| self.unknown_finding(*way, name, family, unknown, &mut pasted)),
            );
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

    /// The words for a finding, and the line that would put it right.
    fn say(
        &self,
        kind: Kind,
        way: u8,
        message: &str,
        detail: &str,
        found: &Found<'d>,
        pasted: &mut Pasted,
    ) -> Said {
        let differs = |declared: Type| {
            let declared = suggest::rust(declared);
            if kind == Kind::Missing {
                format!("declared as {declared}, not there")
            } else {
                format!("declared as {declared}, came as {}", found.guess.words())
            }
        };
        match &found.about {
            About::Field(owner, field) => Said {
                detail: differs(field.ty),
                into: self.place_of(*owner),
                suggestion: self.retyped(kind, *owner, field, found),
            },
            About::Callback(message, ty) => Said {
                detail: differs(*ty),
                into: self.family_of(way, message),
                suggestion: self.callback(kind, message, *ty, found),
            },
            About::Content(family, message) => self.content(kind, family, message, found),
            About::Type(ty) => Said {
                detail: differs(*ty),
                ..Said::default()
            },
            About::Unlisted(unlisted) => self.unlisted_key(unlisted, found, pasted),
            About::Value(name) => match self.description.data(name) {
                Some(data) => value(data, detail),
                None => Said::default(),
            },
            About::Order(state) => {
                let machine = detail.split(' ').next().unwrap_or_default();
                let known = self.description.families.iter().find_map(|family| {
                    let same = code(family.direction) == way;
                    same.then(|| find(family, message)).flatten()
                });
                Said {
                    detail: detail.to_owned(),
                    into: known.map_or_else(String::new, |of| self.path_of(way, of)),
                    suggestion: known.map_or_else(String::new, |of| {
                        suggest::order(of, machine, state.as_deref())
                    }),
                }
            }
            About::Encoding(family) => Said {
                detail: detail.to_owned(),
                into: "protocol".to_owned(),
                suggestion: suggest::envelope(self.description, family).unwrap_or_default(),
            },
            About::Else => Said {
                detail: detail.to_owned(),
                ..Said::default()
            },
        }
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

    fn family_of(&self, way: u8, message: &Message) -> String {
        let mut families = self.description.families_of(direction(way));
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

    fn path_of(&self, way: u8, message: &Message) -> String {
        format!("{}::{}", self.family_of(way, message), message.name)
    }

    /// A declared field, of the type that all its values have.
    fn retyped(&self, kind: Kind, owner: Owner<'d>, field: &Field, found: &Found<'d>) -> String {
        // Machines tell calls apart by it, and know no call without it.
        let key = self.description.machines.iter().filter_map(|of| of.key);
        if found.guess.unreadable() {
            return String::new();
        }
        if kind == Kind::Missing && key.into_iter().any(|key| key == field.name) {
            return String::new();
        }
        let declared = suggest::rust(field.ty);
        let better = if kind == Kind::Missing || found.guess.only_null() {
            format!("Option<{declared}>")
        } else {
            let came = self.fields.get(&(owner, field.key));
            let better = came.map_or_else(String::new, |came| came.present(field.key));
            let optional =
                field.presence != Presence::Required || came.is_some_and(Guess::has_null);
            match better {
                // Of the same kind but out of its range.
                same if same == declared || same.is_empty() => "Json".to_owned(),
                other if optional => format!("Option<{other}>"),
                other => other,
            }
        };
        self.keys.declared(self.description, field, &better)
    }

    /// A declared function or subscription, of another result or error.
    fn callback(&self, kind: Kind, message: &Message, ty: Type, found: &Found<'d>) -> String {
        let declared = suggest::rust(ty);
        let better = if kind == Kind::Missing || found.guess.only_null() {
            format!("Option<{declared}>")
        } else {
            "Json".to_owned()
        };
        let (mut result, mut error) = (None, None);
        match message.reply {
            Some(cti_runtime::describe::Reply::Callback { error: failure, .. })
                if failure == ty =>
            {
                error = Some(better.as_str());
            }
            _ => result = Some(better.as_str()),
        }
        let signature =
            suggest::signature(self.description, &self.keys, message, result, error.take());
        signature.unwrap_or_default()
    }

    /// Content that isn't what is declared of the message's.
    fn content(&self, kind: Kind, family: &Family, message: &Message, found: &Found<'d>) -> Said {
        let came = found.guess.words();
        let detail = match message.fields.first() {
            None => format!("declared without content, came as {came}"),
            Some(field) if message.whole && kind == Kind::Missing => {
                format!("declared as {}, not there", suggest::rust(field.ty))
            }
            Some(field) if message.whole => {
                format!("declared as {}, came as {came}", suggest::rust(field.ty))
            }
            Some(_) => format!("declared as an object, came as {came}"),
        };
        // Rules and answers may look at the fields that there are.
        let free = message.moves.is_empty()
            && message.only.is_empty()
            && message.reply.is_none()
            && message.outcome.is_none()
            && message.handshake.is_none();
        let beside = message.fields.iter().skip(1).any(|field| field.beside);
        let suggestion = if !free || beside || family.kind != FamilyKind::Messages {
            String::new()
        } else {
            let personal = message
                .fields
                .iter()
                .any(|field| field.is_personal(self.description));
            let personal = if personal { "#[personal] " } else { "" };
            match message.fields.first() {
                Some(field) if kind == Kind::Missing => {
                    let ty = suggest::rust(field.ty);
                    suggest::body(message, &format!("({personal}Option<{ty}>)"))
                }
                _ => suggest::body(message, &format!("({personal}Option<Json>)")),
            }
        };
        Said {
            detail,
            into: family.name.to_owned(),
            suggestion,
        }
    }

    /// A key that isn't listed: another spelling of one that is, or a field.
    fn unlisted_key(
        &self,
        unlisted: &Unlisted<'d>,
        found: &Found<'d>,
        pasted: &mut Pasted,
    ) -> Said {
        let Unlisted {
            key, owner, twin, ..
        } = unlisted;
        let detail = found.guess.words();
        let place = self.place_of(*owner);
        if let Some(twin) = twin {
            return Said {
                detail: format!("{detail}: {} spelt otherwise", twin.key),
                into: format!("{place}::{}", twin.name),
                suggestion: suggest::alias_of(key),
            };
        }
        let said = |into: String, suggestion: String| Said {
            detail,
            into,
            suggestion,
        };
        let (fields, unit) = match *owner {
            Owner::Message(family, tag) => {
                let family = self.named_family(family);
                let message = family.and_then(|family| find(family, tag));
                let (Some(family), Some(message)) = (family, message) else {
                    return said(String::new(), String::new());
                };
                if message.whole || family.kind == FamilyKind::Subscriptions {
                    return said(String::new(), String::new());
                }
                // Arguments have no names that came.
                if key == MASK && family.kind != FamilyKind::Messages {
                    return said(String::new(), String::new());
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
                        return said(String::new(), String::new());
                    }
                    Some(DataShape::Object(fields)) => (fields, None),
                    _ => return said(String::new(), String::new()),
                }
            }
        };
        let first = !pasted.0.contains_key(&place);
        let taken = pasted.into(&place, || suggest::taken_in(fields));
        let Some((family, message)) = unit else {
            let field = self.new_field(unlisted, found, taken);
            return match field {
                Some(field) => said(place, format!("{field},")),
                None => said(String::new(), String::new()),
            };
        };
        if !first {
            return said(String::new(), String::new());
        }
        // A message without fields gets all of them at once, with the first.
        let all = self.fields_for_unit(*owner);
        if all.is_empty() {
            return said(String::new(), String::new());
        }
        said(
            family.name.to_owned(),
            suggest::body(message, &format!(" {{ {} }}", all.join(", "))),
        )
    }

    /// All keys that came with a message which is declared without fields.
    fn fields_for_unit(&self, wanted: Owner<'d>) -> Vec<String> {
        let mut taken = suggest::taken_in([]);
        let fields = self.found.values().filter_map(|found| match &found.about {
            About::Unlisted(unlisted) if unlisted.owner == wanted => {
                self.new_field(unlisted, found, &mut taken)
            }
            _ => None,
        });
        fields.take(KEYS).collect()
    }

    /// A field for a key that isn't listed, or for all keys that aren't shown.
    fn new_field(
        &self,
        unlisted: &Unlisted<'d>,
        found: &Found<'d>,
        taken: &mut Taken,
    ) -> Option<String> {
        let key = &unlisted.key;
        if found.guess.unreadable() {
            // Passed over as long as it isn't declared.
            return None;
        }
        if key == MASK {
            // What stands beside the content has keys of its own.
            let name = (!unlisted.beside).then(|| taken.free("more"))?;
            return Some(format!("#[flatten] {name}: Map<Json>"));
        }
        let ty = found.guess.rust(key, self.came(unlisted.owner));
        let beside = if unlisted.beside { "#[beside] " } else { "" };
        let field = self.keys.field(key, &ty, taken);
        Some(format!("{beside}{field}"))
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

    fn unknown_finding(
        &self,
        way: u8,
        name: &str,
        family: &'d Family,
        unknown: &Unknown<'d>,
        pasted: &mut Pasted,
    ) -> Finding {
        let mut finding = Finding {
            kind: Kind::UnknownMessage,
            direction: direction(way),
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
                if message.whole || family.kind == FamilyKind::Subscriptions {
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
fn of_each(family: &Family, key: &str) -> bool {
    let field = |message: &'static Message| message.fields.iter().find(|field| field.key == key);
    let mut fields = family.messages.iter().map(field);
    let doc = fields.next().flatten().map_or("", |field| field.doc);
    !doc.is_empty() && fields.all(|field| field.is_some_and(|field| field.doc == doc))
}

/// A string that an enum doesn't list.
fn value(data: &Data, detail: &str) -> Said {
    let Some((values, open)) = suggest::values(data) else {
        return Said::default();
    };
    let text = detail
        .strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'));
    let Some(text) = text else {
        // What is hidden can't be listed, and may be kept.
        return Said {
            detail: detail.to_owned(),
            into: data.name.to_owned(),
            suggestion: (if open { "" } else { "#[data(open)]" }).to_owned(),
        };
    };
    let kept = if open {
        ""
    } else {
        "; #[data(open)] would keep what isn't listed"
    };
    let detail = format!("{detail}{kept}");
    let twin = values
        .iter()
        .find(|value| !value.prefix && suggest::is_twin(value.value, text));
    match twin {
        Some(twin) => Said {
            detail: format!("{detail}: {} spelt otherwise", twin.value),
            into: format!("{}::{}", data.name, twin.name),
            suggestion: suggest::alias_of(text),
        },
        None => Said {
            detail,
            into: data.name.to_owned(),
            suggestion: suggest::value(values, open, text),
        },
    }
}
