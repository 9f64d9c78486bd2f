//! Types of values: fields, declared types, those of the runtime.

use core::fmt::Write;

use cti_runtime::describe::{DataShape, Field, Posted, Presence, Type, Value, Variant};

use super::comments::{deprecated_tag, note};
use super::{Module, beginning, key};
use crate::json::quoted;
use crate::names::Builtin;
use crate::shape::{self, Shape, flattened, names_of, tag_text};
use crate::text::{camel, one_line, sentences};
use crate::words::{self, Privacy};

/// The members of an object type and what is joined to them with `&`.
#[derive(Default)]
pub(super) struct Body {
    /// Lines between braces.
    pub(super) members: String,
    /// Types that hold as well.
    pub(super) and: Vec<String>,
}

impl Body {
    /// Puts what another body has in front.
    pub(super) fn insert(&mut self, first: Self) {
        self.members.insert_str(0, &first.members);
        self.and.splice(0..0, first.and);
    }

    /// The type. `indent` is that of the line on which it begins.
    pub(super) fn text(&self, indent: usize) -> String {
        let mut parts = Vec::new();
        if !self.members.is_empty() {
            parts.push(format!("{{\n{}{:indent$}}}", self.members, ""));
        }
        parts.extend(self.and.iter().cloned());
        match parts.len() {
            // Any object at all.
            0 => "{ [key: string]: unknown }".to_owned(),
            _ => parts.join(" & "),
        }
    }
}

