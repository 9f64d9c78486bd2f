//! Which line would put the declaration right?
//!
//! Every line is a whole one: pasted where the finding says, it compiles, and takes what came.

use std::collections::BTreeSet;

use cti_runtime::describe::{
    Constant, Data, DataShape, Description, Encoding, Family, FamilyKind, Field, From, Message,
    Move, Presence, Reply, Scalar, Type, Value,
};

use cti_case::Case;

use super::guess::Guess;
use crate::shape::names_of;
use crate::text::{pascal, snake};

/// The ways in which wire names could follow from Rust names: a prefix, and a case. The declaration
/// has one of them, and those that fit its names best can't be told apart.
pub(super) struct Ways(Vec<(String, Case)>);

impl Ways {
    fn of<'d>(
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
            return Self(vec![(String::new(), Case::Camel)]);
        };
        let best = ways.into_iter().filter(|(_, count)| *count == most);
        Self(best.map(|(way, _)| way).collect())
    }

    /// The wire name without the prefix, if there is one that it begins with.
    fn bare<'w>(&self, wire: &'w str) -> &'w str {
        let prefixes = self.0.iter().map(|(prefix, _)| prefix.as_str());
        let rests = prefixes.filter_map(|prefix| wire.strip_prefix(prefix));
        rests.min_by_key(|rest| rest.len()).unwrap_or(wire)
    }

    /// `#[rename("…")] `, unless the wire name follows from the Rust name whichever way it is.
    fn rename(&self, rust: &str, wire: &str, of: impl Fn(Case, &str) -> String) -> String {
        let follows = |(prefix, case): &(String, Case)| {
            wire.strip_prefix(prefix.as_str()) == Some(&*of(*case, rust))
        };
        if self.0.iter().all(follows) {
            String::new()
        } else {
            format!("#[rename({wire:?})] ")
        }
    }
}

/// How keys follow from the names of fields.
pub(super) struct KeyNames(Ways);

