//! AsyncAPI 3, seen from the page: it receives events and sends commands.

use cti_runtime::describe::{
    Description, Direction, Family, FamilyKind, Message, Reply, Transport,
};

use crate::json::Json;
use crate::names::{Builtin, Names, heading};
use crate::outcome;
use crate::schema::{Dialect, Writer, failures, outcomes, samples};
use crate::text::{camel, first_paragraph, one_line, sentences};
use crate::words;

/// Writes a protocol as an AsyncAPI 3.0 document.
///
/// Each family, which mostly is a direction, is a channel (without an address: a window has none), each message is one of its
/// channel's, and the page's operations are to receive and to send. A message that is answered has
/// an operation of its own that names its replies. Schemas are those of
/// [`json_schema`](crate::json_schema) in the dialect that AsyncAPI understands by itself.
///
/// ```
/// # use cti_runtime::describe::Description;
/// fn save(description: &Description) -> std::io::Result<()> {
///     std::fs::write("asyncapi.json", cti_export::asyncapi(description))
/// }
/// ```
pub fn asyncapi(description: &Description) -> String {
    let names = Names::new(description);
    let document = Document {
        writer: Writer {
            names: &names,
            dialect: Dialect::AsyncApi,
        },
    };
    document.write(description).pretty()
}

struct Document<'n, 'd> {
    writer: Writer<'n, 'd>,
}

/// The channel of what callbacks receive.
const OUTCOMES: &str = "outcomes";

