//! Only what a declaration lacks.

use cti_case::Case;
use cti_export::drift::{Comparison, Kind as Found, Line, What};
use cti_origin::Pattern;
use cti_runtime::describe::{self, Description, Direction, Transport};

use super::heard::Heard;
use super::model::{self, Body, Kind, Message, Module};
use super::naming::{self, Taken};
use super::print;
use super::sides::Sides;
use super::text::comment;
use super::value::Value;

/// The origins in a recording that a declaration admits.
pub(super) fn origins(heard: &Heard, description: &Description) -> Vec<String> {
    let Transport::Window { origins, .. } = description.transport else {
        return Vec::new();
    };
    let patterns: Vec<Pattern<'_>> = origins
        .iter()
        .filter_map(|of| Pattern::parse(of).ok())
        .collect();
    let voices = heard.voices.iter().map(|voice| &voice.origin);
    let mut admitted: Vec<String> = voices
        .filter(|origin| patterns.iter().any(|pattern| pattern.admits(origin)))
        .cloned()
        .collect();
    admitted.sort_unstable();
    admitted.dedup();
    admitted
}

/// Names that are taken in the declaration.
pub(super) fn taken(description: &Description, taken: &mut Taken) {
    let types = description.types.iter().map(|data| data.name);
    let machines = description.machines.iter().map(|machine| machine.name);
    let families = description.families.iter().map(|family| family.name);
    for name in types.chain(machines).chain(families) {
        if !taken.has(name) {
            taken.free(name);
        }
    }
}

/// Leaves the messages that a declaration doesn't know, named as it names its own.
pub(super) fn keep_new(module: &mut Module, description: &Description) {
    for family in &mut module.families {
        let declared = family_of(description, family.direction, &family.kind, &family.tag);
        let known = |message: &Message| {
            let mut families = description.families_of(family.direction);
            families.any(|of| {
                of.messages.iter().any(|known| {
                    known.tag == message.tag || known.aliases.contains(&message.tag.as_str())
                })
            })
        };
        family.messages.retain(|message| !known(message));
        let Some(declared) = declared else {
            continue;
        };
        declared.name.clone_into(&mut family.name);
        let mut names = Taken::messages();
        declared
            .messages
            .iter()
            .for_each(|message| drop(names.free(message.name)));
        let (prefix, case) = way(declared);
        let keys = key_case(description);
        for message in &mut family.messages {
            rename(message, &prefix, case, keys, &mut names, &family.kind);
        }
    }
    let new = std::mem::take(&mut module.families);
    module.families = new
        .into_iter()
        .filter(|family| !family.messages.is_empty())
        .collect();
    let types = std::mem::take(&mut module.types);
    module.types = model::used(types, &module.families);
    for data in &mut module.types {
        data.case = data
            .case
            .or(Some(module.rename_all.keys))
            .filter(|case| *case != name_of(key_case(description)));
    }
}

/// The declared family that takes messages of this kind.
fn family_of(
    description: &Description,
    direction: Direction,
    kind: &Kind,
    tag: &str,
) -> Option<&'static describe::Family> {
    let wanted = match kind {
        Kind::Messages => describe::FamilyKind::Messages,
        Kind::Requests(_) => describe::FamilyKind::Requests,
        Kind::Methods => describe::FamilyKind::Methods,
        Kind::Subscriptions => describe::FamilyKind::Subscriptions,
    };
    let fits = |family: &&describe::Family| family.kind == wanted && family.envelope.tag == tag;
    let library = !wanted.is_posted();
    let mut families = description.families_of(direction);
    families.find(|family| fits(family) || (library && family.kind == wanted))
}

/// The prefix and the case by which most tags of a family follow from its names.
fn way(family: &describe::Family) -> (String, Case) {
    let mut ways: Vec<((String, Case), usize)> = Vec::new();
    for (_, case) in Case::NAMES {
        for message in family.messages {
            let wire = case.variant(message.name);
            if let Some(prefix) = message.tag.strip_suffix(&*wire) {
                let way = (prefix.to_owned(), case);
                match ways.iter_mut().find(|(known, _)| *known == way) {
                    Some((_, count)) => *count += 1,
                    None => ways.push((way, 1)),
                }
            }
        }
    }
    let best = ways.into_iter().rev().max_by_key(|(_, count)| *count);
    best.map_or((String::new(), Case::Camel), |(way, _)| way)
}

