//! Which index does each field have in its record's table?
//!
//! A field has one index. A flattened field has as many as its type has fields, so that its keys
//! stand in the table of the record around it and its values go straight to where they belong.

use super::names::{bit, plain};
use crate::model::{
    At, Data, DataShape, Field, Id, OutcomeKeys, Presence, Protocol, Type, TypeKind, VariantBody,
};

/// How deep types may be flattened into each other. A type that is flattened into itself would
/// have no end.
const DEPTH: usize = 8;

/// The table of a record.
#[derive(Default)]
pub(super) struct Layout<'a> {
    /// The record's own fields, in order of declaration.
    pub slots: Vec<Slot<'a>>,
    /// What stands in the table, by index.
    pub leaves: Vec<Leaf<'a>>,
    /// Groups of which one must be there.
    pub groups: Vec<Group>,
    /// The tag that must be read before the others.
    pub first: Option<usize>,
}

/// A field of a record, and its indices in the table.
pub(super) struct Slot<'a> {
    pub field: &'a Field,
    pub at: usize,
    pub len: usize,
    pub stands: Stands,
}

/// How a field stands in its record.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stands {
    /// By itself, under a key.
    Own,
    /// The fields of its type stand in its place.
    Flat(Flat),
    /// It takes every key that is no field's: a flattened map.
    Rest { optional: bool },
    /// It is either of two: the keys of the flag, if there is one, of success and of failure.
    Outcome { flag: bool },
}

/// How the record of a flattened field behaves inside the record around it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Flat {
    /// It is an `Option`: the first of its keys makes the value.
    pub optional: bool,
    /// Which of its fields must be there depends on its tag, or on whether it is there at all.
    pub computed: bool,
    /// A map is flattened into it.
    pub rest: bool,
}

/// What stands at one index of the table.
#[derive(Clone)]
pub(super) struct Leaf<'a> {
    /// The key, then its aliases.
    pub names: Vec<&'a str>,
    pub required: bool,
    pub beside: bool,
}

/// Fields of which one must be there.
pub(super) struct Group {
    pub name: String,
    pub at: usize,
    pub len: usize,
    pub required: bool,
}

impl<'a> Leaf<'a> {
    /// The place of a tag, which is no field.
    pub(super) const fn tag() -> Self {
        Self {
            names: Vec::new(),
            required: false,
            beside: false,
        }
    }

    /// A key of an outcome.
    fn told(field: &Field, key: &'a At<String>) -> Self {
        Self {
            names: vec![&key.value],
            beside: field.beside,
            ..Self::tag()
        }
    }

    fn of(field: &'a Field) -> Self {
        Self {
            names: names(
                &field.key.value,
                field.aliases.iter().map(|alias| &*alias.value),
            ),
            required: field.presence == Presence::Required,
            beside: field.beside,
        }
    }
}

/// An outcome with a flag: what stands in its place in the table, the flag first.
pub(super) struct Sides<'a> {
    leaves: Vec<Leaf<'a>>,
    pub ok: Side,
    pub error: Side,
}

/// Success or failure.
pub(super) struct Side {
    /// Whether it has a key, and no fields beside the flag.
    pub keyed: bool,
    /// Its indices within the outcome, by those of its own table.
    pub indices: Vec<usize>,
    /// What must be there, a bit for each index within the outcome.
    pub required: u64,
}

impl<'a> Sides<'a> {
    /// `None` without a flag.
    pub(super) fn of(protocol: &'a Protocol, field: &'a Field) -> Option<Self> {
        let (Some(keys), TypeKind::Result(ok, error)) = (&field.outcome, &field.ty.kind) else {
            return None;
        };
        let flag = keys.flag.as_ref()?;
        let mut layout = Layout {
            leaves: vec![Leaf {
                required: true,
                ..Leaf::told(field, flag)
            }],
            ..Layout::default()
        };
        let [ok, error] = keys.sides([ok, error]).map(|(key, ty)| {
            let own = match (key, declared(protocol, ty)) {
                (Some(key), _) => Layout {
                    leaves: vec![Leaf {
                        required: !says_nothing(ty),
                        ..Leaf::told(field, key)
                    }],
                    ..Layout::default()
                },
                (None, Some(data)) => Layout::of_data(protocol, data),
                (None, None) => Layout::default(),
            };
            let indices = layout.share(&own);
            let leaves = own.leaves.iter().zip(&indices);
            let needed = leaves.filter(|(leaf, _)| leaf.required);
            let required = needed.fold(0, |mask, (_, index)| mask | bit(*index));
            Side {
                keyed: key.is_some(),
                indices,
                required,
            }
        });
        Some(Self {
            leaves: layout.leaves,
            ok,
            error,
        })
    }
}

