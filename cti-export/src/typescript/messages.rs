//! Messages in their envelope, answers, and the union of a direction.

use core::fmt::Write;

use cti_runtime::describe::{
    Deprecated, Description, Direction, Family, FamilyKind, Field, Message, Reply, Type,
};

use super::types::{Body, note};
use super::{Module, key};
use crate::json::quoted;
use crate::names::heading;
use crate::outcome::{self, Outcome, Way};
use crate::shape::{self, Shape, names_of};
use crate::text;
use crate::words;

impl<'d> Module<'_, 'd> {
    /// A direction: the union, then what it is made of.
    pub(super) fn family(&mut self, family: &'d Family) {
        let description = self.names.description();
        let posted = match family.kind {
            FamilyKind::Messages | FamilyKind::Requests => {
                format!(" {}", words::posted_sentence(&family.envelope))
            }
            FamilyKind::Methods | FamilyKind::Subscriptions => String::new(),
        };
        let doc = format!(
            "{}.{posted}\n\n{}",
            heading(description, family),
            text::lines(family.doc).join("\n")
        );
        self.comment(0, &doc);
        match family.kind {
            FamilyKind::Messages => self.messages(family),
            FamilyKind::Requests => {
                self.messages(family);
                self.answers(family);
            }
            FamilyKind::Methods => self.functions(family),
            FamilyKind::Subscriptions => self.subscriptions(family),
        }
        self.line("");
    }

    fn messages(&mut self, family: &'d Family) {
        let names = family.messages.iter();
        let names = names.map(|of| (String::new(), self.names.message(of).to_owned()));
        let names = names.collect();
        self.union(family.name, names);
        for message in family.messages {
            self.line("");
            self.comment(0, &doc(message));
            let body = self.enveloped(family, message);
            let name = self.names.message(message).to_owned();
            self.named(&name, &body);
        }
    }

    /// All families of a direction that has several.
    pub(super) fn joint(&mut self, direction: Direction) {
        let description = self.names.description();
        let Some(name) = description.direction_enum(direction) else {
            return;
        };
        let families: Vec<&str> = said(description, direction).map(|of| of.name).collect();
        if families.is_empty() {
            return;
        }
        self.comment(0, "Whatever comes from this side, of any of its families.");
        self.line(&format!("export type {name} = {};", families.join(" | ")));
        self.line("");
    }

    fn enveloped(&mut self, family: &'d Family, message: &'d Message) -> Body {
        let tags: Vec<String> = names_of(message.tag, message.aliases).map(quoted).collect();
        let mut first = String::new();
        for constant in family.envelope.constants {
            let _ = writeln!(first, "  {}: {};", key(constant.key), constant.value);
        }
        for report in family.envelope.reports {
            let name = key(report.key);
            let _ = writeln!(first, "  {name}?: string | number | boolean | null;");
        }
        let _ = writeln!(
            first,
            "  {}: {};",
            key(family.envelope.tag),
            tags.join(" | ")
        );
        if let Some(requests) = outcome::requests(family) {
            let _ = writeln!(first, "  {}: string | number;", key(requests.id));
        }
        let (outcome, within) = outcome::beside_and_within(message);
        let Some(content) = message.content else {
            let mut body = self.body(message.fields.iter(), 0);
            body.members.insert_str(0, &first);
            self.ways(outcome, &mut body);
            return body;
        };
        let (beside, inside): (Vec<&Field>, Vec<&Field>) =
            message.fields.iter().partition(|field| field.beside);
        let mut body = self.body(beside.into_iter(), 0);
        let (mark, value) = match within {
            _ if message.whole => self.whole(message),
            Some(outcome) => {
                let shape = Shape::of_fields(self.names.description(), inside.iter().copied());
                let mut body = self.body(inside.iter().copied(), 2);
                self.ways(Some(outcome), &mut body);
                if shape.takes_nothing() && outcome.takes_nothing() {
                    ("?", Some(format!("({}) | null", body.text(2))))
                } else {
                    ("", Some(body.text(2)))
                }
            }
            None => self.content(&inside),
        };
        let content_note = match message.fields.first() {
            Some(field) if message.whole => note(self.of_field(field)),
            _ => String::new(),
        };
        self.ways(outcome, &mut body);
        if let Some(value) = value {
            let line = format!("  {content_note}{}{mark}: {value};\n", key(content));
            body.members.insert_str(0, &line);
        }
        body.members.insert_str(0, &first);
        body
    }

    /// Adds what is there on success, and on failure.
    fn ways(&self, outcome: Option<Outcome>, body: &mut Body) {
        let Some(outcome) = outcome else { return };
        let way = |way: Way| {
            let mark = if way.needed { "" } else { "?" };
            let flag = outcome.flag;
            let flag = flag.map(|flag| format!("{}: {}", key(flag), way.succeeded));
            let note = note(self.privacy(outcome.personal, way.ty));
            let named = way
                .key
                .map(|of| format!("{note}{}{mark}: {}", key(of), self.ty(way.ty)));
            let other = way.other.map(|of| format!("{}?: null", key(of)));
            let members: Vec<String> = flag.into_iter().chain(named).chain(other).collect();
            let members = format!("{{ {} }}", members.join("; "));
            match (way.key, way.ty) {
                (None, ty) if ty != Type::Nothing => format!("({members} & {})", self.ty(ty)),
                _ => members,
            }
        };
        let ways: Vec<String> = outcome.ways().map(way).collect();
        body.and.push(match ways.as_slice() {
            [only] => only.clone(),
            ways => format!("({})", ways.join(" | ")),
        });
    }

    /// What answers each request, and any of them.
    fn answers(&mut self, family: &'d Family) {
        let Some(requests) = outcome::requests(family) else {
            return;
        };
        let answer = &requests.answer;
        let mut all = Vec::new();
        for message in family.messages {
            let name = format!("{}Answer", self.names.message(message));
            let mut body = Body::default();
            for constant in answer.constants {
                let (key, value) = (key(constant.key), constant.value);
                let _ = writeln!(body.members, "  {key}: {value};");
            }
            let _ = writeln!(body.members, "  {}: string | number;", key(answer.id));
            self.ways(Outcome::answer(&requests, message), &mut body);
            self.line("");
            let doc = format!(
                "What answers `{}`, with the id of the request.",
                message.tag
            );
            self.comment(0, &doc);
            self.named(&name, &body);
            all.push(name);
        }
        self.line("");
        self.comment(0, "Whatever answers one of these requests, by its id.");
        let line = format!("export type {}Answer = {};", family.name, all.join(" | "));
        self.line(&line);
    }

    /// Content that is an object; nothing is said of one in which nothing is looked for.
    fn content(&mut self, inside: &[&'d Field]) -> (&'static str, Option<String>) {
        let description = self.names.description();
        let shape = Shape::of_fields(description, inside.iter().copied());
        if shape.has_no_keys() && shape.rest.is_none() {
            return ("?", Some("unknown".to_owned()));
        }
        let takes_nothing = shape.takes_nothing();
        let text = self.body(inside.iter().copied(), 2).text(2);
        if takes_nothing {
            ("?", Some(format!("({text}) | null")))
        } else {
            ("", Some(text))
        }
    }

    /// Content that is a value of a field's type.
    fn whole(&self, message: &'d Message) -> (&'static str, Option<String>) {
        let Some(field) = message.fields.first() else {
            return ("?", None);
        };
        let description = self.names.description();
        let ty = self.posted(field.ty, field.posted);
        let optional = shape::content_may_be_absent(description, field);
        if !optional {
            ("", Some(ty))
        } else if ty == "unknown" || shape::takes_null(description, field.ty) {
            ("?", Some(ty))
        } else {
            ("?", Some(format!("{ty} | null")))
        }
    }
}

