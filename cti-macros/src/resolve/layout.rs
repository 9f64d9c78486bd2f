//! The table of a record: which index each of its fields has.
//!
//! A field has one index. A flattened field has as many as its type has fields, so that its keys
//! stand in the table of the record around it and its values go straight to where they belong.

use super::types::Types;
use crate::idents::plain;
use crate::model::{
    At, Data, DataShape, Field, Id, OutcomeKeys, Presence, Sides, Type, TypeKind, Variant,
    VariantBody,
};
use proc_macro2::Span;

/// The table of a record.
#[derive(Default)]
pub(crate) struct Layout<'a> {
    /// The record's own fields, in order of declaration.
    pub slots: Vec<Slot<'a>>,
    /// What stands in the table, by index.
    pub leaves: Vec<Leaf<'a>>,
    /// Groups of which one must be there.
    pub groups: Vec<Group>,
    /// The tag that must be read before the others.
    pub first: Option<usize>,
    /// The variants of a tagged enum.
    pub cases: Vec<Case<'a>>,
    /// How many fields there are. Those that share a place because they share a key count each.
    pub count: usize,
    /// How many types are flattened into each other, this one included.
    pub depth: usize,
    /// A map takes the keys that no field has.
    pub has_map: bool,
    /// There is more in it than fields which are always there under their own keys.
    pub is_special: bool,
}

/// A field of a record, and its indices in the table.
pub(crate) struct Slot<'a> {
    pub field: &'a Field,
    /// The field, or the whole record, is shown masked.
    pub personal: bool,
    pub at: usize,
    pub len: usize,
    pub kind: SlotKind<'a>,
}

/// How a field stands in its record.
pub(crate) enum SlotKind<'a> {
    /// By itself, under a key.
    Own,
    /// The fields of its type stand in its place.
    Flat(Flat<'a>),
    /// It takes every key that is no field's: a flattened map.
    Rest { optional: bool },
    /// It is either of two: the keys of success and of failure, behind that of a flag if there is one.
    Outcome(Option<[Side; 2]>),
    /// It is flattened, and its type has no keys.
    Keyless,
    /// It is flattened, and its type could not be read.
    Unread,
}

/// How the record of a flattened field behaves inside the record around it.
#[derive(Clone, Copy)]
pub(crate) struct Flat<'a> {
    pub data: &'a Data,
    /// It is an `Option`: the first of its keys makes the value.
    pub optional: bool,
    /// Which of its fields must be there depends on its tag, or on whether it is there at all.
    pub computed: bool,
    /// A map is flattened into it.
    pub rest: bool,
}

/// What stands at one index of the table.
#[derive(Clone)]
pub(crate) struct Leaf<'a> {
    /// The key, then its aliases.
    pub names: Vec<&'a At<String>>,
    /// Where an error about it is shown, if not at its name: at the flattened field, since the type
    /// may well be right by itself.
    pub shown: Option<Span>,
    pub required: bool,
    pub beside: bool,
}

/// Fields of which one must be there.
#[derive(Clone)]
pub(crate) struct Group {
    pub name: String,
    pub at: usize,
    pub len: usize,
    pub required: bool,
}

/// A variant of a tagged enum.
pub(crate) struct Case<'a> {
    pub variant: &'a Variant,
    /// What it has besides the tag.
    pub layout: Layout<'a>,
    /// Index in the enum's table for each index of the variant's own.
    pub indices: Vec<usize>,
}

impl<'a> Leaf<'a> {
    /// What need not be there.
    fn named(names: impl Iterator<Item = &'a At<String>>) -> Self {
        Self {
            names: names.collect(),
            shown: None,
            required: false,
            beside: false,
        }
    }

    /// A key of an outcome.
    fn of_outcome(field: &Field, key: &'a At<String>) -> Self {
        Self {
            beside: field.beside,
            ..Self::named(std::iter::once(key))
        }
    }

    fn of(field: &'a Field) -> Self {
        Self {
            required: field.presence == Presence::Required,
            beside: field.beside,
            ..Self::named(field.names())
        }
    }

    fn has(&self, name: &At<String>) -> bool {
        self.names.iter().any(|own| own.value == name.value)
    }
}

/// Success or failure, of an outcome with a flag.
#[derive(Default)]
pub(crate) struct Side {
    /// Whether it has a key, and no fields beside the flag.
    pub keyed: bool,
    /// Its indices within the outcome, by those of its own table.
    pub indices: Vec<usize>,
    /// What must be there, by index within the outcome.
    pub required: Vec<usize>,
}

