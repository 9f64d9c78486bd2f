//! The keys that an object has, once flattened types are dissolved in it.
//!
//! The one place that knows what the codec makes of `flatten`, `one_of` and `tag`: every export and the
//! drift report are written from it.

use cti_runtime::describe::{
    Data, DataShape, Description, Field, Presence, TagKind, Type, Variant,
};

use crate::json::quoted;

/// How deep types may be flattened into each other, as in the macro.
const DEPTH: usize = 8;

/// The keys of an object.
#[derive(Default)]
pub(crate) struct Shape<'d> {
    /// Fields under a key of their own.
    pub(crate) fields: Vec<Member<'d>>,
    /// Groups of keys of which one is there.
    pub(crate) groups: Vec<Group<'d>>,
    /// Keys that depend on a tag.
    pub(crate) tagged: Vec<Tagged<'d>>,
    /// Keys that are there together or not at all.
    pub(crate) together: Vec<Shape<'d>>,
    /// The values under other keys.
    pub(crate) rest: Vec<Rest>,
}

/// A field under a key of its own.
#[derive(Clone, Copy)]
pub(crate) struct Member<'d> {
    pub(crate) field: &'d Field,
    /// Whether what it was flattened from is personal data.
    pub(crate) personal: bool,
}

/// Values under keys that aren't listed.
#[derive(Clone, Copy)]
pub(crate) struct Rest {
    /// How these keys begin; empty if they may be any.
    pub(crate) prefix: &'static str,
    pub(crate) ty: Type,
    /// Whether they are personal data.
    pub(crate) personal: bool,
}

/// Keys of which exactly one, or at most one, is there.
pub(crate) struct Group<'d> {
    pub(crate) variants: &'d [Variant],
    pub(crate) optional: bool,
    /// Whether what it was flattened from is personal data.
    pub(crate) personal: bool,
}

/// A tag, and the other keys that go with each of its values.
pub(crate) struct Tagged<'d> {
    pub(crate) tag: &'d str,
    pub(crate) variants: Vec<(&'d Variant, Shape<'d>)>,
    pub(crate) optional: bool,
}

impl<'d> Shape<'d> {
    /// The keys of an object with these fields.
    pub(crate) fn of_fields(
        description: &'d Description,
        fields: impl IntoIterator<Item = &'d Field>,
    ) -> Self {
        Self::fields_within(description, fields, false, DEPTH)
    }

    /// The keys of a declared type, if it is an object.
    pub(crate) fn of_data(description: &'d Description, data: &'d Data) -> Option<Self> {
        Self::data_within(description, data, false, DEPTH)
    }

    fn fields_within(
        description: &'d Description,
        fields: impl IntoIterator<Item = &'d Field>,
        personal: bool,
        depth: usize,
    ) -> Self {
        let mut shape = Self::default();
        for field in fields {
            if !field.flatten {
                shape.fields.push(Member { field, personal });
                continue;
            }
            let (ty, optional) = flattened(field);
            let personal = personal || field.is_personal(description);
            match ty {
                Type::Map(of) => shape.rest.push(Rest {
                    prefix: field.prefix.unwrap_or_default(),
                    ty: *of,
                    personal,
                }),
                Type::Named(name) => {
                    if let Some(inner) = Self::named_within(description, name, personal, depth) {
                        shape.take(inner, optional);
                    }
                }
                _ => {}
            }
        }
        shape
    }

    fn named_within(
        description: &'d Description,
        name: &str,
        personal: bool,
        depth: usize,
    ) -> Option<Self> {
        let (data, depth) = description.data(name).zip(depth.checked_sub(1))?;
        Self::data_within(description, data, personal, depth)
    }

    fn data_within(
        description: &'d Description,
        data: &'d Data,
        personal: bool,
        depth: usize,
    ) -> Option<Self> {
        match data.shape {
            DataShape::Object(fields) => {
                Some(Self::fields_within(description, fields, personal, depth))
            }
            DataShape::OneOf(variants) => Some(Self {
                groups: vec![Group {
                    variants,
                    optional: false,
                    personal,
                }],
                ..Self::default()
            }),
            DataShape::Tagged { tag, variants } => {
                let variants = variants
                    .iter()
                    .map(|variant| {
                        let personal = personal || description.is_personal(variant.ty);
                        let shape = match variant.ty {
                            Type::Named(name) => {
                                Self::named_within(description, name, personal, depth)
                                    .unwrap_or_default()
                            }
                            _ => Self::fields_within(description, variant.fields, personal, depth),
                        };
                        (variant, shape)
                    })
                    .collect();
                Some(Self {
                    tagged: vec![Tagged {
                        tag,
                        variants,
                        optional: false,
                    }],
                    ..Self::default()
                })
            }
            DataShape::Positional(_)
            | DataShape::Newtype(_)
            | DataShape::Enum { .. }
            | DataShape::Union(_) => None,
        }
    }