/// A key, then its aliases.
pub(super) fn names<'a>(key: &'a str, aliases: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    core::iter::once(key).chain(aliases).collect()
}

impl<'a> Layout<'a> {
    /// The table of a record with these fields.
    pub(super) fn of_fields(protocol: &'a Protocol, fields: &'a [Field]) -> Self {
        Self::fields_within(protocol, fields, DEPTH)
    }

    /// The table of a declared type.
    pub(super) fn of_data(protocol: &'a Protocol, data: &'a Data) -> Self {
        Self::data_within(protocol, data, DEPTH)
    }

    /// The table of what a tagged enum's variant has besides the tag.
    pub(super) fn of_variant(protocol: &'a Protocol, body: &'a VariantBody) -> Self {
        Self::variant_within(protocol, body, DEPTH)
    }

    fn fields_within(protocol: &'a Protocol, fields: &'a [Field], depth: usize) -> Self {
        let mut layout = Self::default();
        for field in fields {
            let at = layout.leaves.len();
            let stands = match flattened(protocol, field) {
                None if let Some(keys) = &field.outcome => layout.outcome(protocol, field, keys),
                None => {
                    layout.leaves.push(Leaf::of(field));
                    Stands::Own
                }
                Some(Flattened::Map { optional }) => Stands::Rest { optional },
                Some(Flattened::Record { data, optional }) => {
                    let inner = match depth.checked_sub(1) {
                        Some(depth) => Self::data_within(protocol, data, depth),
                        None => Self::default(),
                    };
                    Stands::Flat(layout.take(inner, optional))
                }
            };
            let len = layout.leaves.len() - at;
            layout.slots.push(Slot {
                field,
                at,
                len,
                stands,
            });
        }
        layout
    }

    fn data_within(protocol: &'a Protocol, data: &'a Data, depth: usize) -> Self {
        match &data.shape {
            DataShape::Object(fields) => Self::fields_within(protocol, fields, depth),
            DataShape::OneOf(variants) => {
                let leaves: Vec<_> = variants
                    .iter()
                    .map(|variant| Leaf {
                        names: names(
                            &variant.key.value,
                            variant.aliases.iter().map(|alias| &*alias.value),
                        ),
                        ..Leaf::tag()
                    })
                    .collect();
                let group = Group {
                    name: plain(&data.ident),
                    at: 0,
                    len: leaves.len(),
                    required: true,
                };
                Self {
                    leaves,
                    groups: vec![group],
                    ..Self::default()
                }
            }
            DataShape::Tagged { tag, variants } => {
                let mut layout = Self {
                    leaves: vec![Leaf {
                        names: vec![&tag.value],
                        required: true,
                        ..Leaf::tag()
                    }],
                    first: Some(0),
                    ..Self::default()
                };
                for variant in variants {
                    layout.share(&Self::variant_within(protocol, &variant.body, depth));
                }
                layout
            }
            DataShape::Newtype(_) | DataShape::Enum { .. } | DataShape::Union(_) => Self::default(),
        }
    }

    fn variant_within(protocol: &'a Protocol, body: &'a VariantBody, depth: usize) -> Self {
        match body {
            VariantBody::Unit => Self::default(),
            VariantBody::Fields(fields) => Self::fields_within(protocol, fields, depth),
            VariantBody::Value(ty) => match (declared(protocol, ty), depth.checked_sub(1)) {
                (Some(data), Some(depth)) => Self::data_within(protocol, data, depth),
                _ => Self::default(),
            },
        }
    }

    /// Puts the keys of an outcome at the end.
    fn outcome(
        &mut self,
        protocol: &'a Protocol,
        field: &'a Field,
        keys: &'a OutcomeKeys,
    ) -> Stands {
        let at = self.leaves.len();
        if let Some(Sides { leaves, .. }) = Sides::of(protocol, field) {
            self.first = Some(at);
            self.leaves.extend(leaves);
            return Stands::Outcome { flag: true };
        }
        self.groups.push(Group {
            name: plain(&field.ident),
            at,
            len: 2,
            required: !is_empty_success(&field.ty),
        });
        self.leaves
            .extend(keys.named().map(|key| Leaf::told(field, key)));
        Stands::Outcome { flag: false }
    }