impl<'a> Layout<'a> {
    /// The table of a record with these fields.
    pub(super) fn of_fields(
        types: &Types<'a>,
        fields: impl Iterator<Item = &'a Field>,
        personal: bool,
    ) -> Self {
        let mut layout = Self {
            depth: 1,
            ..Self::default()
        };
        for field in fields {
            let at = layout.leaves.len();
            let kind = layout.add(types, field);
            layout.slots.push(Slot {
                field,
                personal: personal || field.personal,
                at,
                len: layout.leaves.len() - at,
                kind,
            });
        }
        layout
    }

    /// The table of a declared type.
    pub(super) fn of_data(types: &Types<'a>, data: &'a Data) -> Self {
        match &data.shape {
            DataShape::Object(fields) => Self::of_fields(types, fields.iter(), data.personal),
            DataShape::OneOf(variants) => Self::of_variants(data, variants),
            DataShape::Tagged { tag, variants } => Self::of_tagged(types, data, tag, variants),
            DataShape::Newtype(_) | DataShape::Enum { .. } | DataShape::Union(_) => Self {
                is_special: true,
                ..Self::default()
            },
        }
    }

    fn of_leaf(leaf: Leaf<'a>) -> Self {
        Self {
            leaves: vec![leaf],
            count: 1,
            ..Self::default()
        }
    }

    fn of_variants(data: &Data, variants: &'a [Variant]) -> Self {
        let leaves = variants.iter().map(|variant| Leaf::named(variant.names()));
        let group = Group {
            name: plain(&data.ident),
            at: 0,
            len: variants.len(),
            required: true,
        };
        Self {
            leaves: leaves.collect(),
            groups: vec![group],
            count: variants.len(),
            depth: 1,
            is_special: true,
            ..Self::default()
        }
    }

    fn of_tagged(
        types: &Types<'a>,
        data: &Data,
        tag: &'a At<String>,
        variants: &'a [Variant],
    ) -> Self {
        let mut layout = Self {
            first: Some(0),
            depth: 1,
            is_special: true,
            ..Self::of_leaf(Leaf {
                required: true,
                ..Leaf::named(std::iter::once(tag))
            })
        };
        for variant in variants {
            let own = match &variant.body {
                VariantBody::Unit => Self::default(),
                VariantBody::Fields(fields) => Self::of_fields(types, fields.iter(), data.personal),
                VariantBody::Value(ty) => match ty.declared().and_then(|name| types.data(name)) {
                    Some(data) => Self {
                        leaves: types.layout(data).leaves.clone(),
                        ..Self::default()
                    },
                    None => Self::default(),
                },
            };
            layout.count += own.count;
            let indices = layout.share(&own);
            layout.cases.push(Case {
                variant,
                layout: own,
                indices,
            });
        }
        layout
    }