    /// Dissolves a flattened type.
    fn take(&mut self, mut inner: Self, optional: bool) {
        if optional {
            // The codec doesn't hand unlisted keys to something that may not be there.
            inner.rest.clear();
            let absent = |group: Group<'d>| Group {
                optional: true,
                ..group
            };
            let only_tagged = inner.fields.is_empty() && inner.together.is_empty();
            self.groups.extend(inner.groups.drain(..).map(absent));
            if only_tagged {
                self.tagged
                    .extend(inner.tagged.into_iter().map(|tagged| Tagged {
                        optional: true,
                        ..tagged
                    }));
            } else {
                self.together.push(inner);
            }
        } else {
            self.fields.append(&mut inner.fields);
            self.groups.append(&mut inner.groups);
            self.tagged.append(&mut inner.tagged);
            self.together.append(&mut inner.together);
            self.rest.append(&mut inner.rest);
        }
    }

    /// Whether an object without any key will do.
    pub(crate) fn takes_nothing(&self) -> bool {
        self.fields
            .iter()
            .all(|member| member.field.presence != Presence::Required)
            && self.groups.iter().all(|group| group.optional)
            && self.tagged.iter().all(|tagged| tagged.optional)
    }

    /// Whether nothing in an object is looked for.
    pub(crate) fn is_empty(&self) -> bool {
        self.fields.is_empty()
            && self.rest.is_empty()
            && self.groups.is_empty()
            && self.tagged.is_empty()
            && self.together.is_empty()
    }

    /// The values under a key that isn't listed.
    pub(crate) fn rest_of(&self, key: &str) -> Option<Rest> {
        let mut rest = self.rest.iter();
        rest.find(|rest| key.starts_with(rest.prefix)).copied()
    }

    /// Every key, aliases included.
    pub(crate) fn keys(&self) -> Vec<&'d str> {
        let mut keys = Vec::new();
        for Member { field, .. } in &self.fields {
            keys.extend(names_of(field.key, field.aliases));
        }
        for variant in self.groups.iter().flat_map(|group| group.variants) {
            keys.extend(names_of(variant.key, variant.aliases));
        }
        for tagged in &self.tagged {
            keys.push(tagged.tag);
            for (_, shape) in &tagged.variants {
                keys.extend(shape.keys());
            }
        }
        for shape in &self.together {
            keys.extend(shape.keys());
        }
        let mut seen = Vec::with_capacity(keys.len());
        for key in keys {
            if !seen.contains(&key) {
                seen.push(key);
            }
        }
        seen
    }
}

/// The type whose keys stand in the place of a flattened field, and whether they may all be absent.
pub(crate) const fn flattened(field: &Field) -> (Type, bool) {
    match field.ty {
        Type::Option(of) => (*of, true),
        ty => (ty, false),
    }
}

/// Whether content that is a value of this field may be absent.
pub(crate) fn content_may_be_absent(description: &Description, field: &Field) -> bool {
    field.presence != Presence::Required || takes_empty_object(description, field.ty)
}

/// How many arguments a function must be given: those up to the last that is needed.
pub(crate) fn needed_arguments(fields: &[Field]) -> usize {
    let needed = |field: &Field| field.presence == Presence::Required;
    fields.iter().rposition(needed).map_or(0, |last| last + 1)
}

/// A key and its aliases.
pub(crate) fn names_of<'d>(
    key: &'d str,
    aliases: &'d [&'d str],
) -> impl Iterator<Item = &'d str> + Clone {
    core::iter::once(key).chain(aliases.iter().copied())
}

/// A tag as JSON.
pub(crate) fn tag_text(kind: TagKind, tag: &str) -> String {
    match kind {
        TagKind::String => quoted(tag),
        TagKind::Boolean | TagKind::Number => tag.to_owned(),
    }
}

/// Whether a type reads `null`.
pub(crate) fn takes_null(description: &Description, ty: Type) -> bool {
    match ty {
        Type::Option(_) | Type::Json | Type::Opaque | Type::Nothing => true,
        Type::Secret(of) => takes_null(description, *of),
        Type::Named(name) => match description.data(name).map(|data| data.shape) {
            Some(DataShape::Newtype(of)) => takes_null(description, of),
            _ => false,
        },
        _ => false,
    }
}

/// Whether a type reads `{}`, which is what the codec makes of content that isn't there.
pub(crate) fn takes_empty_object(description: &Description, ty: Type) -> bool {
    match ty {
        Type::Map(_) | Type::Json | Type::Nothing => true,
        Type::Option(of) | Type::Secret(of) | Type::OneOrMany(of) => {
            takes_empty_object(description, *of)
        }
        Type::Named(name) => description.data(name).is_some_and(|data| match data.shape {
            DataShape::Newtype(of) => takes_empty_object(description, of),
            _ => Shape::of_data(description, data).is_some_and(|shape| shape.takes_nothing()),
        }),
        _ => false,
    }
}
