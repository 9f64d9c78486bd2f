//! Types of fields.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use std::ops::RangeInclusive;

/// A field's type as the user wrote it, and as generated code must write it.
#[derive(Clone, Debug)]
pub(crate) struct Type {
    pub span: Span,
    /// As generated code in the declaration's module writes it: known names are absolute
    /// (`::core::option::Option<::cti_runtime::types::PhoneNumber>`).
    pub here: TokenStream,
    /// As generated code in a module inside it writes it: declared and imported names through
    /// `super::`.
    pub inner: TokenStream,
    pub kind: TypeKind,
}

impl Type {
    /// `()`
    pub(crate) fn unit(span: Span) -> Self {
        Self::known(span, &quote!(()), TypeKind::Unit)
    }

    /// `Infallible`
    pub(crate) fn never(span: Span) -> Self {
        let at = Span::call_site().located_at(span);
        let path = quote_spanned!(at=> ::core::convert::Infallible);
        Self::known(span, &path, TypeKind::Never)
    }

    /// A type that is written alike everywhere.
    fn known(span: Span, written: &TokenStream, kind: TypeKind) -> Self {
        Self {
            span,
            here: written.clone(),
            inner: written.clone(),
            kind,
        }
    }

    /// The type without `Option`.
    pub(crate) fn present(&self) -> &Self {
        match &self.kind {
            TypeKind::Option(inner) => inner,
            _ => self,
        }
    }

    /// Whether the value stands elsewhere in memory than what holds it.
    pub(crate) fn is_boxed(&self) -> bool {
        let written = self.here.to_string();
        let path = written.split('<').next().unwrap_or_default();
        path.trim_end().ends_with("Box")
    }

    /// The declared type of which a value lies in the memory of this one.
    pub(crate) fn inline(&self) -> Option<&Ident> {
        let mut ty = self;
        while !ty.is_boxed() {
            ty = match &ty.kind {
                TypeKind::Declared(name) => return Some(name),
                TypeKind::Option(inner)
                | TypeKind::OneOrMany(inner)
                | TypeKind::Text(inner)
                | TypeKind::Secret(inner)
                | TypeKind::Query(inner) => inner,
                _ => return None,
            };
        }
        None
    }

    /// Which kind of id it is, if any: a string, a whole number, or either.
    pub(crate) const fn id_kind(&self) -> Option<u8> {
        match self.kind {
            TypeKind::String => Some(0),
            TypeKind::Integer {
                bits: 64,
                signed: false,
            } => Some(1),
            TypeKind::Id => Some(2),
            _ => None,
        }
    }

    /// The name of a type that is declared in the module.
    pub(crate) const fn declared(&self) -> Option<&Ident> {
        match &self.kind {
            TypeKind::Declared(name) => Some(name),
            _ => None,
        }
    }

    /// The types that it is made of, itself first.
    pub(crate) fn each(&self) -> impl Iterator<Item = &Self> {
        let mut open = vec![self];
        std::iter::from_fn(move || {
            let ty = open.pop()?;
            open.extend(ty.kind.inner().into_iter().rev().flatten());
            Some(ty)
        })
    }
}

/// What checks and expansion need to know of a type.
#[derive(Clone, Debug)]
pub(crate) enum TypeKind {
    Bool,
    Integer {
        bits: u8,
        signed: bool,
    },
    Float,
    String,
    PhoneNumber,
    Id,
    DateTime,
    /// `EpochMillis`, `EpochSeconds`
    Epoch,
    Url,
    Uuid,
    Json,
    Unit,
    /// What a failure says where there is none.
    Never,
    Option(Box<Type>),
    List(Box<Type>),
    OneOrMany(Box<Type>),
    Text(Box<Type>),
    Map(Box<Type>),
    Secret(Box<Type>),
    Query(Box<Type>),
    /// `Result<T, E>`, in a method's outcome.
    Result(Box<Type>, Box<Type>),
    /// A type declared in this module.
    Declared(Ident),
    /// Anything else: must implement `Wire`, or be `#[opaque]`.
    Foreign,
}

impl TypeKind {
    /// The only type in it.
    pub(crate) fn single(&self) -> Option<&Type> {
        match self.inner() {
            [inner, None] => inner,
            _ => None,
        }
    }

    /// The types in it: of a `Result` two, else at most one.
    pub(crate) fn inner(&self) -> [Option<&Type>; 2] {
        match self {
            Self::Option(ty)
            | Self::List(ty)
            | Self::OneOrMany(ty)
            | Self::Text(ty)
            | Self::Map(ty)
            | Self::Secret(ty)
            | Self::Query(ty) => [Some(ty), None],
            Self::Result(ok, error) => [Some(ok), Some(error)],
            _ => [None, None],
        }
    }

    /// The least and the most of whole numbers that a field may have.
    pub(crate) fn range(bits: u8, signed: bool) -> RangeInclusive<i128> {
        let bits = u32::from(bits);
        if signed {
            -(1 << (bits - 1))..=(1 << (bits - 1)) - 1
        } else {
            0..=(1 << bits) - 1
        }
    }
}
