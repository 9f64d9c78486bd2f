//! JSON Schema: what the decoder takes, as far as a schema can say it.
//!
//! Text (`envelope(text)`) is parsed before it is validated. What a schema can't say is listed in
//! the schema's own description, and in `tests/schema.rs`, which compares schema and decoder.

use cti_runtime::describe::{
    Data, DataShape, Description, Encoding, Family, FamilyKind, Field, Message, Presence, Reply,
    Sample, Type, Value,
};

use crate::json::Json;
use crate::names::{self, Builtin, Names};
use crate::shape::{self, Shape, names_of};
use crate::text::{either, one_line};

/// Differences between any schema and the decoder, for the schema's readers.
const LIMITS: &str = "A schema can't say everything. The decoder also turns away text that repeats \
    a tag or a field, that nests deeper than 64 levels, that is longer than 256 KiB or has a lone \
    surrogate, and whole numbers that are written with a fraction or an exponent (1.0, 1e2) or as \
    -0, none of which JavaScript writes.";

/// Writes a protocol as JSON Schema, version 2020-12.
///
/// `$defs` has a definition for each message, for each direction (`Event`, `Command`) and for each
/// declared type; the root takes what either side sends. Personal data is marked `x-personal`,
/// secrets `x-secret`.
///
/// ```
/// # use cti_runtime::describe::Description;
/// fn event_schema(description: &Description) -> String {
///     let schema = cti_export::json_schema(description);
///     // To validate what the vendor sends, refer to `#/$defs/Event`.
///     schema
/// }
/// ```
pub fn json_schema(description: &Description) -> String {
    let names = Names::new(description);
    let writer = Writer {
        names: &names,
        dialect: Dialect::Schema,
    };
    let mut definitions = Json::object();
    let mut sides = Vec::new();
    for family in description.families {
        if family.messages.is_empty() {
            continue;
        }
        definitions.put(family.name, writer.family(family));
        sides.push(writer.reference(family.name));
    }
    for family in description.families {
        for message in family.messages {
            for (name, schema) in writer.message(family, message) {
                definitions.put(&name, schema);
            }
        }
    }
    for (name, schema) in writer.types() {
        definitions.put(&name, schema);
    }
    let root = Json::object()
        .with("$schema", "https://json-schema.org/draft/2020-12/schema")
        .with("title", description.name)
        .with(
            "description",
            format!("{} {LIMITS}", one_line(description.doc)),
        );
    let used = used(&definitions, &sides);
    let mut kept = Json::object();
    for (name, schema) in definitions.entries() {
        if used.contains(name) || !Builtin::ALL.iter().any(|of| names.builtin(*of) == name) {
            kept.put(name, schema.clone());
        }
    }
    root.with("anyOf", sides).with("$defs", kept).pretty()
}

/// The definitions that something refers to.
fn used(definitions: &Json, sides: &[Json]) -> Vec<String> {
    let mut used = Vec::new();
    collect(definitions, &mut used);
    for side in sides {
        collect(side, &mut used);
    }
    used
}

fn collect(json: &Json, used: &mut Vec<String>) {
    match json {
        Json::Object(entries) => {
            for (key, value) in entries {
                match value {
                    Json::Text(path) if key == "$ref" => {
                        used.extend(path.rsplit('/').next().map(str::to_owned));
                    }
                    value => collect(value, used),
                }
            }
        }
        Json::List(items) => items.iter().for_each(|item| collect(item, used)),
        Json::Literal(_) | Json::Text(_) => {}
    }
}

/// Which JSON Schema is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// 2020-12, with `$defs`.
    Schema,
    /// What AsyncAPI understands by itself, draft 07, with definitions under `components`.
    AsyncApi,
}

/// Writes schemas.
pub(crate) struct Writer<'n, 'd> {
    pub(crate) names: &'n Names<'d>,
    pub(crate) dialect: Dialect,
}

