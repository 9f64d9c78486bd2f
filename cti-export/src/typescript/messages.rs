//! Messages in their envelope, answers, and the union of a direction.

use core::fmt::Write;

use cti_runtime::describe::{
    Description, Direction, Family, FamilyKind, Field, Message, Presence, Type, keys_of,
};

use super::comments::{doc, note};
use super::types::{Body, escape_template};
use super::{Module, key};
use crate::json::quoted;
use crate::names::heading;
use crate::outcome::{self, Outcome, Way};
use crate::paths::is_path;
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
            let name = self.names.message(message).to_owned();
            if family.envelope.encoding.is_bare() {
                self.line(&format!("export type {name} = {};", tag(message)));
                continue;
            }
            let body = self.enveloped(family, message);
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
        let mut first = Body::default();
        for constant in family.envelope.constants {
            place(&mut first, constant.key, "", &constant.value.to_string());
        }
        for report in family.envelope.reports {
            place(
                &mut first,
                report.key,
                "?",
                "string | number | boolean | null",
            );
        }
        place(&mut first, family.envelope.tag, "", &tag(message));
        if let Some(id) = outcome::requests(family).and_then(|requests| requests.id) {
            place(&mut first, id, "", "string | number");
        }
        let (outcome, within) = outcome::beside_and_within(message);
        let fields = message.fields.iter().filter(|field| !field.remainder);
        let (elsewhere, fields): (Vec<&Field>, Vec<&Field>) =
            fields.partition(|field| field.beside && is_path(field.key));
        for field in elsewhere {
            self.elsewhere(field, &mut first);
        }
        let Some(content) = message.content else {
            let mut body = self.body(fields.into_iter(), 0);
            self.ways(outcome, &mut body);
            body.insert(first);
            return body;
        };
        let (beside, inside): (Vec<&Field>, Vec<&Field>) =
            fields.into_iter().partition(|field| field.beside);
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
            if is_path(content) {
                place(&mut first, content, mark, &format!("{content_note}{value}"));
            } else {
                let line = format!("  {content_note}{}{mark}: {value};\n", key(content));
                first.members.push_str(&line);
            }
        }
        body.insert(first);
        body
    }

    /// A field in another object.
    fn elsewhere(&self, field: &'d Field, body: &mut Body) {
        let ty = self.field(field);
        let note = note(self.of_field(field));
        let mark = if field.presence == Presence::Required && field.aliases.is_empty() {
            ""
        } else {
            "?"
        };
        for name in names_of(field.key, field.aliases) {
            place(body, name, mark, &format!("{note}{ty}"));
        }
    }

    /// Adds what is there on success, and on failure.
    fn ways(&self, outcome: Option<Outcome>, body: &mut Body) {
        let Some(outcome) = outcome else { return };
        let way = |way: Way| {
            let mark = if way.needed { "" } else { "?" };
            let flag = outcome.flag;
            let flag = flag.map(|flag| member(flag, "", &way.succeeded.to_string()));
            let note = note(self.privacy(outcome.personal, way.ty));
            let named = way
                .key
                .map(|of| note.clone() + &member(of, mark, &self.ty(way.ty)));
            let against = if way.decides_alone { "unknown" } else { "null" };
            let other = way.other.map(|of| member(of, "?", against));
            let members: Vec<String> = flag.into_iter().chain(named).chain(other).collect();
            let in_objects = outcome.keys().any(is_path);
            let members = if in_objects {
                // Those of one object are joined.
                let members = members.iter().map(|member| format!("{{ {member} }}"));
                members.collect::<Vec<_>>().join(" & ")
            } else {
                format!("{{ {} }}", members.join("; "))
            };
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
                place(&mut body, constant.key, "", &constant.value.to_string());
            }
            if let Some(id) = answer.id {
                place(&mut body, id, "", "string | number");
            }
            self.ways(Outcome::answer(&requests, message), &mut body);
            self.line("");
            let by = words::answered_with(&requests);
            let doc = format!("What answers `{}`, {by}.", message.tag);
            self.comment(0, &doc);
            self.named(&name, &body);
            all.push(name);
        }
        self.line("");
        let by = if answer.id.is_some() {
            "by its id"
        } else {
            "over its port"
        };
        let doc = format!("Whatever answers one of these requests, {by}.");
        self.comment(0, &doc);
        let line = format!("export type {}Answer = {};", family.name, all.join(" | "));
        self.line(&line);
    }

    /// Content that is an object; nothing is said of one in which nothing is looked for.
    fn content(&mut self, inside: &[&'d Field]) -> (&'static str, Option<String>) {
        let description = self.names.description();
        let shape = Shape::of_fields(description, inside.iter().copied());
        if shape.is_empty() {
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

/// The type of a message's tag.
fn tag(message: &Message) -> String {
    if message.prefix {
        let (begins, ends) = message.around();
        let [begins, ends] = [begins, ends].map(escape_template);
        return format!("`{begins}${{string}}{ends}`");
    }
    let tags: Vec<String> = names_of(message.tag, message.aliases).map(quoted).collect();
    tags.join(" | ")
}

/// Adds a member of an envelope, which may stand in another object.
fn place(body: &mut Body, path: &str, mark: &str, ty: &str) {
    if is_path(path) {
        body.and.push(format!("{{ {} }}", member(path, mark, ty)));
    } else {
        let _ = writeln!(body.members, "  {}{mark}: {ty};", key(path));
    }
}

/// A member, in the objects that a path leads through. Where it may be absent, so may they.
fn member(path: &str, mark: &str, ty: &str) -> String {
    let keys = keys_of(path);
    let mut keys = keys.iter().rev();
    let last = keys.next().map_or_else(String::new, |last| key(last));
    let innermost = format!("{last}{mark}: {ty}");
    keys.fold(innermost, |inner, name| {
        format!("{}{mark}: {{ {inner} }}", key(name))
    })
}

/// The families of a direction that have messages.
pub(super) fn said(
    description: &Description,
    direction: Direction,
) -> impl Iterator<Item = &'static Family> {
    let families = description.families_of(direction);
    families.filter(|family| !family.messages.is_empty())
}