    /// Puts a field at the end.
    fn add(&mut self, types: &Types<'a>, field: &'a Field) -> SlotKind<'a> {
        match (&field.outcome, field.flatten) {
            (_, true) => self.flatten(types, field),
            (Some(keys), false) => self.outcome(types, field, keys),
            (None, false) => {
                self.leaves.push(Leaf::of(field));
                self.count += 1;
                SlotKind::Own
            }
        }
    }

    /// Puts the keys of an outcome at the end.
    fn outcome(
        &mut self,
        types: &Types<'a>,
        field: &'a Field,
        keys: &'a OutcomeKeys,
    ) -> SlotKind<'a> {
        let at = self.leaves.len();
        if let Some(flag) = &keys.flag {
            let mut inner = Self::of_leaf(Leaf {
                required: true,
                ..Leaf::of_outcome(field, flag)
            });
            let sides = field.sides().map(|sides| inner.sides(types, field, sides));
            self.first = Some(at);
            self.leaves.extend(inner.leaves);
            self.count += inner.count;
            return SlotKind::Outcome(sides);
        }
        self.groups.push(Group {
            name: plain(&field.ident),
            at,
            len: 2,
            required: !is_empty_success(&field.ty),
        });
        self.leaves
            .extend(keys.named().map(|key| Leaf::of_outcome(field, key)));
        self.count += 2;
        SlotKind::Outcome(None)
    }

    /// Puts success and failure behind their flag.
    fn sides(&mut self, types: &Types<'a>, field: &Field, sides: Sides<'a>) -> [Side; 2] {
        sides.map(|(key, ty)| {
            let keyed = key.map(|key| {
                Self::of_leaf(Leaf {
                    required: !says_nothing(ty),
                    ..Leaf::of_outcome(field, key)
                })
            });
            let data = ty.declared().and_then(|name| types.data(name));
            let beside = data.map(|data| types.layout(data));
            let Some(own) = keyed.as_ref().or(beside) else {
                return Side::default();
            };
            self.count += own.count;
            let indices = self.share(own);
            let leaves = own.leaves.iter().zip(&indices);
            let required = leaves.filter(|(leaf, _)| leaf.required);
            Side {
                keyed: key.is_some(),
                required: required.map(|(_, index)| *index).collect(),
                indices,
            }
        })
    }

    /// Puts the keys of a flattened field at the end.
    fn flatten(&mut self, types: &Types<'a>, field: &'a Field) -> SlotKind<'a> {
        let ty = field.ty.present();
        let optional = field.is_optional();
        let data = match &ty.kind {
            TypeKind::Map(_) => {
                (self.has_map, self.is_special) = (true, true);
                return SlotKind::Rest { optional };
            }
            TypeKind::Declared(name) => types.data(name).ok_or(SlotKind::Unread),
            _ => Err(SlotKind::Keyless),
        };
        let data = data.and_then(|data| match &data.shape {
            DataShape::Object(_) | DataShape::OneOf(_) | DataShape::Tagged { .. } => Ok(data),
            _ => Err(SlotKind::Keyless),
        });
        match data {
            Ok(data) => self.take(types.layout(data), field, data, optional),
            Err(kind) => {
                self.count += 1;
                self.is_special |= matches!(kind, SlotKind::Keyless);
                kind
            }
        }
    }

    /// Puts the table of a flattened type at the end of this one.
    fn take(
        &mut self,
        inner: &Self,
        field: &Field,
        data: &'a Data,
        optional: bool,
    ) -> SlotKind<'a> {
        let at = self.leaves.len();
        let computed = inner.is_computed() || (optional && inner.required().next().is_some());
        let groups = inner.groups.iter().cloned();
        self.groups.extend(groups.map(|group| Group {
            at: group.at + at,
            required: group.required && !optional,
            ..group
        }));
        self.first = self.first.or(inner.first.map(|first| first + at));
        let leaves = inner.leaves.iter().cloned();
        self.leaves.extend(leaves.map(|leaf| Leaf {
            required: leaf.required && !computed,
            shown: Some(field.ident.span()),
            ..leaf
        }));
        self.count += inner.count;
        self.depth = self.depth.max(inner.depth + 1);
        self.has_map |= inner.has_map;
        self.is_special |= optional || inner.is_special;
        SlotKind::Flat(Flat {
            data,
            optional,
            computed,
            rest: !optional && inner.rest().is_some(),
        })
    }

    /// Gives the fields of a tagged enum's variant their indices: variants share an index where
    /// they share a key, because a key has one place in the table.
    fn share(&mut self, variant: &Self) -> Vec<usize> {
        let mut indices = Vec::with_capacity(variant.leaves.len());
        for leaf in &variant.leaves {
            let mut others = self.leaves.iter_mut().enumerate().skip(1);
            let shared = others.find(|(_, other)| leaf.names.iter().any(|name| other.has(name)));
            if let Some((index, other)) = shared {
                for name in &leaf.names {
                    if !other.has(name) {
                        other.names.push(name);
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
    pub(crate) fn is_computed(&self) -> bool {
        let computed =
            |slot: &Slot<'_>| matches!(&slot.kind, SlotKind::Flat(flat) if flat.computed);
        self.first.is_some() || self.slots.iter().any(computed)
    }

    /// The field that takes what is no field's.
    pub(crate) fn rest(&self) -> Option<&Slot<'a>> {
        self.slots.iter().find(|slot| match slot.kind {
            SlotKind::Flat(flat) => flat.rest,
            SlotKind::Rest { .. } => true,
            _ => false,
        })
    }

    /// Fields that must be there whatever a tag says, by index.
    pub(crate) fn required(&self) -> impl Iterator<Item = usize> {
        let leaves = self.leaves.iter().enumerate();
        leaves
            .filter(|(_, leaf)| leaf.required)
            .map(|(index, _)| index)
    }

    /// The field by which an answer finds its request, and its index.
    pub(crate) fn id(&self) -> Option<(usize, &'a Field)> {
        let slot = self.slots.iter().find(|slot| slot.field.id != Id::No)?;
        Some((slot.at, slot.field))
    }

    /// The leaves of a field.
    pub(crate) fn leaves_of(&self, slot: &Slot<'_>) -> &[Leaf<'a>] {
        self.leaves
            .get(slot.at..slot.at + slot.len)
            .unwrap_or_default()
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
