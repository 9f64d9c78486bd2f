//! What a recorder in a browser has to know of a declaration: how messages are told apart, their schemas,
//! and the fields by which calls are told apart.

use cti_runtime::describe::{
    AnswerBy, Convention, DataShape, Description, Direction, Encoding, Family, FamilyKind, Field,
    Frame, Message, Requests, Transport, Type, keys_of,
};

use crate::json::Json;
use crate::names::Names;
use crate::schema::{Dialect, Writer};
use crate::shape::names_of;

/// What is left out of schemas: it is for people.
const FOR_PEOPLE: [&str; 5] = [
    "description",
    "title",
    "examples",
    "default",
    "contentMediaType",
];

/// Writes what a recorder in a browser has to know of a protocol, as one line of JSON: origins, envelopes and
/// tags, the [JSON Schema](crate::json_schema) of each message, in which what is personal or secret is
/// marked, and where the ids are by which calls are told apart. It has no `<`, so it can stand in a script of
/// a page.
///
/// ```
/// use cti_runtime::Protocol;
/// use cti_vendors::cloudtalk::Cloudtalk;
///
/// let table = cti_export::recorder_table(Cloudtalk::description());
/// assert!(table.contains(r#""origins": ["https://phone.cloudtalk.io"]"#));
/// assert!(table.contains(r#""ids": [["properties", "call_uuid"]]"#));
/// ```
pub fn recorder_table(description: &Description) -> String {
    let names = Names::new(description);
    let writer = Writer {
        names: &names,
        dialect: Dialect::Schema,
    };
    let mut schemas = Json::object();
    for family in description.families {
        for message in family.messages {
            for (name, schema) in writer.message(family, message) {
                schemas.put(&name, for_programs(schema));
            }
        }
    }
    for (name, schema) in writer.types() {
        schemas.put(&name, for_programs(schema));
    }
    let families = description.families.iter();
    let families: Vec<Json> = families
        .filter(|family| !family.messages.is_empty())
        .map(|family| family_row(description, &names, family))
        .collect();
    let table = transport(description, Json::object().with("name", description.name))
        .with("families", families)
        .with("schemas", schemas);
    table.line().replace('<', "\\u003c")
}

/// How the two sides reach each other.
fn transport(description: &Description, table: Json) -> Json {
    match description.transport {
        Transport::Window { origins, frame } => table
            .with("origins", origins.iter().copied().collect::<Json>())
            .with("inside", matches!(frame, Some(Frame::Inside))),
        Transport::Library { library } => {
            let paths = |kind: FamilyKind| {
                let families = description.families.iter();
                let families = families.filter(move |family| family.kind == kind);
                families.flat_map(|family| family.messages.iter().map(|message| message.tag))
            };
            let functions = paths(FamilyKind::Methods).chain(paths(FamilyKind::Subscriptions));
            let mut objects: Vec<&str> = functions
                .map(|path| path.rsplit_once('.').map_or("", |(object, _)| object))
                .collect();
            objects.sort_unstable();
            objects.dedup();
            let subscriptions = paths(FamilyKind::Subscriptions);
            table
                .with("library", library)
                .with("objects", objects.into_iter().collect::<Json>())
                .with("subscriptions", subscriptions.collect::<Json>())
        }
    }
}

/// A family of messages: how they are recognised, and which schema each has.
fn family_row(description: &Description, names: &Names<'_>, family: &Family) -> Json {
    let messages = family.messages.iter();
    let messages: Vec<Json> = messages
        .map(|message| message_row(description, family.kind, names.message(message), message))
        .collect();
    let side = match family.direction {
        Direction::FromVendor => "vendor",
        Direction::ToVendor => "app",
    };
    let kind = match family.kind {
        FamilyKind::Messages => "messages",
        FamilyKind::Requests => "requests",
        FamilyKind::Methods => "methods",
        FamilyKind::Subscriptions => "subscriptions",
    };
    let row = Json::object().with("side", side).with("kind", kind);
    let row = if family.kind.is_posted() {
        let envelope = &family.envelope;
        let encoding = match envelope.encoding {
            Encoding::Object => "object",
            Encoding::Text => "text",
            Encoding::ObjectOrText | Encoding::TextOrObject => "both",
            Encoding::Codec(_) if envelope.encoding.is_bare() => "bare",
            Encoding::Codec(codec) if codec.is_of_objects() => "object codec",
            Encoding::Codec(_) => "codec",
        };
        let beside = envelope
            .encoding
            .codec()
            .and_then(|codec| codec.posts_beside());
        let beside = beside.map(
            |json| match (json.reads_objects(), json.reads_json_text()) {
                (true, true) => "both",
                (true, false) => "object",
                _ => "text",
            },
        );
        row.with("encoding", encoding)
            .with_some("beside", beside)
            .with("tag", path(envelope.tag))
            .with("constants", constants(envelope.constants))
    } else {
        row
    };
    row.with_some("answer", family.requests.as_ref().and_then(answer))
        .with("messages", messages)
}

/// How requests of a family find their answers, if those can be recorded: what goes over a port isn't.
fn answer(requests: &Requests) -> Option<Json> {
    let (asked, answered) = requests.id.zip(requests.answer.id)?;
    let row = Json::object()
        .with("request", path(asked))
        .with("id", path(answered))
        .with("constants", constants(requests.answer.constants));
    Some(row)
}

