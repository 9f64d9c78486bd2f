//! Which names, doc comments and literals does the expansion use?

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

pub(super) use crate::idents::{ident, plain, snake_ident};
use crate::model::{Data, Deprecated, Derive, Family, FamilyKind, Message, Scalar};
use crate::resolve::Resolved;

/// The module with the structs of a family.
pub(super) fn module(family: &Family) -> Ident {
    snake_ident(&family.ident)
}

/// The trait by which a family is handled.
pub(super) fn handler(family: &Family) -> Ident {
    crate::idents::handler(&family.ident)
}

/// The generic parameter that stands for a handler: a name that the declaration leaves free.
pub(super) fn any_handler(protocol: &Resolved<'_>) -> Ident {
    let made = protocol.families.iter();
    let made = made.flat_map(|family| Family::names(&family.ident));
    let taken: Vec<Ident> = protocol.names().cloned().chain(made).collect();
    let mut name = ident("H", Span::call_site());
    while taken.contains(&name) {
        name = ident(&format!("{name}2"), Span::call_site());
    }
    name
}

/// A doc comment, or a generated line where the user wrote none.
pub(super) fn doc(doc: &str, otherwise: &str) -> TokenStream {
    let text = if doc.trim().is_empty() {
        otherwise
    } else {
        doc
    };
    let lines = text.lines().map(|line| {
        if line.is_empty() {
            String::new()
        } else {
            format!(" {line}")
        }
    });
    quote!(#(#[doc = #lines])*)
}

/// `, Eq, Hash`: what a data type derives besides what is generated.
pub(super) fn derived(data: &Data) -> TokenStream {
    let derives = data.derives.iter().map(|derive| match derive.value {
        Derive::Eq => quote!(::core::cmp::Eq),
        Derive::Hash => quote!(::core::hash::Hash),
        Derive::PartialOrd => quote!(::core::cmp::PartialOrd),
        Derive::Ord => quote!(::core::cmp::Ord),
        Derive::Default => quote!(::core::default::Default),
    });
    quote!(#(, #derives)*)
}

/// `#[deprecated(since = "…", note = "…")]`, where something is.
pub(super) fn deprecated(deprecated: Option<&Deprecated>) -> Option<TokenStream> {
    let Deprecated { since, note } = deprecated?;
    let since = since.iter().map(|since| quote!(since = #since));
    let note = (!note.is_empty()).then(|| quote!(note = #note));
    let said: Vec<_> = since.chain(note).collect();
    Some(if said.is_empty() {
        quote!(#[deprecated])
    } else {
        quote!(#[deprecated(#(#said),*)])
    })
}

/// The line of a message that the user says nothing about.
pub(super) fn message_doc(family: &Family, message: &Message) -> TokenStream {
    let what = match family.kind {
        FamilyKind::Messages => "Message",
        FamilyKind::Requests => "Request",
        FamilyKind::Methods => "Function",
        FamilyKind::Subscriptions if message.reply.is_some() => "Function of the page",
        FamilyKind::Subscriptions => "Subscription",
    };
    doc(&message.doc, &format!("{what} `{}`.", message.tag.value))
}

/// A generated doc line where the user's own comment is kept among the attributes.
pub(super) fn doc_unless(doc: &str, otherwise: &str) -> TokenStream {
    if doc.trim().is_empty() {
        self::doc("", otherwise)
    } else {
        TokenStream::new()
    }
}

/// `Scalar::Text("…")`
pub(super) fn scalar(protocol: &Resolved<'_>, value: &Scalar) -> TokenStream {
    let runtime = &protocol.runtime;
    let value = match value {
        Scalar::Text(text) => quote!(Text(#text)),
        Scalar::Integer(number) => {
            let number = Literal::i64_unsuffixed(*number);
            quote!(Integer(#number))
        }
        Scalar::Bool(bool) => quote!(Bool(#bool)),
    };
    quote!(#runtime::__private::describe::Scalar::#value)
}

/// Text as JSON writes it, quotes included.
pub(super) fn json(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A key as a field is written with it: `,"params":`.
pub(super) fn key(key: &str) -> String {
    format!(",{}:", json(key))
}

/// An index, as a person would write it.
pub(super) fn index(index: usize) -> Literal {
    Literal::usize_unsuffixed(index)
}

/// A mask with a bit for each index, in binary; none where it has no room, which checks refuse.
pub(super) fn mask(indices: impl IntoIterator<Item = usize>) -> Literal {
    let indices = indices.into_iter().filter(|index| *index < 64);
    let mask = indices.fold(0_u64, |mask, index| mask | 1 << index);
    format!("{mask:#b}")
        .parse()
        .unwrap_or_else(|_| Literal::u64_unsuffixed(mask))
}

/// `Some(…)` or `None`, spelled from the root.
pub(super) fn option(value: Option<TokenStream>) -> TokenStream {
    value.map_or_else(
        || quote!(::core::option::Option::None),
        |value| quote!(::core::option::Option::Some(#value)),
    )
}

/// A struct as its base makes it, save for these parts: `Row { moves: &[…], ..base }`. What says
/// nothing is left out: it costs the compiler time.
pub(super) fn differing<const N: usize>(
    ty: &TokenStream,
    base: TokenStream,
    parts: [Option<TokenStream>; N],
) -> TokenStream {
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    if parts.is_empty() {
        return base;
    }
    quote!(#ty { #(#parts,)* ..#base })
}

/// `name: &[…]`, unless the list is empty.
pub(super) fn list(
    name: &TokenStream,
    items: impl Iterator<Item = TokenStream>,
) -> Option<TokenStream> {
    let mut items = items.peekable();
    items.peek()?;
    Some(quote!(#name: &[#(#items),*]))
}

/// `` one of `a`, `b` or `c` `` for a fault or a doc line.
pub(super) fn alternatives<'a>(values: impl Iterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = values.map(|value| format!("`{value}`")).collect();
    match quoted.as_slice() {
        [] => "nothing".to_owned(),
        [only] => only.clone(),
        [first, last] => format!("{first} or {last}"),
        [all @ .., last] => format!("one of {} or {last}", all.join(", ")),
    }
}
