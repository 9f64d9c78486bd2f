//! A declaration as JSON.

use std::io::{self, Write};

use cti_export::words;
use cti_runtime::describe::{
    Codec, Constant, Data, DataShape, Decides, Deprecated, Description, Encoding, Family,
    FamilyKind, Field, Frame, From, Machine, Message, Outcome, Posted, Presence, Reply, Requests,
    Sample, Scalar, Stamp, TagKind, Transport, Type, Value as EnumValue, Variant,
};
use serde_json::{Value, json};

/// Writes a declaration as one JSON object.
///
/// ```
/// let protocols = cti::Protocols::shipped();
/// let mut out = Vec::new();
/// cti::describe::json(&mut out, protocols.find("leaddesk-talk")?.description())?;
/// assert!(out.starts_with(b"{"));
/// # Ok::<(), cti::Failure>(())
/// ```
pub fn json(out: &mut impl Write, description: &Description) -> io::Result<()> {
    let value = json!({
        "name": description.name,
        "vendor": description.vendor,
        "doc": description.doc,
        "transport": transport(description.transport),
        "families": all(description.families, |of| family(description, of)),
        "types": all(description.types, |of| data(description, of)),
        "machines": all(description.machines, machine),
    });
    crate::output::json::pretty(out, &value)
}

fn all<T>(items: &[T], each: impl Fn(&T) -> Value) -> Value {
    items.iter().map(each).collect()
}

fn transport(transport: Transport) -> Value {
    match transport {
        Transport::Window { origins, frame } => json!({
            "kind": "window",
            "origins": origins,
            "frame": frame.map(self::frame),
        }),
        Transport::Library { library } => json!({ "kind": "library", "library": library }),
    }
}

fn frame(frame: Frame) -> Value {
    match frame {
        Frame::Around {
            src,
            allow,
            size,
            min,
        } => json!({
            "page": "around", "src": src, "allow": allow, "size": size, "min": min,
        }),
        Frame::Inside => json!({ "page": "inside" }),
    }
}

fn family(description: &Description, family: &Family) -> Value {
    json!({
        "name": family.name,
        "doc": family.doc,
        "direction": words::direction(family.direction),
        "kind": match family.kind {
            FamilyKind::Messages => "messages",
            FamilyKind::Requests => "requests",
            FamilyKind::Methods => "methods",
            FamilyKind::Subscriptions => "subscriptions",
        },
        "envelope": match family.kind {
            FamilyKind::Messages | FamilyKind::Requests => json!({
                "encoding": match family.envelope.encoding {
                    Encoding::Object => "object",
                    Encoding::Text => "text",
                    Encoding::ObjectOrText => "object_or_text",
                    Encoding::TextOrObject => "text_or_object",
                    Encoding::Codec(_) if family.envelope.encoding.is_bare() => "bare",
                    Encoding::Codec(codec) if codec.is_of_objects() => "object_codec",
                    Encoding::Codec(_) => "codec",
                },
                "codec": codec(family).map(|codec| codec.name()),
                "beside": codec(family).and_then(|codec| codec.posts_beside()).map(words::posted),
                "tag": (!family.envelope.encoding.is_bare()).then_some(family.envelope.tag),
                "content": family.envelope.content,
                "posted": family.envelope.posted.map(Posted::name),
                "constants": constants(family.envelope.constants),
                "reports": constants(family.envelope.reports),
            }),
            FamilyKind::Methods | FamilyKind::Subscriptions => Value::Null,
        },
        "requests": family.requests.map(requests),
        "messages": all(family.messages, |of| message(description, of)),
    })
}

/// What reads and writes the strings of a family, if they aren't bare, or its objects.
fn codec(family: &Family) -> Option<Codec> {
    let encoding = family.envelope.encoding;
    encoding.codec().filter(|_| !encoding.is_bare())
}

