//! How is one field made, read and written?

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};

use super::names;
use crate::model::{Field, Presence, Type, TypeKind};
use crate::resolve::Resolved;

/// How deep in the declaration's module the code stands that names a type.
#[derive(Clone, Copy)]
pub(super) enum Nesting {
    /// In the declaration's module.
    Here,
    /// In a module inside it.
    Inner,
}

impl Nesting {
    /// A type as it is named from here.
    pub(super) const fn ty(self, ty: &Type) -> &TokenStream {
        match self {
            Self::Here => &ty.here,
            Self::Inner => &ty.inner,
        }
    }
}

/// Where the compiler points if a type isn't a wire type: at the type, as if the user had written
/// there what we write. Braces hide from it what must not have this span: the names of locals,
/// since the type may come out of a `macro_rules`.
///
/// Of `Vec<Theirs>` that is `Theirs`, wherever it is asked for: errors that are alike in all that
/// they show are shown once.
pub(super) fn at(ty: &Type) -> Span {
    foreign(ty).unwrap_or(ty).span
}

/// The type in a type that the macro knows nothing of.
pub(super) fn foreign(ty: &Type) -> Option<&Type> {
    match &ty.kind {
        TypeKind::Foreign => Some(ty),
        TypeKind::Option(inner)
        | TypeKind::List(inner)
        | TypeKind::OneOrMany(inner)
        | TypeKind::Map(inner)
        | TypeKind::Secret(inner) => foreign(inner),
        _ => None,
    }
}

/// The runtime's path, as if it stood there.
pub(super) fn runtime_at(protocol: &Resolved<'_>, span: Span) -> TokenStream {
    respanned(&protocol.runtime, span)
}

fn respanned(path: &TokenStream, span: Span) -> TokenStream {
    let respanned = path.clone().into_iter().map(|mut token| {
        token.set_span(span);
        token
    });
    respanned.collect()
}

/// A type as it is named in the module, all of it at the one place that the compiler points to.
pub(super) fn located(ty: &Type) -> TokenStream {
    let located = Nesting::Here.ty(ty).clone().into_iter().map(|mut token| {
        // Names keep where they are looked up; of signs from two places, the compiler would show
        // the attribute.
        let span = match token {
            TokenTree::Punct(_) => at(ty),
            _ => token.span().located_at(at(ty)),
        };
        token.set_span(span);
        token
    });
    located.collect()
}