/// The families of a direction that have messages.
pub(super) fn said(
    description: &Description,
    direction: Direction,
) -> impl Iterator<Item = &'static Family> {
    let families = description.families_of(direction);
    families.filter(|family| !family.messages.is_empty())
}

/// A message's doc, and what else is known of it.
pub(super) fn doc(message: &Message) -> String {
    let mut doc = text::lines(message.doc).join("\n");
    let mut note = |line: String| {
        let _ = write!(doc, "\n\n{line}");
    };
    for only in message.only {
        note(format!(
            "Only while `{}` is {}.",
            only.machine,
            text::either(only.states)
        ));
    }
    if let Some(Reply::Named { tag, error }) = message.reply {
        note(words::answered_by(tag, error));
    }
    if let Some(within) = words::within(message) {
        note(within);
    }
    if let Some(handshake) = &message.handshake {
        note(words::handshake(handshake));
    }
    if message.reloaded {
        note(words::reloaded(message).to_owned());
    }
    if let Some(tag) = deprecated_tag(message.deprecated) {
        note(tag);
    }
    doc.trim().to_owned()
}

/// The tag by which editors strike out what is deprecated.
pub(super) fn deprecated_tag(deprecated: Option<Deprecated>) -> Option<String> {
    let Deprecated { since, note } = deprecated?;
    let since = since.map(|since| format!("Since {since}."));
    let said = text::sentences(&[since.unwrap_or_default(), text::one_line(note)]);
    Some(["@deprecated", &said].join(" ").trim_end().to_owned())
}