fn requests(requests: Requests) -> Value {
    let answer = requests.answer;
    // What is declared was checked to be JSON.
    let unknown = requests
        .unknown
        .and_then(|json| serde_json::from_str::<Value>(json).ok());
    json!({
        "id": requests.id,
        "ids": requests.id.map(|_| if requests.numbers { "number" } else { "string" }),
        "port": requests.id.is_none(),
        "answer": {
            "id": answer.id,
            "flag": answer.flag,
            "ok": answer.ok,
            "error": answer.error,
            "decides": answer.decides.map(Decides::name),
            "constants": constants(answer.constants),
        },
        "unknown": unknown,
    })
}

fn constants(constants: &[Constant]) -> Value {
    let entries = constants.iter();
    let entries = entries.map(|constant| (constant.key.to_owned(), scalar(constant.value)));
    Value::Object(entries.collect())
}

fn scalar(value: Scalar) -> Value {
    match value {
        Scalar::Text(text) => json!(text),
        Scalar::Integer(number) => json!(number),
        Scalar::Bool(bool) => json!(bool),
    }
}

fn message(description: &Description, message: &Message) -> Value {
    let field = |of: &Field| field(description, of);
    json!({
        "name": message.name,
        "tag": message.tag,
        "prefix": message.prefix,
        "aliases": message.aliases,
        "handler": message.handler,
        "doc": message.doc,
        "content": message.content,
        "whole": message.whole,
        "fields": all(message.fields, field),
        "moves": all(message.moves, |step| json!({
            "machine": step.machine,
            "from": match step.from {
                From::Any => json!("any"),
                From::New => json!("new"),
                From::States(states) => json!(states),
            },
            "to": step.to,
            "condition": step.condition.map(|of| json!({
                "field": of.field, "keys": of.keys, "value": scalar(of.value),
            })),
        })),
        "only": all(message.only, |only| json!({
            "machine": only.machine, "states": only.states,
        })),
        "outcome": message.outcome.map(|of| outcome(description, of)),
        "reply": message.reply.map(reply),
        "stream": message.stream.map(|of| json!({ "until": of.until, "cancel": of.cancel })),
        "within_ms": message.within,
        "reloaded": message.reloaded,
        "port": message.port,
        "deprecated": message.deprecated.map(deprecated),
        "handshake": message.handshake.map(|handshake| json!({
            "until": handshake.until,
            "again": handshake.again,
            "every_ms": handshake.every_ms,
            "hold": handshake.hold,
        })),
        "samples": all(message.samples, sample),
    })
}

fn outcome(description: &Description, outcome: Outcome) -> Value {
    let side = |key: Option<&str>, of: Type| {
        let personal = outcome.personal || description.is_personal(of);
        json!({ "key": key, "type": ty(of), "personal": personal })
    };
    json!({
        "name": outcome.name,
        "doc": outcome.doc,
        "flag": outcome.flag,
        "ok": side(outcome.ok_key, outcome.ok),
        "error": side(outcome.error_key, outcome.error),
        "decides": outcome.decides.map(Decides::name),
        "personal": outcome.personal,
        "beside": outcome.beside,
    })
}

fn reply(reply: Reply) -> Value {
    match reply {
        Reply::Named { tags, errors } => {
            json!({ "kind": "named", "tags": tags, "errors": errors })
        }
        Reply::Callback { result, error } => json!({
            "kind": "callback", "result": ty(result), "error": ty(error),
        }),
    }
}

fn sample(sample: &Sample) -> Value {
    let (kind, json) = match sample {
        Sample::Posted(text) => return json!({ "kind": "posted", "text": text }),
        Sample::Message(json) => ("message", json),
        Sample::Arguments(json) => ("arguments", json),
        Sample::Result(json) => ("result", json),
        Sample::Error(json) => ("error", json),
    };
    json!({ "kind": kind, "json": json })
}

fn field(description: &Description, field: &Field) -> Value {
    json!({
        "name": field.name,
        "key": field.key,
        "aliases": field.aliases,
        "doc": field.doc,
        "type": ty(field.ty),
        "presence": match field.presence {
            Presence::Required => "required",
            Presence::Optional => "optional",
            Presence::Nullable => "nullable",
            Presence::Default => "default",
        },
        "default": field.default,
        "personal": field.is_personal(description),
        "flatten": field.flatten,
        "prefix": field.prefix,
        "beside": field.beside,
        "remainder": field.remainder,
        "id": field.id,
        "posted": field.posted.map(Posted::name),
        "stamp": field.stamp.map(Stamp::name),
        "deprecated": field.deprecated.map(deprecated),
    })
}