impl<'d> Writer<'_, 'd> {
    fn description(&self) -> &'d Description {
        self.names.description()
    }

    /// A reference to a definition.
    pub(crate) fn reference(&self, name: &str) -> Json {
        let path = match self.dialect {
            Dialect::Schema => format!("#/$defs/{name}"),
            Dialect::AsyncApi => format!("#/components/schemas/{name}"),
        };
        Json::object().with("$ref", path)
    }

    /// All messages of a direction.
    fn family(&self, family: &Family) -> Json {
        let place = match (family.kind, family.envelope.encoding) {
            (FamilyKind::Methods, _) => "Arguments of a call, without the callback.",
            (FamilyKind::Subscriptions, _) => "What a subscriber is called with.",
            (FamilyKind::Messages, Encoding::Object) => "Posted as an object.",
            (FamilyKind::Messages, Encoding::Text) => "Posted as JSON text.",
            (FamilyKind::Messages, Encoding::ObjectOrText) => {
                "Posted as an object; JSON text is read too."
            }
            (FamilyKind::Messages, Encoding::TextOrObject) => {
                "Posted as JSON text; an object is read too."
            }
        };
        let messages: Vec<Json> = family
            .messages
            .iter()
            .map(|message| self.reference(self.names.message(message)))
            .collect();
        let doc = format!("{} {place}", one_line(family.doc));
        Json::object()
            .with("description", doc.trim())
            .with("anyOf", messages)
    }

    /// The definitions of a message: a function has one for its arguments and one for its outcome.
    pub(crate) fn message(&self, family: &Family, message: &'d Message) -> Vec<(String, Json)> {
        let name = self.names.message(message).to_owned();
        match family.kind {
            FamilyKind::Messages => vec![(name, self.enveloped(family, message))],
            FamilyKind::Methods => {
                let mut all = vec![(name.clone(), self.arguments(message))];
                if let Some(Reply::Callback { result, error }) = message.reply {
                    let doc = format!("What the callback of `{}` receives.", message.tag);
                    all.push((
                        format!("{name}Outcome"),
                        self.outcome(message, &doc, result, error),
                    ));
                }
                all
            }
            FamilyKind::Subscriptions => {
                let schema = match (message.fields.first(), message.failure) {
                    (Some(field), Some(error)) => {
                        self.outcome(message, message.doc, field.ty, error)
                    }
                    // A subscriber that is told nothing looks at nothing.
                    _ => Json::object().with("description", one_line(message.doc)),
                };
                vec![(name, schema)]
            }
        }
    }

    /// A message in its envelope.
    fn enveloped(&self, family: &Family, message: &'d Message) -> Json {
        let tags: Vec<&str> = names_of(message.tag, message.aliases).collect();
        let envelope = &family.envelope;
        let mut schema = Json::object()
            .with("description", one_line(message.doc))
            .with("type", "object");
        let tag = one_of_texts(&tags);
        if let Some(content) = message.content {
            let (beside, inside): (Vec<_>, Vec<_>) =
                message.fields.iter().partition(|field| field.beside);
            let beside = Shape::of_fields(self.description(), beside);
            let (value, required) = if message.whole {
                self.whole(message)
            } else {
                self.content(&Shape::of_fields(self.description(), inside))
            };
            let mut first = Json::object().with(envelope.tag, tag);
            first.put(content, value);
            let mut needed = vec![envelope.tag];
            if required {
                needed.push(content);
            }
            self.object(&mut schema, first, needed, &beside);
        } else {
            let shape = Shape::of_fields(self.description(), message.fields);
            let first = Json::object().with(envelope.tag, tag);
            self.object(&mut schema, first, vec![envelope.tag], &shape);
        }
        let examples: Vec<Json> = samples(message).collect();
        if !examples.is_empty() && self.dialect == Dialect::Schema {
            schema.put("examples", examples);
        }
        schema
    }

    /// Content that is an object, and whether it must be there.
    fn content(&self, shape: &Shape<'d>) -> (Json, bool) {
        if shape.has_no_keys() && shape.rest.is_none() {
            // Nothing is looked for in it.
            return (Json::object(), false);
        }
        let mut schema = Json::object().with("type", "object");
        self.object(&mut schema, Json::object(), Vec::new(), shape);
        if shape.has_no_keys() {
            let other = Json::object().with("not", Json::object().with("type", "object"));
            return (any_of(vec![schema, other]), false);
        }
        if shape.takes_nothing() {
            (self.or_null(schema), false)
        } else {
            (schema, true)
        }
    }

    /// Content that is a value of a field's type, and whether it must be there.
    fn whole(&self, message: &'d Message) -> (Json, bool) {
        let Some(field) = message.fields.first() else {
            return (Json::object(), false);
        };
        let description = self.description();
        let optional = field.presence != Presence::Required
            || shape::takes_empty_object(description, field.ty);
        let schema = self.described(field);
        if optional && !shape::takes_null(description, field.ty) {
            (self.or_null(schema), false)
        } else {
            (schema, !optional)
        }
    }

    /// The arguments of a function.
    fn arguments(&self, message: &'d Message) -> Json {
        let items: Vec<Json> = message
            .fields
            .iter()
            .map(|field| {
                let schema = self.described(field);
                if self.dialect == Dialect::Schema {
                    Json::object().with("title", field.name).with_all(&schema)
                } else {
                    schema
                }
            })
            .collect();
        let needed = message
            .fields
            .iter()
            .rposition(|field| field.presence == Presence::Required)
            .map_or(0, |last| last + 1);
        let schema = Json::object()
            .with("description", one_line(message.doc))
            .with("type", "array");
        let schema = match self.dialect {
            _ if items.is_empty() => schema.with("maxItems", 0),
            Dialect::Schema => schema
                .with("prefixItems", items)
                .with("items", false)
                .with("minItems", needed),
            Dialect::AsyncApi => schema
                .with("items", items)
                .with("additionalItems", false)
                .with("minItems", needed),
        };
        let examples: Vec<Json> = message
            .samples
            .iter()
            .filter_map(|sample| match sample {
                Sample::Arguments(json) => Some(Json::of_text(json)),
                _ => None,
            })
            .collect();
        let examples =
            (!examples.is_empty() && self.dialect == Dialect::Schema).then_some(examples);
        schema.with_some("examples", examples)
    }

    /// What a callback receives.
    fn outcome(&self, message: &Message, doc: &str, result: Type, error: Type) -> Json {
        let description = self.description();
        let null = || Json::object().with("type", "null");
        let failed = if shape::takes_null(description, error) {
            let not_null = Json::object().with("not", null());
            Json::object().with("allOf", vec![self.ty(error), not_null])
        } else {
            self.ty(error)
        };
        let failed = Json::object()
            .with("title", "failed")
            .with("properties", Json::object().with("error", failed))
            .with("required", Json::from_iter(["error"]));
        let properties = Json::object()
            .with("result", self.ty(result))
            .with("error", null());
        let mut done = Json::object()
            .with("title", "done")
            .with("properties", properties);
        if !matches!(result, Type::Option(_) | Type::Nothing) {
            done.put("required", Json::from_iter(["result"]));
        }
        let examples: Vec<Json> = outcomes(message).collect();
        let examples =
            (!examples.is_empty() && self.dialect == Dialect::Schema).then_some(examples);
        Json::object()
            .with("description", one_line(doc))
            .with("type", "object")
            .with("anyOf", vec![done, failed])
            .with_some("examples", examples)
    }

    /// Every definition that isn't a message's.
    pub(crate) fn types(&self) -> Vec<(String, Json)> {
        let declared = self
            .description()
            .types
            .iter()
            .map(|data| (data.name.to_owned(), self.data(data)));
        let builtin = [
            Builtin::PhoneNumber,
            Builtin::DateTime,
            Builtin::Url,
            Builtin::Uuid,
        ]
        .into_iter()
        .map(|builtin| {
            (
                self.names.builtin(builtin).to_owned(),
                builtin_schema(builtin),
            )
        });
        declared.chain(builtin).collect()
    }

    fn data(&self, data: &'d Data) -> Json {
        let mut schema = Json::object();
        if !data.doc.trim().is_empty() {
            schema.put("description", one_line(data.doc));
        }
        if data.personal {
            schema.put("x-personal", true);
        }
        match data.shape {
            DataShape::Newtype(of) => self.beside(schema, self.ty(of)),
            DataShape::Enum { values, open } => {
                let of = self.values(values, open);
                schema.with_all(&of)
            }
            DataShape::Union(variants) => {
                let any = variants.iter().map(|variant| {
                    let titled = Json::object();
                    let titled = if variant.doc.trim().is_empty() {
                        titled
                    } else {
                        titled.with("description", one_line(variant.doc))
                    };
                    self.beside(titled, self.ty(variant.ty))
                });
                schema.with("anyOf", any.collect::<Vec<_>>())
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

    /// Strings, each with its doc.
    fn values(&self, values: &'d [Value], open: bool) -> Json {
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
        let mut schema = Json::object();
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
        match any.len() {
            1 => any.into_iter().next().unwrap_or_else(Json::object),
            _ => {
                schema.put("anyOf", any);
                schema
            }
        }
    }

    /// The constraints of an object: `first` are properties that come before the shape's, and
    /// `needed` keys that must be there besides its own.
    fn object(&self, schema: &mut Json, first: Json, needed: Vec<&str>, shape: &Shape<'d>) {
        let mut properties = first;
        self.properties(&mut properties, shape);
        if shape.rest.is_some() {
            // These have other rules than the rest.
            for key in shape.keys() {
                if !properties.has(key) {
                    properties.put(key, Json::object());
                }
            }
        }
        if !properties.is_empty() {
            schema.put("properties", properties);
        }
        let mut required = needed;
        let mut rules = Vec::new();
        self.rules(shape, &mut required, &mut rules);
        if !required.is_empty() {
            schema.put("required", Json::from_iter(required));
        }
        if let Some(rest) = shape.rest {
            schema.put("additionalProperties", self.ty(rest));
        }
        match rules.len() {
            0 => {}
            1 => {
                for (key, rule) in rules.iter().flat_map(Json::entries) {
                    schema.put(key, rule.clone());
                }
            }
            _ => schema.put("allOf", rules),
        }
    }

    fn properties(&self, properties: &mut Json, shape: &Shape<'d>) {
        for field in &shape.fields {
            properties.put(field.key, self.described(field));
            for alias in field.aliases {
                let doc = format!("Read as `{}`.", field.key);
                let schema =
                    self.beside(Json::object().with("description", doc), self.field(field));
                properties.put(alias, schema);
            }
        }
        for shape in &shape.together {
            self.properties(properties, shape);
        }
    }

    /// What must be there.
    fn rules(&self, shape: &Shape<'d>, required: &mut Vec<&'d str>, rules: &mut Vec<Json>)
    where
        'd,
    {
        for field in &shape.fields {
            let keys: Vec<&str> = names_of(field.key, field.aliases).collect();
            let needed = field.presence == Presence::Required;
            match (needed, keys.as_slice()) {
                (true, [key]) => required.push(key),
                (false, [_]) => {}
                (true, keys) => {
                    let ways = keys.iter().map(|key| there(key));
                    rules.push(Json::object().with("oneOf", ways.collect::<Vec<_>>()));
                }
                (false, keys) => rules.push(at_most_one(keys)),
            }
        }
        for group in &shape.groups {
            rules.push(self.group(group));
        }
        for tagged in &shape.tagged {
            rules.push(self.tagged(tagged));
        }
        for together in &shape.together {
            let groups = together.group_keys();
            let own = together.keys().into_iter();
            let own: Vec<Json> = own.filter(|key| !groups.contains(key)).map(there).collect();
            let mut none = Json::object().with("not", any_of(own));
            if !groups.is_empty() {
                let mut null = Json::object();
                for key in groups {
                    null.put(key, Json::object().with("type", "null"));
                }
                none.put("properties", null);
            }
            let mut all = Json::object();
            let (mut required, mut rules_inside) = (Vec::new(), Vec::new());
            self.rules(together, &mut required, &mut rules_inside);
            if !required.is_empty() {
                all.put("required", Json::from_iter(required));
            }
            if !rules_inside.is_empty() {
                all.put("allOf", rules_inside);
            }
            if !all.is_empty() {
                rules.push(Json::object().with("anyOf", vec![none, all]));
            }
        }
    }

    /// One of some keys; those that are null count as absent, except for a lone one of a type that
    /// has null.
    fn group(&self, group: &shape::Group<'d>) -> Json {
        let null = || Json::object().with("type", "null");
        let mut ways = Vec::new();
        for variant in group.variants {
            for key in names_of(variant.key, variant.aliases) {
                let mut properties = Json::object();
                let value = self.ty(variant.ty);
                let nullable = shape::takes_null(self.description(), variant.ty);
                let described = Json::object();
                let described = if variant.doc.trim().is_empty() {
                    described
                } else {
                    described.with("description", one_line(variant.doc))
                };
                properties.put(
                    key,
                    if nullable {
                        described.with("allOf", vec![value, Json::object().with("not", null())])
                    } else {
                        self.beside(described, value)
                    },
                );
                let mut never = Vec::new();
                for other in group.variants {
                    let same = core::ptr::eq(other, variant);
                    for name in names_of(other.key, other.aliases).filter(|name| *name != key) {
                        if same {
                            never.push(there(name));
                        } else {
                            properties.put(name, null());
                        }
                    }
                }
                let mut way = Json::object()
                    .with("required", Json::from_iter([key]))
                    .with("properties", properties);
                if !never.is_empty() {
                    way.put("not", Json::object().with("anyOf", never));
                }
                ways.push(way);
                if nullable && !group.optional {
                    let others = group
                        .variants
                        .iter()
                        .flat_map(|other| names_of(other.key, other.aliases))
                        .filter(|name| *name != key)
                        .map(there)
                        .collect::<Vec<_>>();
                    let mut way = Json::object()
                        .with("required", Json::from_iter([key]))
                        .with("properties", Json::object().with(key, null()));
                    if !others.is_empty() {
                        way.put("not", Json::object().with("anyOf", others));
                    }
                    ways.push(way);
                }
            }
        }
        if group.optional {
            let mut none = Json::object();
            for variant in group.variants {
                for key in names_of(variant.key, variant.aliases) {
                    none.put(key, null());
                }
            }
            ways.push(Json::object().with("properties", none));
        }
        Json::object().with("anyOf", ways)
    }

    /// A tag, and what each of its values needs.
    fn tagged(&self, tagged: &shape::Tagged<'d>) -> Json {
        let mut ways = Vec::new();
        for (variant, shape) in &tagged.variants {
            let tags: Vec<&str> = names_of(variant.key, variant.aliases).collect();
            let mut way = Json::object();
            if !variant.doc.trim().is_empty() {
                way.put("description", one_line(variant.doc));
            }
            let first = Json::object().with(tagged.tag, one_of_texts(&tags));
            self.object(&mut way, first, vec![tagged.tag], shape);
            ways.push(way);
        }
        if tagged.optional {
            let whole = Shape {
                tagged: vec![shape::Tagged {
                    tag: tagged.tag,
                    variants: Vec::new(),
                    optional: false,
                }],
                ..Shape::default()
            };
            let mut keys = whole.keys();
            for (_, shape) in &tagged.variants {
                keys.extend(shape.keys());
            }
            let none: Vec<Json> = keys.into_iter().map(there).collect();
            ways.push(Json::object().with("not", Json::object().with("anyOf", none)));
        }
        Json::object().with("anyOf", ways)
    }

    /// A field's schema with its doc.
    fn described(&self, field: &'d Field) -> Json {
        let mut schema = Json::object();
        let mut doc = one_line(field.doc);
        if !field.aliases.is_empty() {
            let also: Vec<String> = field
                .aliases
                .iter()
                .map(|alias| format!("`{alias}`"))
                .collect();
            let also: Vec<&str> = also.iter().map(String::as_str).collect();
            doc = format!("{doc} Also read: {}.", either(&also));
        }
        if !doc.trim().is_empty() {
            schema.put("description", doc.trim());
        }
        if let Some(default) = default(field) {
            schema.put("default", default);
        }
        if field.personal || names::is_personal(self.description(), field.ty) {
            schema.put("x-personal", true);
        }
        self.beside(schema, self.field(field))
    }

    fn field(&self, field: &'d Field) -> Json {
        let schema = self.ty(field.ty);
        match field.presence {
            Presence::Default if !shape::takes_null(self.description(), field.ty) => {
                self.or_null(schema)
            }
            _ => schema,
        }
    }

    /// The schema of a type.
    fn ty(&self, ty: Type) -> Json {
        let of_type = |name: &str| Json::object().with("type", name);
        match ty {
            Type::Bool => of_type("boolean"),
            Type::Integer { bits, signed } => {
                let (least, most) = bounds(bits, signed);
                of_type("integer")
                    .with("minimum", least)
                    .with("maximum", most)
            }
            Type::Float => of_type("number"),
            Type::String => of_type("string"),
            Type::PhoneNumber => self.reference(self.names.builtin(Builtin::PhoneNumber)),
            Type::DateTime => self.reference(self.names.builtin(Builtin::DateTime)),
            Type::Url => self.reference(self.names.builtin(Builtin::Url)),
            Type::Uuid => self.reference(self.names.builtin(Builtin::Uuid)),
            Type::Option(of) if shape::takes_null(self.description(), *of) => self.ty(*of),
            Type::Option(of) => self.or_null(self.ty(*of)),
            Type::List(of) => of_type("array").with("items", self.ty(*of)),
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

    /// A schema, or null.
    fn or_null(&self, schema: Json) -> Json {
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
        any_of(vec![schema, Json::object().with("type", "null")])
    }

    /// Annotations beside a schema. Draft 07 takes none beside a reference.
    fn beside(&self, annotations: Json, schema: Json) -> Json {
        if annotations.is_empty() {
            return schema;
        }
        if self.dialect == Dialect::AsyncApi && schema.has("$ref") {
            return annotations.with("allOf", vec![schema]);
        }
        annotations.with_all(&schema)
    }
}

impl Json {
    /// With the entries of another object behind its own; a description that is there stays.
    fn with_all(mut self, other: &Self) -> Self {
        for (key, value) in other.entries() {
            if !self.has(key) {
                self.put(key, value.clone());
            }
        }
        self
    }
}

/// The samples of a message.
pub(crate) fn samples(message: &Message) -> impl Iterator<Item = Json> + '_ {
    message.samples.iter().filter_map(|sample| match sample {
        Sample::Message(json) => Some(Json::of_text(json)),
        _ => None,
    })
}

/// What callbacks receive, by the samples of a function or a subscription.
pub(crate) fn outcomes(message: &Message) -> impl Iterator<Item = Json> + '_ {
    let null = || Json::Literal("null".to_owned());
    message
        .samples
        .iter()
        .filter_map(move |sample| match sample {
            Sample::Result(json) => Some(Json::object().with("result", Json::of_text(json))),
            Sample::Error(json) => Some(
                Json::object()
                    .with("result", null())
                    .with("error", Json::of_text(json)),
            ),
            _ => None,
        })
}

fn builtin_schema(builtin: Builtin) -> Json {
    let schema = Json::object().with("description", builtin.doc());
    match builtin {
        Builtin::PhoneNumber => schema.with("x-personal", true).with(
            "anyOf",
            vec![
                Json::object().with("type", "string"),
                Json::object().with("type", "integer").with("minimum", 0),
            ],
        ),
        Builtin::Uuid => {
            let hyphens = "[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}";
            let pattern =
                format!("^(?:[0-9a-fA-F]{{32}}|{hyphens}|\\{{{hyphens}\\}}|urn:uuid:{hyphens})$");
            schema.with("type", "string").with("pattern", pattern)
        }
        _ => schema.with("type", "string"),
    }
}

/// What a field that isn't there has, where the type says it.
fn default(field: &Field) -> Option<Json> {
    if field.presence != Presence::Default {
        return None;
    }
    Some(match field.ty {
        Type::Bool => Json::from(false),
        Type::Integer { .. } | Type::Float => Json::from(0),
        Type::String => Json::from(""),
        Type::List(_) => Json::List(Vec::new()),
        Type::Map(_) => Json::object(),
        _ => return None,
    })
}

fn bounds(bits: u8, signed: bool) -> (i128, i128) {
    let bits = u32::from(bits.min(64));
    if signed {
        let half = 1_i128 << (bits.max(1) - 1);
        (-half, half - 1)
    } else {
        (0, (1_i128 << bits) - 1)
    }
}

fn any_of(schemas: Vec<Json>) -> Json {
    Json::object().with("anyOf", schemas)
}

/// One of some strings.
fn one_of_texts(texts: &[&str]) -> Json {
    match texts {
        [text] => Json::object().with("const", *text),
        texts => Json::object().with("enum", Json::from_iter(texts.iter().copied())),
    }
}

fn there(key: &str) -> Json {
    Json::object().with("required", Json::from_iter([key]))
}

/// None or one of a field's keys.
fn at_most_one(keys: &[&str]) -> Json {
    let mut pairs = Vec::new();
    for (index, one) in keys.iter().enumerate() {
        for other in keys.iter().skip(index + 1) {
            let pair = Json::from_iter([*one, *other]);
            pairs.push(Json::object().with("required", pair));
        }
    }
    let pairs = match <[Json; 1]>::try_from(pairs) {
        Ok([pair]) => pair,
        Err(pairs) => any_of(pairs),
    };
    Json::object().with("not", pairs)
}

/// A prefix as a regular expression.
fn escape_pattern(prefix: &str) -> String {
    let mut pattern = String::new();
    for letter in prefix.chars() {
        if r"\^$.|?*+()[]{}/".contains(letter) {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern
}