    /// Puts the table of a flattened type at the end of this one.
    fn take(&mut self, inner: Self, optional: bool) -> Flat {
        let at = self.leaves.len();
        let computed = inner.is_computed() || (optional && inner.required() != 0);
        let flat = Flat {
            optional,
            computed,
            rest: !optional && inner.rest().is_some(),
        };
        self.groups
            .extend(inner.groups.into_iter().map(|group| Group {
                at: group.at + at,
                required: group.required && !optional,
                ..group
            }));
        self.first = self.first.or(inner.first.map(|first| first + at));
        self.leaves
            .extend(inner.leaves.into_iter().map(|leaf| Leaf {
                required: leaf.required && !computed,
                ..leaf
            }));
        flat
    }

    /// Gives the fields of a tagged enum's variant their indices: variants share an index where
    /// they share a key, because a key has one place in the table.
    pub(super) fn share(&mut self, variant: &Self) -> Vec<usize> {
        let mut indices = Vec::with_capacity(variant.leaves.len());
        for leaf in &variant.leaves {
            let shared = self
                .leaves
                .iter_mut()
                .enumerate()
                .skip(1)
                .find(|(_, present)| leaf.names.iter().any(|name| present.names.contains(name)));
            if let Some((index, present)) = shared {
                for name in &leaf.names {
                    if !present.names.contains(name) {
                        present.names.push(name);
                    }
                }
                indices.push(index);
            } else {
                indices.push(self.leaves.len());
                self.leaves.push(Leaf {
                    required: false,
                    ..leaf.clone()
                });
            }
        }
        indices
    }

    /// Whether the fields that must be there depend on the value.
    pub(super) fn is_computed(&self) -> bool {
        let computed = |slot: &Slot<'_>| matches!(slot.stands, Stands::Flat(flat) if flat.computed);
        self.first.is_some() || self.slots.iter().any(computed)
    }

    /// The field that takes what is no field's.
    pub(super) fn rest(&self) -> Option<&Slot<'a>> {
        self.slots.iter().find(|slot| match slot.stands {
            Stands::Own | Stands::Outcome { .. } => false,
            Stands::Flat(flat) => flat.rest,
            Stands::Rest { .. } => true,
        })
    }

    /// Fields that must be there whatever a tag says, a bit each.
    pub(super) fn required(&self) -> u64 {
        self.leaves
            .iter()
            .enumerate()
            .filter(|(_, leaf)| leaf.required)
            .fold(0, |mask, (index, _)| mask | bit(index))
    }

    /// The field by which an answer finds its call, and its index.
    pub(super) fn id(&self) -> Option<(usize, &'a Field)> {
        let slot = self.slots.iter().find(|slot| slot.field.id != Id::No)?;
        Some((slot.at, slot.field))
    }
}

/// Whether success may say nothing, so that a message without its key is one.
fn is_empty_success(ty: &Type) -> bool {
    match &ty.kind {
        TypeKind::Result(ok, _) => says_nothing(ok),
        _ => false,
    }
}

/// Whether a value may say nothing, so that it needs no key.
const fn says_nothing(ty: &Type) -> bool {
    matches!(ty.kind, TypeKind::Unit | TypeKind::Option(_))
}

/// What a flattened field is.
enum Flattened<'a> {
    Map { optional: bool },
    Record { data: &'a Data, optional: bool },
}

fn flattened<'a>(protocol: &'a Protocol, field: &'a Field) -> Option<Flattened<'a>> {
    if !field.flatten {
        return None;
    }
    let (ty, optional) = match &field.ty.kind {
        TypeKind::Option(inner) => (&**inner, true),
        _ => (&field.ty, false),
    };
    match ty.kind {
        TypeKind::Map(_) => Some(Flattened::Map { optional }),
        _ => declared(protocol, ty).map(|data| Flattened::Record { data, optional }),
    }
}

/// The declaration of a type of this module.
pub(super) fn declared<'a>(protocol: &'a Protocol, ty: &Type) -> Option<&'a Data> {
    match &ty.kind {
        TypeKind::Declared(ident) => protocol.types.iter().find(|data| data.ident == *ident),
        _ => None,
    }
}