impl KeyNames {
    pub(super) fn of(description: &Description) -> Self {
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
    pub(super) fn field(&self, key: &str, ty: &str, taken: &mut Taken) -> String {
        let mut name = snake(key);
        if name.is_empty() || name.starts_with(|first: char| first.is_ascii_digit()) {
            name.insert_str(0, "field_");
        }
        let name = taken.free(name.trim_end_matches('_'));
        let rename = self.0.rename(&name, key, Case::field);
        format!("{rename}{}: {ty}", ident(&name))
    }

    /// A declared field, of another type. What else the declaration says of it stays.
    pub(super) fn declared(&self, description: &Description, field: &Field, ty: &str) -> String {
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

/// Rust names that are taken where a line is pasted.
#[derive(Default)]
pub(super) struct Taken(BTreeSet<String>);

impl Taken {
    pub(super) fn of<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        Self(names.into_iter().map(normal).collect())
    }

    /// The name, or one like it that isn't taken. Names that differ in case alone make methods of
    /// one name.
    pub(super) fn free(&mut self, name: &str) -> String {
        let mut free = name.to_owned();
        let mut number = 2;
        while !self.0.insert(normal(&free)) {
            free = format!("{name}{number}");
            number += 1;
        }
        free
    }
}

/// A name's letters and digits, in small letters.
fn normal(name: &str) -> String {
    name.chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether two names on the wire are spellings of one.
pub(super) fn is_twin(declared: &str, other: &str) -> bool {
    let name = normal(declared);
    !name.is_empty() && name == normal(other)
}

/// The message of which a tag is another spelling, with or without the family's prefix.
pub(super) fn twin<'d>(family: &'d Family, tag: &str) -> Option<&'d Message> {
    let ways = Ways::of_tags(family);
    let mut messages = family.messages.iter();
    messages.find(|message| {
        let mut names = names_of(message.tag, message.aliases);
        names.any(|known| is_twin(known, tag) || is_twin(ways.bare(known), ways.bare(tag)))
    })
}

/// `#[alias("…")]`
pub(super) fn alias_of(wire: &str) -> String {
    format!("#[alias({wire:?})]")
}

/// A Rust name as an identifier.
fn ident(name: &str) -> String {
    const WORDS: [&str; 48] = [
        "as", "break", "const", "continue", "dyn", "else", "enum", "extern", "false", "fn", "for",
        "if", "impl", "in", "let", "loop", "match", "mod", "move", "mut", "pub", "ref", "return",
        "static", "struct", "trait", "true", "type", "unsafe", "use", "where", "while", "async",
        "await", "abstract", "become", "box", "do", "final", "gen", "macro", "override", "priv",
        "try", "typeof", "unsized", "virtual", "yield",
    ];
    if WORDS.contains(&name) {
        format!("r#{name}")
    } else {
        name.to_owned()
    }
}

impl Ways {
    fn of_tags(family: &Family) -> Self {
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

/// Names that messages of a family can't have.
pub(super) fn taken_by(description: &Description, family: &Family) -> Taken {
    let names = family.messages.iter().map(|message| message.name);
    let reserved = ["Unknown", "Settled", "Self", "Super", "Crate", "New"];
    let types = description.types.iter().map(|data| data.name);
    let machines = description.machines.iter().map(|machine| machine.name);
    Taken::of(names.chain(reserved).chain(types).chain(machines))
}

/// Names that a message's fields, or a type's, can't have.
pub(super) fn taken_in<'f>(fields: impl IntoIterator<Item = &'f Field>) -> Taken {
    let names = fields.into_iter().map(|field| field.name);
    Taken::of(names.chain(["new", "self", "super", "crate"]))
}

/// A value of an enum: `OnHold,`.
pub(super) fn value(values: &[Value], open: bool, wire: &str) -> String {
    let names = values.iter().filter(|value| !value.prefix);
    let names = names.map(|value| (value.name, value.value));
    let ways = Ways::of(names, Case::variant, false);
    let other = open.then_some("Other");
    let taken = values.iter().map(|value| value.name);
    let mut taken = Taken::of(taken.chain(["Self", "New"]).chain(other));
    let name = taken.free(&variant_name(ways.bare(wire)));
    format!("{}{name},", ways.rename(&name, wire, Case::variant))
}

/// A message: `Held { call_id: String },`, or a request: `fn hold(call_id: String) -> Json;`.
pub(super) fn message(
    family: &Family,
    taken: &mut Taken,
    tag: &str,
    fields: &[String],
    whole: Option<&str>,
) -> String {
    let ways = Ways::of_tags(family);
    if family.kind == FamilyKind::Requests {
        let arguments = whole.map(|ty| format!("content: {ty}"));
        let arguments = arguments.unwrap_or_else(|| fields.join(", "));
        let fails = family.requests.is_some_and(|of| of.answer.may_fail());
        let result = if fails { "Result<Json, Json>" } else { "Json" };
        return function(family, taken, tag, &arguments, result);
    }
    let name = taken.free(&variant_name(ways.bare(tag)));
    let rename = ways.rename(&name, tag, Case::variant);
    match whole {
        Some(ty) => format!("{rename}{name}({ty}),"),
        None if fields.is_empty() => format!("{rename}{name},"),
        None => format!("{rename}{name} {{ {} }},", fields.join(", ")),
    }
}

/// A declared message with this body; what stands above it stays.
pub(super) fn body(message: &Message, body: &str) -> String {
    format!("{}{body},", message.name)
}

/// A function's object, as a path from the library's root, and its name.
fn path<'w>(family: &Family, wire: &'w str) -> (Option<&'w str>, &'w str) {
    match wire.rsplit_once('.') {
        Some((object, name)) if !family.kind.is_posted() => (Some(object), name),
        _ => (None, wire),
    }
}

/// A function of a library, with the object that has it. Empty if there is no way to say where it is.
pub(super) fn library_function(
    family: &Family,
    taken: &mut Taken,
    wire: &str,
    arguments: &str,
    result: &str,
) -> String {
    let (object, name) = path(family, wire);
    let is_name = |step: &str| {
        let word = |letter: char| letter.is_ascii_alphanumeric() || "_$".contains(letter);
        !step.starts_with(|first: char| first.is_ascii_digit())
            && !step.is_empty()
            && step.chars().all(word)
    };
    let object = match object {
        Some(object) if object.split('.').all(is_name) => format!("#[object({object:?})] "),
        // The family may be of an object, which its functions can't leave for the root.
        None if family
            .messages
            .iter()
            .any(|of| path(family, of.tag).0.is_none()) =>
        {
            String::new()
        }
        _ => return String::new(),
    };
    object + &function(family, taken, name, arguments, result)
}

/// A function, or a subscription if there are no arguments to show.
pub(super) fn function(
    family: &Family,
    taken: &mut Taken,
    wire: &str,
    arguments: &str,
    result: &str,
) -> String {
    let ways = Ways::of_tags(family);
    let mut name = snake(ways.bare(wire));
    if name.is_empty() || name.starts_with(|first: char| first.is_ascii_digit()) {
        name.insert_str(0, "function_");
    }
    let name = taken.free(&name);
    let rename = ways.rename(&name, wire, Case::field);
    format!("{rename}fn {}({arguments}) -> {result};", ident(&name))
}

/// A declared function, with another result or error.
pub(super) fn signature(
    description: &Description,
    keys: &KeyNames,
    message: &Message,
    result: Option<&str>,
    error: Option<&str>,
) -> Option<String> {
    let arguments: Vec<String> = message
        .fields
        .iter()
        .map(|field| {
            let declared = keys.declared(description, field, &rust(field.ty));
            declared.trim_end_matches(',').to_owned()
        })
        .collect();
    let (declared, failure) = match message.reply {
        Some(Reply::Callback { result, error }) => (rust(result), rust(error)),
        _ => return None,
    };
    let result = result.map_or(declared, str::to_owned);
    // An error that most functions have is the family's, and isn't written.
    let usual = description.families.iter().any(|family| {
        family.kind == FamilyKind::Methods
            && usual_errors(family, &failure) * 2 > family.messages.len()
    });
    let outcome = match error {
        Some(error) => format!("Result<{result}, {error}>"),
        None if usual => result,
        None => format!("Result<{result}, {failure}>"),
    };
    let name = ident(&snake(message.name));
    Some(format!("fn {name}({}) -> {outcome};", arguments.join(", ")))
}

/// How many functions of a family have this error.
fn usual_errors(family: &Family, error: &str) -> usize {
    let messages = family.messages.iter();
    let same = messages.filter(|message| {
        matches!(message.reply, Some(Reply::Callback { error: of, .. }) if rust(of) == error)
    });
    same.count()
}

/// The envelope that reads both encodings.
pub(super) fn envelope(description: &Description, family: &Family) -> Option<String> {
    let envelope = &family.envelope;
    let encoding = match envelope.encoding {
        Encoding::Object => "object | text",
        Encoding::Text => "text | object",
        // A codec's strings are all that its envelope has.
        _ => return None,
    };
    // The keys that most families have are the protocol's, and the constants that all have.
    let families = description.families.iter();
    let posted: Vec<&Family> = families.filter(|family| family.kind.is_posted()).collect();
    let same = |family: &&&Family| {
        let like = posted.iter().filter(|other| {
            (other.envelope.tag, other.envelope.content)
                == (family.envelope.tag, family.envelope.content)
        });
        like.count()
    };
    // Of equals the first.
    let usual = posted.iter().rev().max_by_key(same)?.envelope;
    let mut parts = vec![encoding.to_owned(), format!("tag = {:?}", usual.tag)];
    parts.extend(usual.content.map(|key| format!("content = {key:?}")));
    let constants = |of: &Family| of.envelope.constants;
    let reports = |of: &Family| of.envelope.reports;
    for (name, of) in [
        ("constants", everywhere(&posted, constants)),
        ("reports", everywhere(&posted, reports)),
    ] {
        if !of.is_empty() {
            parts.push(format!("{name}({})", of.join(", ")));
        }
    }
    Some(format!("envelope({}),", parts.join(", ")))
}

/// The entries that all families have, as they are declared.
fn everywhere(families: &[&Family], of: impl Fn(&Family) -> &'static [Constant]) -> Vec<String> {
    let first = families.first().map_or(&[][..], |family| of(family));
    let common = first
        .iter()
        .filter(|constant| families.iter().all(|family| of(family).contains(constant)));
    common
        .map(|constant| format!("{} = {}", constant.key, scalar(constant.value)))
        .collect()
}

fn scalar(value: Scalar) -> String {
    match value {
        Scalar::Text(text) => format!("{text:?}"),
        other => other.to_string(),
    }
}

/// The type of content that was now this and now that, and an object now and then.
pub(super) fn whole(guess: &Guess, count: usize, objects: usize) -> String {
    if objects > 0 {
        "Json".to_owned()
    } else {
        guess.rust("", count)
    }
}

fn variant_name(wire: &str) -> String {
    // A name of one word may be in capitals: `HOLD` is `Hold`.
    let shouts = wire.chars().any(|letter| letter.is_ascii_uppercase())
        && !wire.chars().any(|letter| letter.is_ascii_lowercase());
    let name = if shouts {
        pascal(&wire.to_ascii_lowercase())
    } else {
        pascal(wire)
    };
    if name.starts_with(|first: char| first.is_ascii_alphabetic()) {
        name
    } else {
        format!("Value{name}")
    }
}

/// The Rust name of a data type's enum of values, if it has such.
pub(super) fn values(data: &Data) -> Option<(&'static [Value], bool)> {
    match data.shape {
        DataShape::Enum { values, open } => Some((values, open)),
        _ => None,
    }
}

/// A declared type, as Rust writes it.
pub(super) fn rust(ty: Type) -> String {
    match ty {
        Type::Bool => "bool".to_owned(),
        Type::Integer { bits, signed } => format!("{}{bits}", if signed { 'i' } else { 'u' }),
        Type::Float { bits } => format!("f{bits}"),
        Type::String => "String".to_owned(),
        Type::PhoneNumber => "PhoneNumber".to_owned(),
        Type::Id => "Id".to_owned(),
        Type::DateTime => "DateTime".to_owned(),
        Type::EpochMillis => "EpochMillis".to_owned(),
        Type::EpochSeconds => "EpochSeconds".to_owned(),
        Type::Url => "Url".to_owned(),
        Type::Uuid => "Uuid".to_owned(),
        Type::Option(of) => format!("Option<{}>", rust(*of)),
        Type::List(of) => format!("Vec<{}>", rust(*of)),
        Type::OneOrMany(of) => format!("OneOrMany<{}>", rust(*of)),
        Type::Text(of) => format!("Text<{}>", rust(*of)),
        Type::Map(of) => format!("Map<{}>", rust(*of)),
        Type::Secret(of) => format!("Secret<{}>", rust(*of)),
        Type::Query(of) => format!("Query<{}>", rust(*of)),
        Type::Named(name) => name.to_owned(),
        Type::Nothing => "()".to_owned(),
        _ => "Json".to_owned(),
    }
}

/// The rule that would have let a message come in this state.
pub(super) fn order(message: &Message, machine: &str, state: Option<&str>) -> String {
    let steps = message.moves.iter();
    let mut steps: Vec<&Move> = steps.filter(|step| step.machine == machine).collect();
    if steps.iter().any(|step| step.condition.is_some()) {
        // Which value it had isn't known, but with some it would have been in turn.
        steps.retain(|step| !begins(step.from, state));
    } else {
        steps.drain(..steps.len().saturating_sub(1));
    }
    if !steps.is_empty() {
        let steps = steps.into_iter().map(|step| wider(step, state));
        return steps.collect::<Vec<_>>().join("\n");
    }
    match state {
        Some(state) => {
            let only = message.only.iter().find(|only| only.machine == machine);
            let states = only.map_or(&[][..], |only| only.states);
            format!(
                "#[only({machine}: {})]",
                [states, &[state]].concat().join(" | ")
            )
        }
        // A message before its call is known: without the rule it is in turn, and no line says so.
        None => String::new(),
    }
}

fn begins(from: From, state: Option<&str>) -> bool {
    match (from, state) {
        (From::Any, _) | (From::New, None) => true,
        (From::States(states), Some(state)) => states.contains(&state),
        _ => false,
    }
}

/// A transition that begins in this state too.
fn wider(step: &Move, state: Option<&str>) -> String {
    let from = match (step.from, state) {
        (From::States(states), Some(state)) => [states, &[state]].concat().join(" | "),
        (_, state) => state.unwrap_or("new").to_owned(),
    };
    let condition = step.condition.map_or_else(String::new, |of| {
        format!(", if {} = {}", of.field, of.value)
    });
    format!(
        "#[moves({}: {from} => {}{condition})]",
        step.machine, step.to
    )
}
