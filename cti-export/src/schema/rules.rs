//! The keys that an object must have, and those that go together.

use cti_runtime::describe::{Presence, TagKind};

use super::{Writer, any_of, null, one_of_texts};
use crate::json::Json;
use crate::shape::{self, Member, Shape, names_of};

impl<'d> Writer<'_, 'd> {
    /// The constraints of an object: `first` are properties that come before the shape's, and
    /// `needed` keys that must be there besides its own.
    pub(super) fn object(
        &self,
        schema: &mut Json,
        first: Json,
        needed: Vec<&str>,
        shape: &Shape<'d>,
    ) {
        let mut properties = first;
        self.properties(&mut properties, shape);
        if shape.rest.iter().any(|rest| rest.prefix.is_empty()) {
            // These have other rules than the rest.
            for key in shape.keys() {
                if !properties.has(key) {
                    properties.put(key, Json::object());
                }
            }
        }
        let mut patterns = Json::object();
        let mut others = None;
        for rest in &shape.rest {
            let of = self.marked(rest.personal, self.ty(rest.ty));
            if rest.prefix.is_empty() {
                others = Some(of);
            } else {
                let first = properties.entries().iter().map(|(key, _)| key.as_str());
                let declared = first.chain(shape.keys());
                patterns.put(&pattern(rest.prefix, declared), of);
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
        if !patterns.is_empty() {
            schema.put("patternProperties", patterns);
        }
        if let Some(others) = others {
            schema.put("additionalProperties", others);
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

    pub(super) fn properties(&self, properties: &mut Json, shape: &Shape<'d>) {
        for Member { field, personal } in shape.fields.iter().copied() {
            properties.put(field.key, self.described(field, personal));
            let personal = personal || field.is_personal(self.description());
            for alias in field.aliases {
                let doc = format!("Read as `{}`, if that is missing.", field.key);
                let doc = Json::object().with("description", doc);
                properties.put(alias, doc.with_some("x-personal", personal.then_some(true)));
            }
        }
        for shape in &shape.together {
            self.properties(properties, shape);
        }
    }

    /// What must be there.
    pub(super) fn rules(
        &self,
        shape: &Shape<'d>,
        required: &mut Vec<&'d str>,
        rules: &mut Vec<Json>,
    ) {
        for Member { field, .. } in &shape.fields {
            let keys: Vec<&str> = names_of(field.key, field.aliases).collect();
            let needed = field.presence == Presence::Required;
            match (needed, keys.as_slice()) {
                (true, [key]) => required.push(key),
                (true, keys) => rules.push(any_of(keys.iter().map(|key| there(key)).collect())),
                (false, _) => {}
            }
            // Of several names the first one that is there is read, and the others aren't looked at.
            for (index, alias) in keys.iter().enumerate().skip(1) {
                let mut ways: Vec<Json> = keys.iter().take(index).map(|key| there(key)).collect();
                let mut properties = Json::object();
                properties.put(alias, self.field(field));
                ways.push(Json::object().with("properties", properties));
                rules.push(any_of(ways));
            }
        }
        for group in &shape.groups {
            rules.push(self.group(group));
        }
        for tagged in &shape.tagged {
            rules.push(self.tagged(tagged));
        }
        for together in &shape.together {
            let none: Vec<Json> = together.keys().into_iter().map(there).collect();
            let none = Json::object().with("not", any_of(none));
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
    pub(super) fn group(&self, group: &shape::Group<'d>) -> Json {
        let mut ways = Vec::new();
        for variant in group.variants {
            for key in names_of(variant.key, variant.aliases) {
                let mut properties = Json::object();
                let value = self.ty(variant.ty);
                let nullable = shape::takes_null(self.description(), variant.ty);
                let described = Json::object().with_doc(variant.doc);
                properties.put(
                    key,
                    self.marked(
                        group.personal || self.description().is_personal(variant.ty),
                        if nullable {
                            described.with_all(&self.not_null(variant.ty))
                        } else {
                            self.beside(described, value)
                        },
                    ),
                );
                // Of several names the first one that is there is read, and the others aren't looked at.
                let own = names_of(variant.key, variant.aliases);
                let never: Vec<Json> = own.take_while(|name| *name != key).map(there).collect();
                let others = group.variants.iter();
                for other in others.filter(|other| !core::ptr::eq(*other, variant)) {
                    for name in names_of(other.key, other.aliases) {
                        properties.put(name, null());
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
    pub(super) fn tagged(&self, tagged: &shape::Tagged<'d>) -> Json {
        let mut ways = Vec::new();
        for (variant, shape) in &tagged.variants {
            let tags: Vec<&str> = names_of(variant.key, variant.aliases).collect();
            let mut way = Json::object().with_doc(variant.doc);
            let first = Json::object().with(tagged.tag, self::tags(variant.tag, &tags));
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
}

/// One of some tags.
fn tags(kind: TagKind, tags: &[&str]) -> Json {
    if kind == TagKind::String {
        return one_of_texts(tags);
    }
    let tags = tags.iter().map(|tag| Json::Literal((*tag).to_owned()));
    match <[Json; 1]>::try_from(tags.collect::<Vec<_>>()) {
        Ok([tag]) => Json::object().with("const", tag),
        Err(tags) => Json::object().with("enum", tags),
    }
}

pub(super) fn there(key: &str) -> Json {
    Json::object().with("required", Json::from_iter([key]))
}

/// The keys that begin with a prefix, but for those that are declared.
fn pattern<'k>(prefix: &str, declared: impl Iterator<Item = &'k str>) -> String {
    let mut own: Vec<&str> = declared.filter(|key| key.starts_with(prefix)).collect();
    own.sort_unstable();
    own.dedup();
    but_for(&format!("^{}", literal(prefix)), own)
}

/// A pattern of keys, which begins with `^`, but for these keys.
pub(super) fn but_for<'k>(pattern: &str, keys: impl IntoIterator<Item = &'k str>) -> String {
    let keys: Vec<String> = keys.into_iter().map(literal).collect();
    match pattern.strip_prefix('^') {
        Some(rest) if !keys.is_empty() => format!("^(?!(?:{})$){rest}", keys.join("|")),
        _ => pattern.to_owned(),
    }
}

/// A text as a regular expression.
fn literal(text: &str) -> String {
    let mut out = String::new();
    for char in text.chars() {
        if r"^$\.*+?()[]{}|/".contains(char) {
            out.push('\\');
        }
        out.push(char);
    }
    out
}
