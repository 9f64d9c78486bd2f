//! Objects and values against their types.

use cti_runtime::describe::{DataShape, Direction, Field, Presence, TagKind, Type};
use cti_runtime::mask::{self, MASK};
use serde_json::{Map, Value};

use super::{About, Cursor, DEPTH, FindingKey, Of, Owner, Scanner, Unlisted};
use crate::drift::guess::is_uuid;
use crate::drift::{Kind, Line, What, suggest};
use crate::shape::{self, Member, Shape, names_of};

impl<'d> Scanner<'d> {
    /// An object against the keys that it may have; `passed` are the envelope's.
    pub(super) fn object(
        &mut self,
        cursor: &Cursor<'_, 'd>,
        owner: Owner<'d>,
        shape: &Shape<'d>,
        entries: &Map<String, Value>,
        passed: &[&str],
    ) {
        if let Owner::Type(_) = owner {
            *self.objects.entry(owner).or_default() += 1;
        }
        self.known(cursor, owner, shape, entries, true);
        let keys = shape.keys();
        for (key, value) in entries {
            if passed.contains(&key.as_str()) || keys.contains(&key.as_str()) {
                continue;
            }
            match shape.rest_of(key) {
                Some(rest) => {
                    let cursor = cursor.personal(rest.personal);
                    let path = format!("{}{{}}", rest.prefix);
                    self.value(&cursor.inside(&path, Of::Type(rest.ty)), rest.ty, value);
                }
                None => self.unlisted(cursor, owner, shape, key, value),
            }
        }
    }

    /// The keys that a shape has; `needed` unless all of them may be absent together.
    pub(super) fn known(
        &mut self,
        cursor: &Cursor<'_, 'd>,
        owner: Owner<'d>,
        shape: &Shape<'d>,
        entries: &Map<String, Value>,
        needed: bool,
    ) {
        for Member { field, personal } in shape.fields.iter().copied() {
            let there = names_of(field.key, field.aliases).find_map(|key| entries.get(key));
            let cursor = cursor
                .personal(personal)
                .inside(field.key, Of::Field(owner, field));
            match there {
                Some(value) => {
                    self.has_come(owner, field.key, value);
                    self.optional(&cursor, field, value);
                }
                None if needed && field.presence == Presence::Required => self.missing(&cursor),
                None => {}
            }
        }
        for group in &shape.groups {
            self.group(cursor, owner, group, entries, needed);
        }
        for tagged in &shape.tagged {
            let needed = needed && !tagged.optional;
            self.tagged(cursor, owner, tagged, entries, needed);
        }
        for together in &shape.together {
            let any = together
                .keys()
                .into_iter()
                .any(|key| entries.contains_key(key));
            self.known(cursor, owner, together, entries, any);
        }
    }

    pub(super) fn group(
        &mut self,
        cursor: &Cursor<'_, 'd>,
        owner: Owner<'d>,
        group: &shape::Group<'d>,
        entries: &Map<String, Value>,
        needed: bool,
    ) {
        let mut there = 0;
        for variant in group.variants {
            for key in names_of(variant.key, variant.aliases) {
                if let Some(value) = entries.get(key).filter(|value| !value.is_null()) {
                    there += 1;
                    self.has_come(owner, variant.key, value);
                    let cursor = cursor
                        .personal(group.personal)
                        .inside(key, Of::Type(variant.ty));
                    self.value(&cursor, variant.ty, value);
                }
            }
        }
        if there > 1 || (there == 0 && needed && !group.optional) {
            let keys: Vec<&str> = group.variants.iter().map(|variant| variant.key).collect();
            let detail = format!("{there} of {} are there, one is expected", keys.join(", "));
            let kind = if there == 0 {
                Kind::Missing
            } else {
                Kind::Type
            };
            self.note(cursor, kind, &detail, About::Else, None);
        }
    }

    pub(super) fn tagged(
        &mut self,
        cursor: &Cursor<'_, 'd>,
        owner: Owner<'d>,
        tagged: &shape::Tagged<'d>,
        entries: &Map<String, Value>,
        needed: bool,
    ) {
        let inside = cursor.inside(tagged.tag, Of::Type(Type::String));
        let tag = match entries.get(tagged.tag) {
            None if needed => return self.missing(&inside),
            None => return,
            Some(tag) => tag,
        };
        let kind = tagged.variants.first().map(|(variant, _)| variant.tag);
        let tag = match (kind, tag) {
            (Some(TagKind::Boolean), Value::Bool(tag)) => &tag.to_string(),
            (Some(TagKind::Number), Value::Number(tag)) => &tag.to_string(),
            (None | Some(TagKind::String), Value::String(tag)) => tag,
            (_, other) => return self.differs(&inside, other),
        };
        let variant = tagged
            .variants
            .iter()
            .find(|(variant, _)| names_of(variant.key, variant.aliases).any(|name| name == tag));
        if let Some((_, shape)) = variant {
            self.known(cursor, owner, shape, entries, true);
        } else {
            let detail = value_shown(tag, cursor.personal);
            self.note(&inside, Kind::Value, &detail, About::Else, None);
        }
    }