fn deprecated(of: Deprecated) -> Value {
    json!({ "since": of.since, "note": of.note })
}

/// A type: its name, or an object with its name and what it is made of.
fn ty(of: Type) -> Value {
    match of {
        Type::Bool => json!("bool"),
        Type::Integer { bits, signed } => {
            json!({ "kind": "integer", "bits": bits, "signed": signed })
        }
        Type::Float { bits } => json!({ "kind": "float", "bits": bits }),
        Type::String => json!("string"),
        Type::PhoneNumber => json!("phone_number"),
        Type::Id => json!("id"),
        Type::DateTime => json!("date_time"),
        Type::EpochMillis => json!("epoch_millis"),
        Type::EpochSeconds => json!("epoch_seconds"),
        Type::Url => json!("url"),
        Type::Uuid => json!("uuid"),
        Type::Json => json!("json"),
        Type::Option(of) => json!({ "kind": "option", "of": ty(*of) }),
        Type::List(of) => json!({ "kind": "list", "of": ty(*of) }),
        Type::OneOrMany(of) => json!({ "kind": "one_or_many", "of": ty(*of) }),
        Type::Text(of) => json!({ "kind": "text", "of": ty(*of) }),
        Type::Map(of) => json!({ "kind": "map", "of": ty(*of) }),
        Type::Secret(of) => json!({ "kind": "secret", "of": ty(*of) }),
        Type::Query(of) => json!({ "kind": "query", "of": ty(*of) }),
        Type::Named(name) => json!({ "kind": "named", "name": name }),
        Type::Nothing => json!("nothing"),
        _ => json!("opaque"),
    }
}

fn data(description: &Description, data: &Data) -> Value {
    let field = |of: &Field| field(description, of);
    let variant = |of: &Variant| variant(description, of);
    let personal = description.is_personal(Type::Named(data.name));
    let mut value = json!({ "name": data.name, "doc": data.doc, "personal": personal });
    let (kind, more) = match data.shape {
        DataShape::Object(fields) => ("object", json!({ "fields": all(fields, field) })),
        DataShape::Positional(fields) => ("positional", json!({ "fields": all(fields, field) })),
        DataShape::Newtype(of) => ("newtype", json!({ "of": ty(of) })),
        DataShape::Enum { values, open } => (
            "enum",
            json!({ "values": all(values, enum_value), "open": open }),
        ),
        DataShape::OneOf(variants) => ("one_of", json!({ "variants": all(variants, variant) })),
        DataShape::Tagged { tag, variants } => (
            "tagged",
            json!({
                "tag": tag,
                "tags": match variants.first().map(|variant| variant.tag) {
                    Some(TagKind::Boolean) => "boolean",
                    Some(TagKind::Number) => "number",
                    Some(TagKind::String) | None => "string",
                },
                "variants": all(variants, variant),
            }),
        ),
        DataShape::Union(variants) => ("union", json!({ "variants": all(variants, variant) })),
    };
    if let (Value::Object(value), Value::Object(more)) = (&mut value, more) {
        value.insert(String::from("kind"), json!(kind));
        value.extend(more);
    }
    value
}

fn enum_value(value: &EnumValue) -> Value {
    json!({
        "name": value.name,
        "value": value.value,
        "aliases": value.aliases,
        "prefix": value.prefix,
        "doc": value.doc,
    })
}

fn variant(description: &Description, variant: &Variant) -> Value {
    json!({
        "name": variant.name,
        "key": variant.key,
        "doc": variant.doc,
        "fields": all(variant.fields, |of| field(description, of)),
        "type": ty(variant.ty),
        "personal": description.is_personal(variant.ty),
    })
}

fn machine(machine: &Machine) -> Value {
    json!({
        "name": machine.name,
        "doc": machine.doc,
        "key": machine.key,
        "states": all(machine.states, |state| json!({
            "name": state.name, "doc": state.doc, "end": state.end,
        })),
    })
}
