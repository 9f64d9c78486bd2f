//! Laying out records: which keys stand where, and what a flattened type brings.

use super::layout::{Case, Flat, Group, Layout, Leaf, Side, Slot, SlotKind};
use super::types::{Types, parts};
use crate::idents::plain;
use crate::model::{
    At, Data, DataShape, Decides, Field, OutcomeKeys, Presence, Protocol, Sides, Type, TypeKind,
    Variant, VariantBody,
};
use proc_macro2::Ident;

impl<'a> Types<'a> {
    /// Lays out a type once those are laid out that are flattened into it. What is left over in the end
    /// is flattened into itself, and gets no keys from there.
    pub(super) fn of(protocol: &'a Protocol) -> Self {
        let mut types = Self::default();
        for data in &protocol.types {
            types.data.entry(&data.ident).or_insert(data);
            types.is_posted |= data.fields().any(|field| field.posted.is_some());
        }
        let mut left: Vec<&Data> = protocol.types.iter().collect();
        loop {
            let (ready, waiting): (Vec<_>, Vec<_>) =
                left.into_iter().partition(|data| types.is_ready(data));
            types.lay_out(&ready);
            left = waiting;
            if ready.is_empty() {
                break;
            }
        }
        types.lay_out(&left);
        types
    }

    fn is_ready(&self, data: &Data) -> bool {
        let is_known = |name: &Ident| self.layouts.contains_key(name) || self.data(name).is_none();
        parts(&data.shape).iter().all(|name| is_known(name))
    }

    fn lay_out(&mut self, list: &[&'a Data]) {
        for data in list {
            let layout = Layout::of_data(self, data);
            self.layouts.insert(&data.ident, layout);
        }
    }
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
            DataShape::Positional(fields) => Self {
                is_special: true,
                ..Self::of_fields(types, fields.iter(), data.personal)
            },
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
        match keys.decides {
            Some(Decides::Ok) => self.first = Some(at),
            Some(Decides::Error) => self.first = Some(at + 1),
            Some(Decides::Flag) | None => {}
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
                let prefix = field.taken();
                self.taken.push(prefix);
                self.is_special = true;
                return SlotKind::Rest { optional, prefix };
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
        self.taken.extend(&inner.taken);
        self.is_special |= optional || inner.is_special;
        SlotKind::Flat(Flat {
            data,
            optional,
            computed,
            rest: !optional && inner.rest().next().is_some(),
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