    /// The value of a field, which may be null if it needn't be there.
    pub(super) fn optional(&mut self, cursor: &Cursor<'_, 'd>, field: &Field, value: &Value) {
        let may = field.presence != Presence::Required;
        if !(may && value.is_null()) {
            self.value(cursor, field.ty, value);
        }
    }

    /// A value against its type.
    pub(super) fn value(&mut self, cursor: &Cursor<'_, 'd>, ty: Type, value: &Value) {
        if cursor.depth > DEPTH {
            return;
        }
        let fits = match (ty, value) {
            (Type::Option(_), Value::Null)
            | (Type::Bool, Value::Bool(_))
            | (Type::Float { .. }, Value::Number(_))
            | (
                Type::String
                | Type::DateTime
                | Type::Url
                | Type::PhoneNumber
                | Type::Id
                | Type::Query(_),
                Value::String(_),
            )
            | (Type::Json | Type::Opaque | Type::Nothing, _) => true,
            (Type::Integer { bits, signed }, Value::Number(number)) => within(number, bits, signed),
            (Type::PhoneNumber, Value::Number(number)) => number.is_u64(),
            (Type::Id, Value::Number(number)) => !number.is_f64(),
            (Type::EpochMillis | Type::EpochSeconds, Value::Number(number)) => number.is_i64(),
            (Type::Text(of), Value::String(text)) => match serde_json::from_str(text) {
                Ok(value @ (Value::Bool(_) | Value::Number(_))) if text.trim() == text => {
                    return self.value(cursor, *of, &value);
                }
                _ => false,
            },
            (Type::OneOrMany(of), value) if !value.is_array() => {
                return self.value(cursor, *of, value);
            }
            (Type::Uuid, Value::String(text)) => {
                let text = text
                    .trim_start_matches("urn:uuid:")
                    .trim_matches(['{', '}']);
                is_uuid(text) || (text.len() == 32 && text.bytes().all(|of| of.is_ascii_hexdigit()))
            }
            (Type::Secret(of), value) => {
                let cursor = cursor.personal(true);
                return self.value(&cursor, *of, value);
            }
            (Type::Option(of) | Type::Text(of), value) => {
                return self.value(cursor, *of, value);
            }
            (Type::List(of) | Type::OneOrMany(of), Value::Array(items)) => {
                let cursor = cursor.item("[]");
                for item in items {
                    self.value(&cursor, *of, item);
                }
                true
            }
            (Type::Map(of), Value::Object(entries)) => {
                let cursor = cursor.item("{}");
                for item in entries.values() {
                    self.value(&cursor, *of, item);
                }
                true
            }
            (Type::Named(name), value) => return self.named(cursor, name, value),
            _ => false,
        };
        if !fits {
            self.differs(cursor, value);
        }
    }

    pub(super) fn named(&mut self, cursor: &Cursor<'_, 'd>, name: &str, value: &Value) {
        let Some(data) = self.description.data(name) else {
            return;
        };
        match (data.shape, value) {
            (DataShape::Newtype(of), value) => self.value(cursor, of, value),
            (DataShape::Positional(fields), Value::Array(items)) => {
                let cursor = cursor.personal(data.personal);
                self.positions(&cursor, data.name, fields, items);
            }
            (DataShape::Enum { values, .. }, Value::String(text)) => {
                let listed = values.iter().any(|value| {
                    names_of(value.value, value.aliases)
                        .any(|known| known == text || (value.prefix && text.starts_with(known)))
                });
                if !listed {
                    let detail = value_shown(text, data.personal || cursor.personal);
                    self.note(cursor, Kind::Value, &detail, About::Value(data.name), None);
                }
            }
            (DataShape::Union(variants), value)
                if variants.iter().any(|of| self.fits(of.ty, value)) => {}
            (
                DataShape::Object(_) | DataShape::OneOf(_) | DataShape::Tagged { .. },
                Value::Object(entries),
            ) => {
                if let Some(shape) = Shape::of_data(self.description, data) {
                    let cursor = cursor.personal(data.personal);
                    self.object(&cursor, Owner::Type(data.name), &shape, entries, &[]);
                }
            }
            _ => self.differs(cursor, value),
        }
    }