fn message_row(
    description: &Description,
    kind: FamilyKind,
    definition: &str,
    message: &Message,
) -> Json {
    let tags = names_of(message.tag, message.aliases).collect::<Json>();
    let root = match message.content {
        Some(content) => keys_of(content),
        None => Vec::new(),
    };
    let mut ids = Vec::new();
    for machine in description.machines {
        let moved = message.moves.iter().any(|of| of.machine == machine.name)
            || message.only.iter().any(|of| of.machine == machine.name);
        if let (true, Some(key)) = (moved, machine.key) {
            let names: Vec<&str> = key.split('.').collect();
            let mut fields = message.fields;
            if message.whole
                && let Some((content, beside)) = fields.split_first()
            {
                let inside = inner(description, content.ty);
                find(description, inside, &names, &root, &mut ids);
                fields = beside;
            }
            find(description, fields, &names, &root, &mut ids);
        }
    }
    ids.sort();
    ids.dedup();
    let ids: Vec<Json> = ids
        .iter()
        .map(|keys| keys.iter().map(String::as_str).collect::<Json>())
        .collect();
    let remainder = message.fields.iter().find(|field| field.remainder);
    let hidden = remainder.map(|field| {
        let keyed = description.machines.iter();
        let mut keyed = keyed.filter_map(|machine| machine.key);
        field.is_personal(description) || keyed.any(|key| key == field.name)
    });
    let posted = kind.is_posted();
    let row = Json::object()
        .with("tags", tags)
        .with("schema", definition)
        .with_some("answer", (!posted).then(|| called(&message.convention)));
    row.with_some("by", message.convention.by)
        .with_some("names", message.convention.names)
        .with_some("prefix", message.prefix.then_some(true))
        .with_some("hidden", hidden.filter(|hidden| *hidden))
        .with_some("ids", (!ids.is_empty()).then_some(ids))
}

/// How a function of a library is called and answers.
fn called(convention: &Convention) -> Json {
    let (by, keys) = match convention.answer {
        AnswerBy::Callback(key) => ("callback", key.map(|key| vec![key])),
        AnswerBy::Callbacks(keys) => ("callbacks", keys.map(|keys| keys.to_vec())),
        AnswerBy::Promise => ("promise", None),
        AnswerBy::Nothing => ("nothing", None),
    };
    Json::object()
        .with("by", by)
        .with_some("keys", keys.map(Json::from_iter))
        .with("object", convention.object)
}

/// The paths on the wire of a field that is named as in Rust, one for each name that is read.
fn find(
    description: &Description,
    fields: &[Field],
    names: &[&str],
    around: &[String],
    found: &mut Vec<Vec<String>>,
) {
    let Some((name, rest)) = names.split_first() else {
        return;
    };
    for field in fields.iter().filter(|field| !field.remainder) {
        let inside = inner(description, field.ty);
        if field.flatten {
            let rest = if field.name == *name { rest } else { names };
            find(description, inside, rest, around, found);
        } else if field.name == *name {
            for key in names_of(field.key, field.aliases) {
                let path = if field.beside {
                    keys_of(key)
                } else {
                    [around, &[key.to_owned()]].concat()
                };
                if rest.is_empty() {
                    found.push(path);
                } else {
                    find(description, inside, rest, &path, found);
                }
            }
        }
    }
}

/// The fields of a declared type.
fn inner(description: &Description, ty: Type) -> &'static [Field] {
    match ty {
        Type::Option(of) => inner(description, *of),
        Type::Named(name) => match description.data(name).map(|data| data.shape) {
            Some(DataShape::Object(fields)) => fields,
            Some(DataShape::Newtype(of)) => inner(description, of),
            _ => &[],
        },
        _ => &[],
    }
}

fn path(path: &str) -> Json {
    keys_of(path).iter().map(String::as_str).collect()
}

fn constants(constants: &[cti_runtime::describe::Constant]) -> Vec<Json> {
    let rows = constants.iter().map(|constant| {
        let value = Json::of_text(&constant.value.to_string());
        Json::object()
            .with("path", path(constant.key))
            .with("value", value)
    });
    rows.collect()
}

/// A schema without what is for people.
fn for_programs(schema: Json) -> Json {
    // What stands under these are keys of the protocol, or values, and not words of a schema.
    match schema {
        Json::Object(entries) => {
            let kept = entries
                .into_iter()
                .filter(|(key, _)| !FOR_PEOPLE.contains(&&**key));
            Json::Object(
                kept.map(|(key, value)| {
                    let value = match (&*key, value) {
                        ("const" | "enum", value) => value,
                        ("properties", Json::Object(members)) => {
                            let members = members.into_iter();
                            let members = members.map(|(key, of)| (key, for_programs(of)));
                            Json::Object(members.collect())
                        }
                        (_, value) => for_programs(value),
                    };
                    (key, value)
                })
                .collect(),
            )
        }
        Json::List(items) => Json::List(items.into_iter().map(for_programs).collect()),
        Json::Literal(_) | Json::Text(_) => schema,
    }
}