/// The case by which most keys of a declaration follow from the names of its fields.
fn key_case(description: &Description) -> Case {
    let messages = description
        .families
        .iter()
        .flat_map(|family| family.messages);
    let fields = messages
        .flat_map(|message| message.fields)
        .filter(|field| !field.flatten);
    let fields: Vec<&describe::Field> = fields.collect();
    let follow = |case: Case| {
        fields
            .iter()
            .filter(|field| case.field(field.name) == field.key)
            .count()
    };
    let cases = Case::NAMES.iter().rev().map(|(_, case)| *case);
    cases
        .max_by_key(|case| follow(*case))
        .unwrap_or(Case::Camel)
}

fn name_of(case: Case) -> &'static str {
    let mut names = Case::NAMES.iter();
    names
        .find(|(_, known)| *known == case)
        .map_or(super::model::CAMEL, |(name, _)| name)
}

fn rename(
    message: &mut Message,
    prefix: &str,
    case: Case,
    keys: Case,
    names: &mut Taken,
    kind: &Kind,
) {
    let bare = message.tag.strip_prefix(prefix).unwrap_or(&message.tag);
    if matches!(kind, Kind::Messages) {
        message.rust = names.free(&naming::pascal(bare));
        let follows = format!("{prefix}{}", case.variant(&message.rust)) == message.tag;
        message.rename = (!follows).then(|| message.tag.clone());
    }
    if let Body::Fields(fields) = &mut message.body {
        for field in fields {
            let follows = field.flatten || keys.field(&field.rust) == field.key;
            field.rename = (!follows).then(|| field.key.clone());
        }
    }
}

/// The lines to paste, each under a comment that says where.
pub(super) fn print(module: &Module, sides: &Sides, description: &Description) -> String {
    let name = description.name;
    let mut out = String::new();
    let mut blocks: Vec<String> = Vec::new();
    for family in &module.families {
        let mut block = comment("", "//", &format!("Into `{}`:", family.name));
        block.push_str(&print::messages(family));
        blocks.push(block);
    }
    blocks.extend(module.types.iter().map(print::data));
    blocks.extend(fields(sides, description));
    if blocks.is_empty() {
        return comment("", "//", &format!("`{name}` has all that was recorded."));
    }
    out.push_str(&comment(
        "",
        "//",
        &format!("What `{name}` lacks of what was recorded, to be pasted."),
    ));
    for block in blocks {
        out.push('\n');
        out.push_str(&block);
    }
    out
}

/// Fields and values that declared messages lack, with the line that adds each.
fn fields(sides: &Sides, description: &Description) -> Vec<String> {
    let mut comparison = Comparison::new(description);
    for (direction, said) in [
        (Direction::FromVendor, &sides.vendor),
        (Direction::ToVendor, &sides.page),
    ] {
        for said in said {
            if let super::heard::What::Object(members) = &said.what {
                let json = json(&Value::Object(members.clone())).to_string();
                let what = if said.text {
                    What::Text(&json)
                } else {
                    What::Object(&json)
                };
                comparison.line(&Line {
                    number: said.order,
                    direction,
                    what,
                });
            }
        }
    }
    let found = comparison.finish().findings.into_iter();
    let found = found.filter(|of| {
        !matches!(of.kind, Found::UnknownMessage)
            && !of.kind.is_absence()
            && !of.suggestion.is_empty()
    });
    let blocks = found.map(|of| {
        let mut block = comment(
            "",
            "//",
            &format!(
                "Into `{}`, {} seen:",
                of.into,
                super::text::times(of.count, "time")
            ),
        );
        for line in of.suggestion.lines() {
            block.push_str("        ");
            block.push_str(line);
            block.push('\n');
        }
        block
    });
    blocks.collect()
}

fn json(value: &Value) -> serde_json::Value {
    match value {
        Value::Null => serde_json::Value::Null,
        Value::Bool(of) => (*of).into(),
        Value::Number(number) => number.clone().into(),
        Value::Text(text) => text.clone().into(),
        Value::List(items) => items.iter().map(json).collect(),
        Value::Object(members) => members
            .iter()
            .map(|(key, of)| (key.clone(), json(of)))
            .collect(),
    }
}