impl<'d> Document<'_, 'd> {
    fn write(&self, description: &'d Description) -> Json {
        let info = Json::object()
            .with(
                "title",
                format!("{} ({})", description.name, description.vendor),
            )
            // Vendors don't number their protocols; AsyncAPI wants a version.
            .with("version", "1.0.0")
            .with("description", one_line(description.doc));
        let families: Vec<&Family> = description
            .families
            .iter()
            .filter(|family| !family.messages.is_empty())
            .collect();
        let mut channels = Json::object();
        let mut operations = Json::object();
        let mut messages = Json::object();
        for family in &families {
            channels.put(&channel(family), self.channel(description, family));
            if let Some(outcomes) = self.outcomes(description, family) {
                channels.put(&answers(family), outcomes);
            }
            Self::operations(family, &families, &mut operations);
            self.messages(family, &mut messages);
        }
        let mut schemas = Json::object();
        for (name, schema) in self.writer.types() {
            let builtin = Builtin::ALL
                .iter()
                .any(|of| self.writer.names.builtin(*of) == name);
            // Pretty or not, a reference looks the same.
            let path = format!("\"#/components/schemas/{name}\"");
            if !builtin || messages.line().contains(&path) || schemas.line().contains(&path) {
                schemas.put(&name, schema);
            }
        }
        let components = Json::object()
            .with("messages", messages)
            .with("schemas", schemas);
        Json::object()
            .with("asyncapi", "3.0.0")
            .with("info", info)
            .with("defaultContentType", "application/json")
            .with_some("servers", servers(description))
            .with("channels", channels)
            .with("operations", operations)
            .with("components", components)
    }

    fn channel(&self, description: &Description, family: &'d Family) -> Json {
        let mut listed = Json::object();
        for message in family.messages {
            let name = self.writer.names.message(message);
            listed.put(&message_key(message), component(name));
        }
        Json::object()
            .with("address", Json::Literal("null".to_owned()))
            .with("title", heading(description, family))
            .with("description", carried(description, family))
            .with("messages", listed)
    }

    /// The channel of what the callbacks of functions receive, or of what answers requests.
    fn outcomes(&self, description: &Description, family: &'d Family) -> Option<Json> {
        let (what, doc) = match family.kind {
            FamilyKind::Methods => (
                "Outcome",
                "What a function's last argument, a callback, is called with.",
            ),
            FamilyKind::Subscriptions => {
                ("Outcome", "What the page answers to a call of the library.")
            }
            FamilyKind::Requests => match outcome::requests(family)?.id {
                Some(_) => ("Answer", "What answers a request, with the request's id."),
                None => (
                    "Answer",
                    "What answers a request, over the port that came with it.",
                ),
            },
            FamilyKind::Messages => return None,
        };
        let mut listed = Json::object();
        for message in family.messages.iter().filter(|of| of.reply.is_some()) {
            let name = self.writer.names.message(message);
            listed.put(&message_key(message), component(&format!("{name}{what}")));
            if fails_apart(family, message) {
                listed.put(&failure_key(message), component(&format!("{name}Failure")));
            }
        }
        if listed.is_empty() {
            return None;
        }
        let title = match family.direction {
            Direction::ToVendor => format!("What {} answers", description.vendor),
            Direction::FromVendor => "What the page answers".to_owned(),
        };
        Some(
            Json::object()
                .with("address", Json::Literal("null".to_owned()))
                .with("title", title)
                .with("description", doc)
                .with("messages", listed),
        )
    }

    fn operations(family: &'d Family, families: &[&'d Family], operations: &mut Json) {
        let action = match family.direction {
            Direction::FromVendor => "receive",
            Direction::ToVendor => "send",
        };
        let name = channel(family);
        let operation = |messages: Vec<Json>| {
            Json::object()
                .with("action", action)
                .with("channel", to_channel(&name))
                .with("messages", messages)
        };
        let (answered, plain): (Vec<&Message>, Vec<&Message>) = family
            .messages
            .iter()
            .partition(|message| message.reply.is_some());
        if !plain.is_empty() {
            let messages = plain.iter().map(|message| to_message(&name, message));
            let title = camel(&format!("{action} {name}"));
            operations.put(&title, operation(messages.collect()));
        }
        for message in answered {
            let several = families
                .iter()
                .filter(|of| of.direction == family.direction);
            let which = if several.count() > 1 { family.name } else { "" };
            let title = camel(&format!("{action} {} {which}", message_key(message)));
            let reply = if let Some(Reply::Named { tags, errors }) = message.reply {
                let tags: Vec<&str> = tags.iter().chain(errors).copied().collect();
                named(families, family.direction, &tags)
            } else {
                let channel = answers(family);
                let mut said = vec![to_message(&channel, message)];
                if fails_apart(family, message) {
                    said.push(to_key(&channel, &failure_key(message)));
                }
                Json::object()
                    .with("channel", to_channel(&channel))
                    .with("messages", said)
            };
            let summary = first_paragraph(message.doc);
            let operation = operation(vec![to_message(&name, message)])
                .with("summary", summary)
                .with("reply", reply);
            operations.put(&title, operation);
        }
    }

    fn messages(&self, family: &'d Family, messages: &mut Json) {
        for message in family.messages {
            let definitions = self.writer.message(family, message);
            for (index, (name, schema)) in definitions.into_iter().enumerate() {
                let is_function = family.is_function(message);
                let examples: Vec<Json> = match (family.kind, index) {
                    (FamilyKind::Messages, _) => samples(family, message).collect(),
                    (FamilyKind::Requests, 0) => outcome::posted(family, message),
                    (FamilyKind::Requests, _) => outcome::answers(family, message),
                    (_, 0) if is_function => outcome::arguments(message),
                    (_, 2) if is_function => failures(message).collect(),
                    _ => outcomes(message).collect(),
                };
                let examples: Vec<Json> = examples
                    .into_iter()
                    .map(|payload| Json::object().with("payload", payload))
                    .collect();
                let examples = (!examples.is_empty()).then_some(examples);
                let coded = words::is_coded_string(&family.envelope.encoding);
                let content_type = coded.then_some("text/plain");
                let described = Json::object()
                    .with("name", message.tag)
                    .with("title", name.as_str())
                    .with("summary", first_paragraph(message.doc))
                    .with_some("description", begins(message))
                    .with_some("contentType", content_type)
                    .with("payload", schema)
                    .with_some("examples", examples);
                messages.put(&name, described);
            }
        }
    }
}

