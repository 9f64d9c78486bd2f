//! Fields and their types.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::words::{self, doc_of, values};
use crate::expand::{fields, names};
use crate::model::{Field, Id, Presence, Type, TypeKind};
use crate::resolve::Resolved;

/// The fields of a message or a type; all of a type that is personal as a whole are personal.
pub(super) fn list<'a>(
    protocol: &Resolved<'_>,
    fields: impl Iterator<Item = &'a Field>,
    personal: bool,
) -> TokenStream {
    let fields = fields.filter(|field| field.outcome.is_none());
    let fields = fields.map(|of| field(protocol, of, personal || of.personal));
    quote!(&[#(#fields),*])
}

fn field(protocol: &Resolved<'_>, field: &Field, personal: bool) -> TokenStream {
    let runtime = &protocol.runtime;
    let name = names::plain(&field.ident);
    let key = &field.key.value;
    let ty = if field.opaque {
        quote!(#runtime::__private::describe::Type::Opaque)
    } else {
        ty(protocol, &field.ty)
    };
    let presence = match field.presence {
        Presence::Required => None,
        Presence::Optional => Some(quote!(Optional)),
        Presence::Nullable => Some(quote!(Nullable)),
        Presence::Default => Some(quote!(Default)),
    };
    let default = match field.presence {
        Presence::Default if !field.opaque => default(&field.ty),
        _ => None,
    };
    let described = quote!(#runtime::__private::describe::Field);
    names::differing(
        &described,
        quote!(#described::new(#name, #key, #ty)),
        [
            doc_of(&field.doc),
            names::list(&quote!(aliases), values(&field.aliases)),
            presence.map(|of| quote!(presence: #runtime::__private::describe::Presence::#of)),
            default.map(|json| quote!(default: ::core::option::Option::Some(#json))),
            personal.then(|| quote!(personal: true)),
            field.flatten.then(|| quote!(flatten: true)),
            field.prefix.as_ref().map(|prefix| {
                let prefix = &prefix.value;
                quote!(prefix: ::core::option::Option::Some(#prefix))
            }),
            field.beside.then(|| quote!(beside: true)),
            field.remainder.then(|| quote!(remainder: true)),
            (field.id != Id::No).then(|| quote!(id: true)),
            field.posted.as_ref().map(|posted| {
                let posted = words::posted(protocol, posted.value);
                quote!(posted: ::core::option::Option::Some(#posted))
            }),
            words::deprecated(protocol, field.deprecated.as_ref()),
            field.stamp.as_ref().map(|stamp| {
                let stamp = words::stamp(protocol, stamp.value);
                quote!(stamp: ::core::option::Option::Some(#stamp))
            }),
        ],
    )
}

/// The JSON of a type's default, if the macro knows it.
fn default(of: &Type) -> Option<&'static str> {
    Some(match &of.kind {
        TypeKind::Bool => "false",
        TypeKind::Integer { .. } | TypeKind::Float => "0",
        TypeKind::String => "\"\"",
        TypeKind::Uuid => "\"00000000-0000-0000-0000-000000000000\"",
        TypeKind::Json => "null",
        TypeKind::List(_) | TypeKind::OneOrMany(_) => "[]",
        TypeKind::Map(_) => "{}",
        TypeKind::Text(inner) => match inner.kind {
            TypeKind::Bool => "\"false\"",
            TypeKind::Integer { .. } | TypeKind::Float => "\"0\"",
            _ => return None,
        },
        TypeKind::Secret(inner) => return default(inner),
        _ => return None,
    })
}

/// What a type says of itself; asked of the innermost type, so that the compiler points at that one
/// if it isn't a wire type.
pub(super) fn ty(protocol: &Resolved<'_>, of: &Type) -> TokenStream {
    let runtime = &protocol.runtime;
    let (outer, inner) = match &of.kind {
        _ if fields::foreign(of).is_some() => return asked(protocol, of),
        TypeKind::Unit | TypeKind::Never => {
            return quote!(#runtime::__private::describe::Type::Nothing);
        }
        TypeKind::Option(inner) => (quote!(Option), inner),
        TypeKind::List(inner) => (quote!(List), inner),
        TypeKind::OneOrMany(inner) => (quote!(OneOrMany), inner),
        TypeKind::Map(inner) => (quote!(Map), inner),
        _ => return asked(protocol, of),
    };
    let inner = ty(protocol, inner);
    quote!(#runtime::__private::describe::Type::#outer(&#inner))
}

fn asked(protocol: &Resolved<'_>, of: &Type) -> TokenStream {
    let (ty, span) = (fields::located(of), fields::at(of));
    let runtime = fields::runtime_at(protocol, span);
    quote_spanned!(span=> <#ty as #runtime::__private::Wire>::TYPE)
}
