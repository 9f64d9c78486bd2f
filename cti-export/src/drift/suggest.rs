//! Which line would put the declaration right?

use cti_runtime::describe::{Data, DataShape, Description, Family, From, Message, Move, Type};

use super::guess::Guess;
use crate::text::{camel, pascal, snake};

/// How names on the wire follow from Rust names, as `rename_all` says it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    Camel,
    Snake,
    Pascal,
    Kebab,
    Screaming,
}

impl Case {
    const ALL: [Self; 5] = [
        Self::Camel,
        Self::Snake,
        Self::Pascal,
        Self::Kebab,
        Self::Screaming,
    ];

    fn apply(self, name: &str) -> String {
        match self {
            Self::Camel => camel(name),
            Self::Snake => snake(name),
            Self::Pascal => pascal(name),
            Self::Kebab => snake(name).replace('_', "-"),
            Self::Screaming => snake(name).to_ascii_uppercase(),
        }
    }

    /// The case that most of these names keep to.
    fn of<'d>(names: impl Iterator<Item = (&'d str, &'d str)>) -> Self {
        let names: Vec<_> = names.collect();
        let fit = |case: &Self| {
            let names = names.iter();
            names
                .filter(|(rust, wire)| case.apply(rust) == *wire)
                .count()
        };
        // Of equals the last counts, and most vendors write camel case.
        Self::ALL
            .into_iter()
            .rev()
            .max_by_key(fit)
            .unwrap_or(Self::Camel)
    }

    /// The case of a direction's tags.
    pub(super) fn of_tags(family: &Family) -> Self {
        Self::of(
            family
                .messages
                .iter()
                .map(|message| (message.name, message.tag)),
        )
    }

    /// The case of a protocol's keys.
    pub(super) fn of_keys(description: &Description) -> Self {
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
        Self::of(fields.map(|field| (field.name, field.key)))
    }

    /// The case of an enum's values.
    pub(super) fn of_values(data: &Data) -> Self {
        match data.shape {
            DataShape::Enum { values, .. } => {
                Self::of(values.iter().map(|value| (value.name, value.value)))
            }
            _ => Self::Camel,
        }
    }
}

/// `#[rename("…")] `, where the name on the wire doesn't follow from the Rust name.
fn rename(case: Case, rust: &str, wire: &str) -> String {
    if case.apply(rust) == wire {
        String::new()
    } else {
        format!("#[rename({})] ", crate::json::quoted(wire))
    }
}

/// A field: `queue_name: String,`.
pub(super) fn field(case: Case, key: &str, ty: &str) -> String {
    let mut name = snake(key);
    if name.is_empty() || name.starts_with(|first: char| first.is_ascii_digit()) {
        name.insert_str(0, "field_");
    }
    let raw = [
        "as", "break", "const", "continue", "dyn", "else", "enum", "extern", "false", "fn", "for",
        "if", "impl", "in", "let", "loop", "match", "mod", "move", "mut", "pub", "ref", "return",
        "static", "struct", "trait", "true", "type", "unsafe", "use", "where", "while", "async",
        "await", "abstract", "become", "box", "do", "final", "gen", "macro", "override", "priv",
        "try", "typeof", "unsized", "virtual", "yield",
    ];
    let ident = if raw.contains(&name.as_str()) {
        format!("r#{name}")
    } else if matches!(name.as_str(), "self" | "super" | "crate") {
        format!("{name}_")
    } else {
        name.clone()
    };
    format!("{}{ident}: {ty},", rename(case, &name, key))
}

/// A variant without fields: `OnHold,`.
pub(super) fn value(case: Case, wire: &str) -> String {
    let name = variant_name(wire);
    format!("{}{name},", rename(case, &name, wire))
}

/// A message: `Held { call_id: String },`.
pub(super) fn message(
    tags: Case,
    keys: Case,
    tag: &str,
    count: usize,
    fields: &[(String, Guess)],
    whole: Option<&Guess>,
) -> String {
    let name = variant_name(tag);
    let rename = rename(tags, &name, tag);
    if let Some(whole) = whole {
        return format!("{rename}{name}({}),", whole.rust(tag, count));
    }
    if fields.is_empty() {
        return format!("{rename}{name},");
    }
    let fields: Vec<String> = fields
        .iter()
        .map(|(key, guess)| field(keys, key, &guess.rust(key, count)))
        .collect();
    let fields = fields.join(" ");
    format!("{rename}{name} {{ {} }},", fields.trim_end_matches(','))
}

/// A function, or a subscription if there are no arguments to show.
pub(super) fn function(tags: Case, name: &str, arguments: &[Guess], result: &str) -> String {
    let rust = snake(name);
    let rename = rename(tags, &pascal(&rust), name);
    let arguments: Vec<String> = arguments
        .iter()
        .enumerate()
        .map(|(index, guess)| format!("argument{}: {}", index + 1, guess.rust("", 0)))
        .collect();
    format!("{rename}fn {rust}({}) -> {result};", arguments.join(", "))
}

fn variant_name(wire: &str) -> String {
    let name = pascal(wire);
    if name.starts_with(|first: char| first.is_ascii_alphabetic()) {
        name
    } else {
        format!("Value{name}")
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
        return steps.collect::<Vec<_>>().join(" or ");
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
        None => {
            format!("remove #[only({machine}: …)]: it was sent for a call that isn't known")
        }
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