/// How a conversation begins with a message, or goes on behind it, if anything is to be said of that.
fn begins(message: &Message) -> Option<String> {
    let handshake = message.handshake.as_ref();
    let stream = words::stream(message);
    let sentences = sentences(&[
        &*stream,
        &*handshake.map_or_else(String::new, words::handshake),
        words::reloaded(message),
        words::port(message),
    ]);
    (!sentences.is_empty()).then_some(sentences)
}

/// The replies of a message that are messages of the other direction.
fn named(families: &[&Family], direction: Direction, tags: &[&str]) -> Json {
    let answers = |family: &&&Family| {
        let ok = |message: &Message| Some(&message.tag) == tags.first();
        family.direction != direction && family.messages.iter().any(ok)
    };
    let Some(other) = families.iter().find(answers) else {
        return Json::object();
    };
    // A reply has one channel; a failure that is reported in another one has no place.
    let name = channel(other);
    let messages = tags.iter().filter_map(|tag| {
        let message = other.messages.iter().find(|message| message.tag == *tag)?;
        Some(to_message(&name, message))
    });
    Json::object()
        .with("channel", to_channel(&name))
        .with("messages", messages.collect::<Vec<_>>())
}

/// The name of the channel of what answers a family's functions or requests.
fn answers(family: &Family) -> String {
    match family.kind {
        FamilyKind::Requests | FamilyKind::Subscriptions => {
            format!("{}Answers", camel(family.name))
        }
        _ => OUTCOMES.to_owned(),
    }
}

/// The name of a direction's channel.
fn channel(family: &Family) -> String {
    format!("{}s", camel(family.name))
}

/// A message's name within its channel: tags may have signs that a path can't.
fn message_key(message: &Message) -> String {
    camel(message.name)
}

fn to_channel(name: &str) -> Json {
    Json::object().with("$ref", format!("#/channels/{name}"))
}

fn to_message(channel: &str, message: &Message) -> Json {
    to_key(channel, &message_key(message))
}

fn to_key(channel: &str, key: &str) -> Json {
    let path = format!("#/channels/{channel}/messages/{key}");
    Json::object().with("$ref", path)
}

/// Whether a failure of a function is a message by itself.
fn fails_apart(family: &Family, message: &Message) -> bool {
    family.is_function(message) && message.convention.fails_apart()
}

fn failure_key(message: &Message) -> String {
    message_key(message) + "Failure"
}

fn component(name: &str) -> Json {
    Json::object().with("$ref", format!("#/components/messages/{name}"))
}

/// How a direction's messages travel.
fn carried(description: &Description, family: &Family) -> String {
    if let Transport::Library { library } = description.transport {
        return match family.kind {
            FamilyKind::Methods => {
                format!(
                    "Functions of `{library}` and of the objects in it; a payload is the list of arguments."
                )
            }
            _ => format!(
                "Subscriptions of `{library}` and of the objects in it; a payload is what the callback receives."
            ),
        };
    }
    let encoding = &family.envelope.encoding;
    let (written, read_too) = words::encoded(encoding);
    let other = read_too.map_or_else(String::new, |other| format!(" ({other} is read too)"));
    let coded = if encoding.codec().is_some() && !encoding.is_bare() {
        "; a payload is the object that it stands for"
    } else {
        ""
    };
    format!("`window.postMessage`, as {written}{other}{coded}.")
}

/// The vendor's origins.
fn servers(description: &Description) -> Option<Json> {
    let Transport::Window { origins, .. } = description.transport else {
        return None;
    };
    let mut servers = Json::object();
    for (index, origin) in origins.iter().enumerate() {
        let (scheme, host) = origin.split_once("://").unwrap_or(("https", origin));
        let server = Json::object()
            .with("host", host.replacen('*', "{any}", 1))
            .with("protocol", format!("{scheme}+postmessage"))
            .with("description", format!("Messages come from {origin}."));
        let variable = Json::object().with(
            "description",
            "One or more of a to z, 0 to 9 and `-`; never a dot.",
        );
        let variables = host
            .contains('*')
            .then(|| Json::object().with("any", variable));
        let name = match index {
            0 => "vendor".to_owned(),
            index => format!("vendor{}", index + 1),
        };
        servers.put(&name, server.with_some("variables", variables));
    }
    Some(servers)
}
