//! Values: declared types, fields, and what the runtime's types take.

use cti_runtime::describe::{Data, DataShape, Field, Presence, Type, Value};

use super::{Dialect, Writer, any_of, null, one_of_texts};
use crate::json::Json;
use crate::names::Builtin;
use crate::shape::{self, Shape, names_of};
use crate::text::{also_read, one_line, sentences};
use crate::words;

impl<'d> Writer<'_, 'd> {
    /// Every definition that isn't a message's.
    pub(crate) fn types(&self) -> Vec<(String, Json)> {
        let declared = self
            .description()
            .types
            .iter()
            .map(|data| (data.name.to_owned(), self.data(data)));
        let builtin = Builtin::SCALARS.into_iter().map(|builtin| {
            (
                self.names.builtin(builtin).to_owned(),
                builtin_schema(builtin),
            )
        });
        declared.chain(builtin).collect()
    }

    pub(super) fn data(&self, data: &'d Data) -> Json {
        let mut schema = Json::object().with_doc(data.doc);
        if self.description().is_personal(Type::Named(data.name)) {
            schema.put("x-personal", true);
        }
        match data.shape {
            DataShape::Newtype(of) => self.beside(schema, self.ty(of)),
            DataShape::Enum { values, open } => {
                let of = Self::values(values, open);
                schema.with_all(&of)
            }
            DataShape::Union(variants) => {
                let any = variants.iter().map(|variant| {
                    let titled = Json::object().with_doc(variant.doc);
                    let personal = self.description().is_personal(variant.ty);
                    self.marked(personal, self.beside(titled, self.ty(variant.ty)))
                });
                schema.with("anyOf", any.collect::<Vec<_>>())
            }
            DataShape::Positional(fields) => {
                let items: Vec<Json> = fields.iter().map(|of| self.position(of)).collect();
                let needed = shape::needed_arguments(fields);
                let items_key = match self.dialect {
                    Dialect::Schema => "prefixItems",
                    Dialect::AsyncApi => "items",
                };
                let schema = schema.with("type", "array").with(items_key, items);
                schema.with("minItems", needed)
            }
            DataShape::Object(_) | DataShape::OneOf(_) | DataShape::Tagged { .. } => {
                schema.put("type", "object");
                if let Some(shape) = Shape::of_data(self.description(), data) {
                    self.object(&mut schema, Json::object(), Vec::new(), &shape);
                }
                schema
            }
        }
    }

    /// A field that has a position, and no key.
    pub(super) fn position(&self, field: &'d Field) -> Json {
        let schema = self.described(field, false);
        if self.dialect == Dialect::Schema {
            Json::object().with("title", field.name).with_all(&schema)
        } else {
            schema
        }
    }

    /// Strings, each with its doc.
    pub(super) fn values(values: &'d [Value], open: bool) -> Json {
        let listed: Vec<&str> = values
            .iter()
            .filter(|value| !value.prefix)
            .flat_map(|value| names_of(value.value, value.aliases))
            .collect();
        let prefixes = values.iter().filter(|value| value.prefix);
        let mut any = Vec::new();
        if !listed.is_empty() {
            any.push(one_of_texts(&listed));
        }
        for value in prefixes {
            for prefix in names_of(value.value, value.aliases) {
                let schema = Json::object()
                    .with("type", "string")
                    .with("pattern", format!("^{}", escape_pattern(prefix)));
                any.push(schema);
            }
        }
        if open {
            any.push(
                Json::object()
                    .with(
                        "description",
                        "Values that the declaration doesn't list are kept.",
                    )
                    .with("type", "string"),
            );
        }
        if let [only] = any.as_slice() {
            only.clone()
        } else {
            any_of(any)
        }
    }

    /// A field's schema with its doc; `personal` if it was flattened from what is.
    pub(super) fn described(&self, field: &'d Field, personal: bool) -> Json {
        let mut schema = Json::object();
        let doc = sentences(&[
            one_line(field.doc),
            also_read(field.aliases),
            words::deprecated(field.deprecated),
            words::stamped(field.stamp).to_owned(),
            words::posted_as(field.posted),
        ]);
        if !doc.trim().is_empty() {
            schema.put("description", doc.trim());
        }
        if field.deprecated.is_some() {
            schema.put("deprecated", true);
        }
        if let Some(default) = field.default {
            schema.put("default", Json::of_text(default));
        }
        if personal || field.is_personal(self.description()) {
            schema.put("x-personal", true);
        }
        self.beside(schema, self.field(field))
    }

    pub(super) fn field(&self, field: &'d Field) -> Json {
        let schema = self.ty(field.ty);
        match field.presence {
            Presence::Default if !shape::takes_null(self.description(), field.ty) => {
                or_null(schema)
            }
            _ => schema,
        }
    }

    /// The schema of a type's values that aren't null.
    pub(super) fn not_null(&self, ty: Type) -> Json {
        if shape::takes_null(self.description(), ty) {
            let not_null = Json::object().with("not", null());
            Json::object().with("allOf", vec![self.ty(ty), not_null])
        } else {
            self.ty(ty)
        }
    }

    /// The schema of a type.
    pub(super) fn ty(&self, ty: Type) -> Json {
        let of_type = |name: &str| Json::object().with("type", name);
        if let Some(builtin) = Builtin::of(ty).filter(|of| Builtin::SCALARS.contains(of)) {
            return self.reference(self.names.builtin(builtin));
        }
        match ty {
            Type::Bool => of_type("boolean"),
            Type::Integer { bits, signed } => {
                let (least, most) = bounds(bits, signed);
                of_type("integer")
                    .with("minimum", least)
                    .with("maximum", most)
            }
            Type::Float { .. } => of_type("number"),
            Type::String => of_type("string"),
            Type::Option(of) if shape::takes_null(self.description(), *of) => self.ty(*of),
            Type::Option(of) => or_null(self.ty(*of)),
            Type::List(of) => of_type("array").with("items", self.ty(*of)),
            Type::OneOrMany(of) => {
                let of = self.ty(*of);
                any_of(vec![of.clone(), of_type("array").with("items", of)])
            }
            Type::Text(of) => any_of(vec![
                of_type("string").with("pattern", in_text(*of)),
                self.ty(*of),
            ]),
            Type::Map(of) => {
                let of = self.ty(*of);
                let object = of_type("object");
                if of.is_empty() {
                    object
                } else {
                    object.with("additionalProperties", of)
                }
            }
            Type::Secret(of) => {
                let marked = Json::object().with("x-secret", true);
                self.beside(marked, self.ty(*of))
            }
            Type::Query(of) => {
                let query =
                    of_type("string").with("contentMediaType", "application/x-www-form-urlencoded");
                match self.dialect {
                    Dialect::Schema => query.with("contentSchema", self.ty(*of)),
                    Dialect::AsyncApi => query,
                }
            }
            Type::Named(name) => self.reference(name),
            // Anything: values of JSON, of types without a description, and those passed over.
            _ => Json::object(),
        }
    }

    /// A value's schema that says whether the value is personal data.
    pub(super) fn marked(&self, personal: bool, schema: Json) -> Json {
        let note = Json::object().with_some("x-personal", personal.then_some(true));
        self.beside(note, schema)
    }

    /// Annotations beside a schema. Draft 07 takes none beside a reference.
    pub(super) fn beside(&self, annotations: Json, schema: Json) -> Json {
        if annotations.is_empty() {
            return schema;
        }
        if self.dialect == Dialect::AsyncApi && schema.has("$ref") {
            return annotations.with("allOf", vec![schema]);
        }
        annotations.with_all(&schema)
    }
}

