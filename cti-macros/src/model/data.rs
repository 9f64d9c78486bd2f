//! Data types.

use super::at::{At, Doc};
use super::field::Field;
use super::types::Type;
use proc_macro2::{Ident, TokenStream};

/// `#[data]`
#[derive(Clone, Debug)]
pub(crate) struct Data {
    pub ident: Ident,
    pub doc: Doc,
    pub visibility: TokenStream,
    /// Everything in it is shown masked.
    pub personal: bool,
    /// What it derives besides what is generated.
    pub derives: Vec<At<Derive>>,
    pub shape: DataShape,
}

impl Data {
    /// Its fields, of all its variants.
    pub(crate) fn fields(&self) -> impl Iterator<Item = &Field> {
        let (own, variants) = match &self.shape {
            DataShape::Object(fields) | DataShape::Positional(fields) => {
                (fields.as_slice(), [].as_slice())
            }
            DataShape::Tagged { variants, .. } => ([].as_slice(), variants.as_slice()),
            _ => ([].as_slice(), [].as_slice()),
        };
        own.iter().chain(variants.iter().flat_map(Variant::fields))
    }
}

/// A trait of Rust's that a data type may derive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Derive {
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Default,
}

impl Derive {
    pub(crate) const ALL: [Self; 5] = [
        Self::Eq,
        Self::Hash,
        Self::PartialOrd,
        Self::Ord,
        Self::Default,
    ];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Eq => "Eq",
            Self::Hash => "Hash",
            Self::PartialOrd => "PartialOrd",
            Self::Ord => "Ord",
            Self::Default => "Default",
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) enum DataShape {
    /// `struct Name { … }`
    Object(Vec<Field>),
    /// `#[data(positional)] struct Name { … }`: a list of its fields, in order.
    Positional(Vec<Field>),
    /// `struct Name(T);`
    Newtype(Type),
    /// An enum of unit variants, and prefix families.
    Enum { values: Vec<Value>, open: bool },
    /// `#[data(one_of)]`: each variant has one value.
    OneOf(Vec<Variant>),
    /// `#[data(tag = "…")]`
    Tagged {
        tag: At<String>,
        variants: Vec<Variant>,
    },
    /// `#[data(untagged)]`: a scalar of one of several types.
    Union(Vec<Variant>),
}

impl DataShape {
    /// The types that it is made of.
    pub(crate) fn types(&self) -> Vec<&Type> {
        match self {
            Self::Object(fields) | Self::Positional(fields) => {
                fields.iter().map(|field| &field.ty).collect()
            }
            Self::Newtype(ty) => vec![ty],
            Self::Enum { .. } => Vec::new(),
            Self::OneOf(variants) | Self::Union(variants) | Self::Tagged { variants, .. } => {
                variants.iter().flat_map(Variant::types).collect()
            }
        }
    }

    pub(crate) fn each_type_mut(&mut self, change: &mut impl FnMut(&mut Type)) {
        match self {
            Self::Object(fields) | Self::Positional(fields) => {
                for field in fields {
                    change(&mut field.ty);
                }
            }
            Self::Newtype(ty) => change(ty),
            Self::Enum { .. } => {}
            Self::OneOf(variants) | Self::Union(variants) | Self::Tagged { variants, .. } => {
                for variant in variants {
                    match &mut variant.body {
                        VariantBody::Unit => {}
                        VariantBody::Value(ty) => change(ty),
                        VariantBody::Fields(fields) => {
                            for field in fields {
                                change(&mut field.ty);
                            }
                        }
                    }
                }
            }
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Value {
    pub ident: Ident,
    pub doc: Doc,
    /// The string on the wire, or the prefix.
    #[allow(clippy::struct_field_names)]
    pub value: At<String>,
    pub aliases: Vec<At<String>>,
    /// `#[prefix("busy_")] BusyWith(String)`
    pub prefix: bool,
}

impl Value {
    /// The value, then its aliases.
    pub(crate) fn names(&self) -> impl Iterator<Item = &At<String>> {
        std::iter::once(&self.value).chain(&self.aliases)
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Variant {
    pub ident: Ident,
    pub doc: Doc,
    /// The key (one-of) or the tag's value (tagged); the Rust name in a union.
    pub key: At<String>,
    /// What the tag's value is in JSON (tagged).
    pub tag: TagKind,
    pub aliases: Vec<At<String>>,
    pub body: VariantBody,
}

impl Variant {
    pub(crate) fn fields(&self) -> &[Field] {
        match &self.body {
            VariantBody::Fields(fields) => fields,
            VariantBody::Unit | VariantBody::Value(_) => &[],
        }
    }

    /// The type of its value, and those of its fields.
    pub(crate) fn types(&self) -> impl Iterator<Item = &Type> {
        let value = match &self.body {
            VariantBody::Value(ty) => Some(ty),
            VariantBody::Unit | VariantBody::Fields(_) => None,
        };
        let fields = self.fields().iter().map(|field| &field.ty);
        value.into_iter().chain(fields)
    }

    /// The key or the tag's value, then its aliases.
    pub(crate) fn names(&self) -> impl Iterator<Item = &At<String>> {
        std::iter::once(&self.key).chain(&self.aliases)
    }
}

/// What the value of a data type's tag is in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TagKind {
    Text,
    Bool,
    Number,
}

impl TagKind {
    pub(crate) fn in_words(self) -> &'static str {
        match self {
            TagKind::Text => "a string",
            TagKind::Bool => "a boolean",
            TagKind::Number => "a whole number",
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) enum VariantBody {
    Unit,
    Value(Type),
    Fields(Vec<Field>),
}