impl<'d> Module<'_, 'd> {
    /// The declared types, then those of the runtime that were named.
    pub(super) fn types(&mut self) {
        for data in self.names.description().types {
            let personal = self.privacy(data.personal, Type::Named(data.name));
            self.comment(0, [data.doc.trim(), personal].join(" ").trim());
            match data.shape {
                DataShape::Object(fields) => {
                    let body = self.body(fields.iter(), 0);
                    self.named(data.name, &body);
                }
                DataShape::Positional(fields) => self.positional(data.name, fields),
                DataShape::Newtype(of) => {
                    let line = format!("export type {} = {};", data.name, self.ty(of));
                    self.line(&line);
                }
                DataShape::Enum { values, open } => self.values(data.name, values, open),
                DataShape::OneOf(variants) => self.one_of(data.name, variants),
                DataShape::Tagged { tag, variants } => self.tagged(data.name, tag, variants),
                DataShape::Union(variants) => {
                    let members = variants.iter().map(|variant| {
                        let personal = self.privacy(false, variant.ty);
                        let doc = [variant.doc.trim(), personal].join(" ");
                        (doc, self.ty(variant.ty))
                    });
                    let members = members.collect();
                    self.union(data.name, members);
                }
            }
            self.line("");
        }
        for builtin in Builtin::ALL {
            self.builtin(builtin);
        }
    }

    /// `export interface`, or `export type` where it takes more than members.
    pub(super) fn named(&mut self, name: &str, body: &Body) {
        let text = body.text(0);
        let line = if body.and.is_empty() && !body.members.is_empty() {
            format!("export interface {name} {text}")
        } else {
            format!("export type {name} = {text};")
        };
        self.line(&line);
    }

    /// A union of types, each with its comment.
    pub(super) fn union(&mut self, name: &str, members: Vec<(String, String)>) {
        self.line(&format!("export type {name} ="));
        let last = members.len().saturating_sub(1);
        for (index, (doc, member)) in members.into_iter().enumerate() {
            self.comment(2, doc.trim());
            let end = if index == last { ";" } else { "" };
            self.line(&format!("  | {member}{end}"));
        }
    }

    /// A list of fields, in order: `export type Pair = [name: string, age?: number | null];`
    fn positional(&mut self, name: &str, fields: &'d [Field]) {
        let needed = shape::needed_arguments(fields);
        let items = fields.iter().enumerate().map(|(place, field)| {
            let mark = if place < needed { "" } else { "?" };
            let said = sentences(&[&*one_line(field.doc), self.of_field(field)]);
            let said = note(&said.replace("*/", "*\\/"));
            format!("{said}{}{mark}: {}", parameter(field), self.argument(field))
        });
        let items: Vec<String> = items.collect();
        // What is behind the last one is passed over.
        let line = format!("export type {name} = [{}, ...unknown[]];", items.join(", "));
        self.line(&line.replace("[, ", "["));
    }

    fn values(&mut self, name: &str, values: &[Value], open: bool) {
        let mut members: Vec<(String, String)> = Vec::new();
        for value in values {
            for (index, text) in names_of(value.value, value.aliases).enumerate() {
                let doc = match index {
                    0 => value.doc.to_owned(),
                    _ => format!("Read as {}.", quoted(value.value)),
                };
                let member = if value.prefix {
                    format!("`{}${{string}}`", escape_template(text))
                } else {
                    quoted(text)
                };
                members.push((doc, member));
            }
        }
        if open {
            let doc = "Any other: values that the declaration doesn't list are kept.";
            members.push((doc.to_owned(), "(string & {})".to_owned()));
        }
        self.union(name, members);
    }

    /// A union of objects, each with one of the keys; null counts as absent.
    fn one_of(&mut self, name: &str, variants: &'d [Variant]) {
        let keys: Vec<(&Variant, &str)> = variants
            .iter()
            .flat_map(|variant| {
                names_of(variant.key, variant.aliases).map(move |key| (variant, key))
            })
            .collect();
        let members = keys.iter().map(|(variant, own)| {
            let note = note(self.privacy(false, variant.ty));
            let mut members = vec![format!("{note}{}: {}", key(own), self.ty(variant.ty))];
            for (other, name) in &keys {
                if name != own {
                    let never = if core::ptr::eq(*other, *variant) {
                        "never"
                    } else {
                        "null"
                    };
                    members.push(format!("{}?: {never}", key(name)));
                }
            }
            let member = format!("{{ {} }}", members.join("; "));
            (variant.doc.to_owned(), member)
        });
        let members = members.collect();
        self.union(name, members);
    }

    fn tagged(&mut self, name: &str, tag: &str, variants: &'d [Variant]) {
        let mut members = Vec::new();
        for variant in variants {
            let tags: Vec<String> = names_of(variant.key, variant.aliases)
                .map(|name| tag_text(variant.tag, name))
                .collect();
            let first = format!("    {}: {};\n", key(tag), tags.join(" | "));
            let mut body = self.body(variant.fields.iter(), 2);
            body.members.insert_str(0, &first);
            if let Type::Named(inner) = variant.ty {
                let note = note(self.privacy(false, variant.ty));
                body.and.push(format!("{note}{inner}"));
            }
            members.push((variant.doc.to_owned(), body.text(2)));
        }
        self.union(name, members);
    }

    /// An object with these fields, in braces that stand at `indent`.
    pub(super) fn body(&mut self, fields: impl Iterator<Item = &'d Field>, indent: usize) -> Body {
        let mut body = Body::default();
        let inner = indent + 2;
        for field in fields {
            if field.flatten {
                self.flattened(field, inner, &mut body);
                continue;
            }
            let ty = self.field(field);
            let optional = field.presence != Presence::Required;
            if field.aliases.is_empty() {
                self.member(&mut body.members, inner, field, field.key, optional, &ty);
                continue;
            }
            // The first of its keys that is there, whatever the others say.
            let note = note(self.of_field(field));
            let keys: Vec<&str> = names_of(field.key, field.aliases).collect();
            let ways: Vec<String> = keys
                .iter()
                .enumerate()
                .map(|(own, name)| {
                    let last = own + 1 == keys.len();
                    let mark = if optional && last { "?" } else { "" };
                    let mut members = vec![format!("{note}{}{mark}: {ty}", key(name))];
                    for (index, name) in keys.iter().enumerate() {
                        if index != own {
                            let ty = if index < own { "never" } else { "unknown" };
                            members.push(format!("{}?: {ty}", key(name)));
                        }
                    }
                    format!("{{ {} }}", members.join("; "))
                })
                .collect();
            body.and.push(format!("({})", ways.join(" | ")));
        }
        body
    }

    fn member(
        &mut self,
        members: &mut String,
        indent: usize,
        field: &Field,
        name: &str,
        optional: bool,
        ty: &str,
    ) {
        let doc = [
            field.doc.trim(),
            words::stamped(field.stamp),
            self.of_field(field),
        ];
        let tag = deprecated_tag(field.deprecated).unwrap_or_default();
        let doc = [sentences(&doc), tag].join("\n\n");
        let before = core::mem::take(&mut self.out);
        self.comment(indent, doc.trim());
        members.push_str(&core::mem::replace(&mut self.out, before));
        let mark = if optional { "?" } else { "" };
        let _ = writeln!(members, "{:indent$}{}{mark}: {ty};", "", key(name));
    }

    /// What is said of personal data; empty for other values.
    pub(super) fn privacy(&self, declared: bool, ty: Type) -> &'static str {
        let privacy = Privacy::of_type(self.names.description(), ty);
        privacy.or_personal(declared).sentence()
    }

    /// What is said of a field that is personal data.
    pub(super) fn of_field(&self, field: &Field) -> &'static str {
        Privacy::of_field(self.names.description(), field).sentence()
    }

    /// The type of a flattened field is joined to the others.
    fn flattened(&self, field: &'d Field, indent: usize, body: &mut Body) {
        let (ty, optional) = flattened(field);
        let privacy = self.of_field(field);
        let note = note(privacy);
        match ty {
            Type::Map(_) => {
                let doc = [&one_line(field.doc), privacy].join(" ");
                let doc = doc.trim();
                if !doc.is_empty() {
                    let _ = writeln!(body.members, "{:indent$}/** {doc} */", "");
                }
                let key = field.prefix.map_or_else(|| "string".to_owned(), beginning);
                let _ = writeln!(body.members, "{:indent$}[key: {key}]: unknown;", "");
            }
            Type::Named(name) if optional => {
                let description = self.names.description();
                let data = description.data(name);
                let one_of = data.is_some_and(|data| matches!(data.shape, DataShape::OneOf(_)));
                let absent = if one_of { "null" } else { "never" };
                let keys = data
                    .and_then(|data| Shape::of_data(description, data))
                    .map(|shape| shape.keys())
                    .unwrap_or_default();
                let none: Vec<String> = keys
                    .into_iter()
                    .map(|name| format!("{}?: {absent}", key(name)))
                    .collect();
                body.and
                    .push(format!("({note}{name} | {{ {} }})", none.join("; ")));
            }
            Type::Named(name) => body.and.push(format!("{note}{name}")),
            _ => {}
        }
    }

    /// The type of a value that may be posted as something else than JSON has. A text that is no time is
    /// posted as it is.
    pub(super) fn posted(&self, ty: Type, posted: Option<Posted>) -> String {
        match (ty, posted) {
            (Type::Option(of), Some(_)) => format!("{} | null", self.posted(*of, posted)),
            (Type::List(of), Some(_)) => list(&self.posted(*of, posted)),
            (Type::OneOrMany(of), Some(_)) => {
                let of = self.posted(*of, posted);
                format!("{of} | {}", list(&of))
            }
            (Type::Secret(of), Some(_)) => self.posted(*of, posted),
            (Type::Map(of), Some(Posted::Map)) => {
                format!("{}<string, {}>", self.global(Posted::Map), self.ty(*of))
            }
            (Type::Map(of), Some(Posted::Date)) => {
                format!("{{ [key: string]: {} }}", self.posted(*of, posted))
            }
            (_, Some(Posted::Map)) => format!("{}<string, unknown>", self.global(Posted::Map)),
            (_, Some(Posted::Date)) => {
                format!("{} | {}", self.global(Posted::Date), self.ty(ty))
            }
            (_, None) => self.ty(ty),
        }
    }

    /// JavaScript's own type, also where a declared one has its name.
    fn global(&self, of: Posted) -> String {
        let is_taken = self.names.description().data(of.name()).is_some();
        let from = if is_taken { "globalThis." } else { "" };
        [from, of.name()].concat()
    }

    /// The type of a field's value, where it is there.
    pub(super) fn field(&self, field: &Field) -> String {
        let ty = self.posted(field.ty, field.posted);
        match (field.presence, field.ty) {
            (Presence::Default, Type::Option(_)) => ty,
            (Presence::Default, _) if ty != "unknown" => format!("{ty} | null"),
            _ => ty,
        }
    }

    /// A type. It has no name that isn't defined in the module.
    pub(super) fn ty(&self, ty: Type) -> String {
        if let Some(builtin) = Builtin::of(ty) {
            return self.named_builtin(builtin);
        }
        match ty {
            Type::Bool => "boolean".to_owned(),
            Type::Integer { .. } | Type::Float { .. } => "number".to_owned(),
            // A query is a string; what is in it, types don't say.
            Type::String | Type::Query(_) => "string".to_owned(),
            Type::Text(of) => {
                format!("{}<{}>", self.named_builtin(Builtin::Text), self.ty(*of))
            }
            Type::Option(of) => match self.ty(*of).as_str() {
                inner @ "unknown" => inner.to_owned(),
                inner => format!("{inner} | null"),
            },
            Type::List(of) => list(&self.ty(*of)),
            Type::OneOrMany(of) => match self.ty(*of).as_str() {
                inner @ "unknown" => inner.to_owned(),
                inner => format!("{inner} | {}", list(inner)),
            },
            Type::Map(of) => format!("{{ [key: string]: {} }}", self.ty(*of)),
            Type::Secret(of) => self.ty(*of),
            Type::Named(name) => name.to_owned(),
            // Passed over, or of a type that has no description.
            _ => "unknown".to_owned(),
        }
    }

    /// The name of a type of the runtime, which is then defined.
    pub(super) fn named_builtin(&self, builtin: Builtin) -> String {
        self.used.borrow_mut().insert(builtin);
        self.names.builtin(builtin).to_owned()
    }

    /// A type of the runtime, if it was named.
    fn builtin(&mut self, builtin: Builtin) {
        if !self.used.borrow().contains(&builtin) {
            return;
        }
        let name = self.names.builtin(builtin).to_owned();
        self.comment(0, builtin.doc());
        let definition = match builtin {
            Builtin::PhoneNumber | Builtin::Id => "string | number".to_owned(),
            Builtin::EpochMillis | Builtin::EpochSeconds => "number".to_owned(),
            Builtin::Text => {
                self.line(&format!(
                    "export type {name}<Value extends boolean | number> = `${{Value}}` | Value;"
                ));
                self.line("");
                return;
            }
            Builtin::DateTime | Builtin::Url | Builtin::Uuid => "string".to_owned(),
            Builtin::Json => {
                format!("null | boolean | number | string | {name}[] | {{ [key: string]: {name} }}")
            }
            Builtin::Outcome => {
                self.line(&format!("export type {name}<Result, Failure> ="));
                self.line("  | { result: Result; error?: null }");
                self.line("  | { result?: unknown; error: Failure };");
                self.line("");
                return;
            }
        };
        self.line(&format!("export type {name} = {definition};"));
        self.line("");
    }
}

/// A list of a type.
fn list(inner: &str) -> String {
    if inner.contains([' ', '{']) {
        format!("({inner})[]")
    } else {
        format!("{inner}[]")
    }
}

/// Text between backticks.
pub(super) fn escape_template(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('`', "\\`")
        .replace("${", "\\${")
}

/// The name of a parameter.
pub(super) fn parameter(field: &Field) -> String {
    let name = camel(field.key);
    if words::RESERVED.contains(&name.as_str())
        || !name.starts_with(|first: char| first.is_ascii_alphabetic())
    {
        format!("{name}_")
    } else {
        name
    }
}