pub(super) fn builtin_schema(builtin: Builtin) -> Json {
    let schema = Json::object().with("description", builtin.doc());
    match builtin {
        Builtin::PhoneNumber => schema.with("x-personal", true).with(
            "anyOf",
            vec![
                Json::object().with("type", "string"),
                Json::object().with("type", "integer").with("minimum", 0),
            ],
        ),
        Builtin::Id => schema.with(
            "anyOf",
            vec![
                Json::object().with("type", "string"),
                Json::object().with("type", "integer"),
            ],
        ),
        Builtin::EpochMillis | Builtin::EpochSeconds => {
            let (least, most) = bounds(64, true);
            schema
                .with("type", "integer")
                .with("minimum", least)
                .with("maximum", most)
        }
        Builtin::Uuid => {
            let hyphens = "[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}";
            let pattern =
                format!("^(?:[0-9a-fA-F]{{32}}|{hyphens}|\\{{{hyphens}\\}}|urn:uuid:{hyphens})$");
            schema.with("type", "string").with("pattern", pattern)
        }
        _ => schema.with("type", "string"),
    }
}

/// What stands between the quotes of a value that is text; its range is not in it.
const fn in_text(ty: Type) -> &'static str {
    match ty {
        Type::Bool => "^(?:true|false)$",
        Type::Float { .. } => "^-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$",
        Type::Integer { signed: false, .. } => "^(?:0|[1-9][0-9]*)$",
        _ => "^(?:0|-?[1-9][0-9]*)$",
    }
}

pub(super) fn bounds(bits: u8, signed: bool) -> (i128, i128) {
    let bits = u32::from(bits.min(64));
    if signed {
        let half = 1_i128 << (bits.max(1) - 1);
        (-half, half - 1)
    } else {
        (0, (1_i128 << bits) - 1)
    }
}

/// A prefix as a regular expression.
pub(super) fn escape_pattern(prefix: &str) -> String {
    let mut pattern = String::new();
    for letter in prefix.chars() {
        if r"\^$.|?*+()[]{}/".contains(letter) {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern
}

/// A schema, or null.
pub(super) fn or_null(schema: Json) -> Json {
    if let Json::Object(entries) = &schema
        && let Some((_, Json::Text(ty))) = entries.iter().find(|(key, _)| key == "type")
        && entries
            .iter()
            .all(|(key, _)| !matches!(key.as_str(), "anyOf" | "allOf" | "not" | "oneOf"))
    {
        let types = Json::from_iter([ty.as_str(), "null"]);
        let mut schema = schema.clone();
        schema.put("type", types);
        return schema;
    }
    any_of(vec![schema, null()])
}