/// A name of a local variable.
fn local(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// A value to be read into.
pub(super) fn blank(protocol: &Resolved<'_>, field: &Field) -> TokenStream {
    let span = at(&field.ty);
    if field.opaque {
        let runtime = runtime_at(protocol, span);
        quote_spanned!(span=> #runtime::__private::Opaque::blank())
    } else if field.presence == Presence::Default {
        quote_spanned!(span=> ::core::default::Default::default())
    } else {
        blank_of(protocol, &field.ty)
    }
}

/// `name: value` of fields that are to be read into.
pub(super) fn blanks(
    protocol: &Resolved<'_>,
    fields: &[Field],
) -> impl Iterator<Item = TokenStream> {
    fields.iter().map(|field| {
        let (name, blank) = (&field.ident, blank(protocol, field));
        quote!(#name: #blank)
    })
}

/// A value of a wire type, to be read into.
pub(super) fn blank_of(protocol: &Resolved<'_>, ty: &Type) -> TokenStream {
    let span = at(ty);
    let runtime = runtime_at(protocol, span);
    quote_spanned!(span=> #runtime::__private::Wire::blank())
}

/// A copy of a field, and whether it is as in another value, given references. Of a type that the macro
/// doesn't know these are asked for where it is named, in the words of what its field needs.
pub(super) fn copied(
    runtime: &TokenStream,
    field: &Field,
    [own, other]: [&TokenStream; 2],
) -> [TokenStream; 2] {
    if !is_unknown(field) {
        return [
            quote!(::core::clone::Clone::clone(#own)),
            quote!(::core::cmp::PartialEq::eq(#own, #other)),
        ];
    }
    let span = at(&field.ty);
    let runtime = respanned(runtime, span);
    let of = Ident::new(if field.opaque { "Opaque" } else { "Wire" }, span);
    [
        quote_spanned!(span=> #runtime::__private::#of::copy({ #own })),
        quote_spanned!(span=> #runtime::__private::#of::alike({ #own }, { #other })),
    ]
}

/// Whether rustc alone knows whether a field can have its type.
pub(super) fn is_unknown(field: &Field) -> bool {
    field.opaque || foreign(&field.ty).is_some()
}

/// Reads a field from `reader` into a `&mut` of it. An expression of type `Result<(), Fault>`.
pub(super) fn read(protocol: &Resolved<'_>, field: &Field, target: &TokenStream) -> TokenStream {
    let (span, reader) = (at(&field.ty), local("reader"));
    let runtime = runtime_at(protocol, span);
    let read = if field.opaque {
        quote_spanned!(span=> #runtime::__private::Opaque::read({ #target }, #reader))
    } else {
        read_of(protocol, &field.ty, target)
    };
    if field.presence == Presence::Default {
        // The blank value is the default already.
        quote!(if reader.null()? { ::core::result::Result::Ok(()) } else { #read })
    } else {
        read
    }
}

/// Reads a value of a wire type from `reader` into a `&mut` of it.
pub(super) fn read_of(protocol: &Resolved<'_>, ty: &Type, target: &TokenStream) -> TokenStream {
    let (span, reader) = (at(ty), local("reader"));
    let runtime = runtime_at(protocol, span);
    quote_spanned!(span=> #runtime::__private::Wire::read({ #target }, #reader))
}

/// Asks a value of a wire type, given a reference to it: a method of `Wire` without arguments.
pub(super) fn ask(
    protocol: &Resolved<'_>,
    ty: &Type,
    method: &str,
    of: &TokenStream,
) -> TokenStream {
    let span = at(ty);
    let (runtime, method) = (runtime_at(protocol, span), Ident::new(method, span));
    quote_spanned!(span=> #runtime::__private::Wire::#method({ #of }))
}

/// Writes a value of a wire type, given a reference to it, to `out`.
pub(super) fn write_of(protocol: &Resolved<'_>, ty: &Type, source: &TokenStream) -> TokenStream {
    let (span, out) = (at(ty), local("out"));
    let runtime = runtime_at(protocol, span);
    quote_spanned!(span=> #runtime::__private::Wire::write({ #source }, #out);)
}

/// Writes a field, given a reference to it, to `out` with its key. A statement.
pub(super) fn write(
    protocol: &Resolved<'_>,
    field: &Field,
    personal: bool,
    source: &TokenStream,
) -> TokenStream {
    let (span, out) = (at(&field.ty), local("out"));
    let runtime = runtime_at(protocol, span);
    let key = names::key(&field.key.value);
    let optional = field.presence == Presence::Optional;
    if field.opaque {
        // None of an opaque value is shown anyway, whether it is personal or not.
        let write = Ident::new(if optional { "optional_field" } else { "field" }, span);
        quote_spanned!(span=> #runtime::__private::Opaque::#write({ #source }, #out, #key);)
    } else {
        let write = match (optional, personal) {
            (false, false) => quote!(field),
            (true, false) => quote!(optional),
            (false, true) => quote!(personal),
            (true, true) => quote!(personal_optional),
        };
        let write = quote_spanned!(span=> #out.#write(#key, { #source }););
        // Asked in the same words as elsewhere, and before the writer asks in its own.
        let asked = foreign(&field.ty).map(|_| {
            let of = ask(protocol, &field.ty, "is_absent", source);
            quote!(let _ = #of;)
        });
        quote!(#asked #write)
    }
}

/// Writes a field, given a reference to it, to `out` as it is, without a key. A statement.
pub(super) fn write_bare(
    protocol: &Resolved<'_>,
    field: &Field,
    source: &TokenStream,
) -> TokenStream {
    let (span, out) = (at(&field.ty), local("out"));
    let runtime = runtime_at(protocol, span);
    let write = if field.opaque {
        quote_spanned!(span=> #runtime::__private::Opaque::write({ #source }, #out);)
    } else {
        write_of(protocol, &field.ty, source)
    };
    if field.personal {
        masked_or(&write)
    } else {
        write
    }
}

/// Writes the mask where personal data are hidden, and what is given elsewhere.
pub(super) fn masked_or(write: &TokenStream) -> TokenStream {
    quote! {
        if out.is_masked() {
            out.mask();
        } else {
            #write
        }
    }
}

/// The type of a parameter from which a value of this type is made, and how it is made.
///
/// Numbers and lists are taken as they are: `new(5)` would not know which number to convert.
pub(super) fn parameter(
    nesting: Nesting,
    ty: &Type,
    name: &TokenStream,
) -> (TokenStream, TokenStream) {
    let rust = nesting.ty(ty);
    match &ty.kind {
        TypeKind::Bool
        | TypeKind::Integer { .. }
        | TypeKind::Float
        | TypeKind::Unit
        | TypeKind::List(_)
        | TypeKind::Result(..) => (rust.clone(), name.clone()),
        _ => (
            quote!(impl ::core::convert::Into<#rust>),
            quote!(::core::convert::Into::into(#name)),
        ),
    }
}