    /// Items of a list against the fields that have their positions.
    fn positions(
        &mut self,
        cursor: &Cursor<'_, 'd>,
        name: &'d str,
        fields: &'d [Field],
        items: &[Value],
    ) {
        for (place, field) in fields.iter().enumerate() {
            let of = Of::Field(Owner::Type(name), field);
            let cursor = cursor.inside(&format!("[{place}]"), of);
            let needed = field.presence == Presence::Required;
            match items.get(place) {
                Some(Value::Null) if !needed => {}
                Some(item) => self.value(&cursor, field.ty, item),
                None if needed => self.missing(&cursor),
                None => {}
            }
        }
    }

    /// Whether a value is of this type.
    pub(super) fn fits(&self, ty: Type, value: &Value) -> bool {
        let mut probe = Scanner::new(self.description);
        let line = Line {
            number: 0,
            direction: Direction::FromVendor,
            what: What::Message(""),
        };
        let cursor = Cursor {
            of: Of::Type(ty),
            ..Cursor::new(&line, "", "")
        };
        probe.value(&cursor, ty, value);
        // A string that an open enum doesn't list is one of its values all the same.
        probe.found.keys().all(|key| key.kind != Kind::Type)
    }

    pub(super) fn differs(&mut self, cursor: &Cursor<'_, 'd>, value: &Value) {
        self.note(cursor, Kind::Type, "", about(cursor), Some(value));
    }

    pub(super) fn missing(&mut self, cursor: &Cursor<'_, 'd>) {
        self.note(cursor, Kind::Missing, "", about(cursor), None);
    }

    pub(super) fn unlisted(
        &mut self,
        cursor: &Cursor<'_, 'd>,
        owner: Owner<'d>,
        shape: &Shape<'d>,
        key: &str,
        value: &Value,
    ) {
        // A key that is no name is data, and so may be any in what is personal: those are one finding.
        let key = if cursor.personal {
            MASK
        } else {
            mask::name(key)
        };
        let fits = |field: &&'d Field| {
            (field.presence != Presence::Required && value.is_null()) || self.fits(field.ty, value)
        };
        let mut fields = shape.fields.iter().map(|member| member.field);
        let twin = fields.find(|field| suggest::is_twin(field.key, key));
        let twin = twin.filter(fits).filter(|_| key != MASK);
        let inside = cursor.inside(key, cursor.of);
        let about = About::Unlisted(Unlisted {
            key: key.to_owned(),
            owner,
            beside: cursor.beside,
            twin,
        });
        self.note(&inside, Kind::UnknownField, "", about, Some(value));
        if twin.is_none() {
            self.no_twin(&inside);
        }
    }

    /// A value of this key wasn't of its twin's type.
    fn no_twin(&mut self, cursor: &Cursor<'_, 'd>) {
        let found = self
            .found
            .get_mut(&FindingKey::of(cursor, Kind::UnknownField, ""));
        if let Some(About::Unlisted(unlisted)) = found.map(|found| &mut found.about) {
            unlisted.twin = None;
        }
    }
}

/// What a suggestion about this value needs to know.
fn about<'d>(cursor: &Cursor<'_, 'd>) -> About<'d> {
    match cursor.of {
        Of::Field(owner, field) => About::Field(owner, field),
        Of::Callback(message, ty) => About::Callback(message, ty),
        Of::Content(family, message) => About::Content(family, message),
        Of::Type(ty) => About::Type(ty),
    }
}

fn within(number: &serde_json::Number, bits: u8, signed: bool) -> bool {
    let bits = u32::from(bits.clamp(1, 64));
    match (signed, number.as_u64(), number.as_i64()) {
        (false, Some(value), _) => bits == 64 || value < 1 << bits,
        (true, _, Some(value)) => {
            let half = 1_i128 << (bits - 1);
            (-half..half).contains(&i128::from(value))
        }
        _ => false,
    }
}

/// A value of an enum, if it looks like one and isn't personal.
fn value_shown(text: &str, personal: bool) -> String {
    // A name, but for blanks.
    if !personal && text.len() <= 40 && mask::is_name(&text.replace(' ', "-")) {
        format!("\"{text}\"")
    } else {
        format!("a string of {} characters", text.chars().count())
    }
}
