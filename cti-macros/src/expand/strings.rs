//! `#[data]` enums of strings, closed or open, with families of a common prefix.

use std::cmp::Reverse;

use proc_macro2::TokenStream;
use quote::quote;

use super::{names, wire};
use crate::model::{Data, Value};
use crate::resolve::Resolved;

/// `pub enum Side { … }` with its strings.
pub(super) fn strings(
    protocol: &Resolved<'_>,
    data: &Data,
    values: &[Value],
    open: bool,
) -> TokenStream {
    let definition = definition(data, values, open);
    let text = text(data, values, open);
    let (read, from) = read(protocol, data, values, open);
    let write = write(values, open);
    let blank = blank(values, open);
    let wire = wire::of_value(protocol, data, &blank, &read, &write, &TokenStream::new());
    quote!(#definition #text #from #wire)
}

fn has_prefix(values: &[Value]) -> bool {
    values.iter().any(|value| value.prefix)
}

fn definition(data: &Data, values: &[Value], open: bool) -> TokenStream {
    let (ident, visibility, doc) = (&data.ident, &data.visibility, wire::doc(data));
    let copy = (!open && !has_prefix(values)).then(|| quote!(, ::core::marker::Copy));
    let non_exhaustive = open.then(|| quote!(#[non_exhaustive]));
    let variants = values.iter().map(|value| {
        let (ident, text) = (&value.ident, &value.value.value);
        if value.prefix {
            let doc = names::doc(&value.doc, &format!("`{text}…`, with what follows."));
            quote!(#doc #ident(::std::string::String),)
        } else {
            let doc = names::doc(&value.doc, &format!("`{text}`."));
            quote!(#doc #ident,)
        }
    });
    let other = open.then(|| {
        quote! {
            /// A value that the declaration doesn't list.
            Other(::std::string::String),
        }
    });
    let derived = names::derived(data);
    quote! {
        #doc
        #[derive(
            ::core::clone::Clone,
            ::core::cmp::PartialEq,
            ::core::cmp::Eq,
            ::core::hash::Hash
            #copy
            #derived
        )]
        #non_exhaustive
        #visibility enum #ident {
            #(#variants)*
            #other
        }
    }
}

/// `as_str`, and `Display` unless the value is personal.
fn text(data: &Data, values: &[Value], open: bool) -> TokenStream {
    let ident = &data.ident;
    let joined = has_prefix(values);
    let arms = values.iter().map(|value| {
        let (ident, text) = (&value.ident, &value.value.value);
        match (value.prefix, joined) {
            (true, _) => quote! {
                Self::#ident(rest) => ::std::borrow::Cow::Owned([#text, &**rest].concat()),
            },
            (false, true) => quote!(Self::#ident => ::std::borrow::Cow::Borrowed(#text),),
            (false, false) => quote!(Self::#ident => #text,),
        }
    });
    let other = open.then(|| {
        if joined {
            quote!(Self::Other(value) => ::std::borrow::Cow::Borrowed(&**value),)
        } else {
            quote!(Self::Other(value) => value,)
        }
    });
    let text = if joined {
        quote!(::std::borrow::Cow<'_, str>)
    } else {
        quote!(&str)
    };
    let display = (!data.personal).then(|| {
        quote! {
            impl ::core::fmt::Display for #ident {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    f.pad(&self.as_str())
                }
            }
        }
    });
    quote! {
        impl #ident {
            /// The value as it is on the wire.
            pub fn as_str(&self) -> #text {
                match self {
                    #(#arms)*
                    #other
                }
            }
        }
        #display
    }
}

/// How a value is read: the body of `Wire::read`, and an open enum's `From<&str>`.
fn read(
    protocol: &Resolved<'_>,
    data: &Data,
    values: &[Value],
    open: bool,
) -> (TokenStream, Option<TokenStream>) {
    let runtime = &protocol.runtime;
    let ident = &data.ident;
    if open {
        let parsed = parsed(
            protocol,
            values,
            &quote!(Self::Other(::std::string::String::from(text))),
        );
        let read = quote! {
            *self = ::core::convert::From::from(&*reader.str()?);
            ::core::result::Result::Ok(())
        };
        let from = quote! {
            impl ::core::convert::From<&str> for #ident {
                fn from(text: &str) -> Self {
                    #parsed
                }
            }
        };
        return (read, Some(from));
    }
    let listed: Vec<String> = values
        .iter()
        .map(|value| {
            format!(
                "{}{}",
                value.value.value,
                if value.prefix { "…" } else { "" }
            )
        })
        .collect();
    let expected = names::alternatives(listed.iter().map(String::as_str));
    let refused = quote! {
        return ::core::result::Result::Err(#runtime::__private::Fault::new(
            #runtime::__private::FaultKind::Value(#expected),
            at,
        ))
    };
    let (texts, mut arms) = exact(values);
    if let Some(Value { ident: last, .. }) = values.last()
        && !has_prefix(values)
    {
        arms.pop();
        let read = quote! {
            *self = match #runtime::__private::listed(reader, &[#(#texts),*], #expected)? {
                #(#arms)*
                _ => Self::#last,
            };
            ::core::result::Result::Ok(())
        };
        return (read, None);
    }
    let parsed = parsed(protocol, values, &refused);
    let read = quote! {
        let at = reader.at();
        let text = reader.str()?;
        let text = &*text;
        *self = #parsed;
        ::core::result::Result::Ok(())
    };
    (read, None)
}

/// The strings that stand for a value as a whole, and what each is by its place.
fn exact(values: &[Value]) -> (Vec<&str>, Vec<TokenStream>) {
    let exact = values.iter().filter(|value| !value.prefix);
    let exact = exact.flat_map(|value| texts(value).into_iter().map(move |text| (text, value)));
    let (listed, values): (Vec<_>, Vec<_>) = exact.unzip();
    let arms = values.iter().enumerate().map(|(place, value)| {
        let (place, ident) = (names::index(place), &value.ident);
        quote!(#place => Self::#ident,)
    });
    (listed, arms.collect())
}

/// `match place(…) { … }`: whole strings first, then prefixes, the longest first.
fn parsed(protocol: &Resolved<'_>, values: &[Value], otherwise: &TokenStream) -> TokenStream {
    let runtime = &protocol.runtime;
    let (texts, arms) = exact(values);
    let mut prefixes: Vec<_> = values
        .iter()
        .filter(|value| value.prefix)
        .flat_map(|value| {
            self::texts(value)
                .into_iter()
                .map(move |text| (text, &value.ident))
        })
        .collect();
    prefixes.sort_by_key(|(text, _)| Reverse(text.len()));
    let prefixes = prefixes.iter().map(|(text, ident)| {
        quote! {
            if let ::core::option::Option::Some(rest) =
                ::core::primitive::str::strip_prefix(text, #text)
            {
                Self::#ident(::std::string::String::from(rest))
            } else
        }
    });
    quote! {
        match #runtime::__private::place(&[#(#texts),*], text) {
            #(#arms)*
            _ => #(#prefixes)* { #otherwise }
        }
    }
}

fn texts(value: &Value) -> Vec<&str> {
    value.names().map(|name| name.value.as_str()).collect()
}

fn write(values: &[Value], open: bool) -> TokenStream {
    if !has_prefix(values) {
        return quote!(out.str(self.as_str()););
    }
    let arms = values.iter().map(|value| {
        let (ident, text) = (&value.ident, &value.value.value);
        if value.prefix {
            quote!(Self::#ident(rest) => out.prefixed(#text, rest),)
        } else {
            quote!(Self::#ident => out.str(#text),)
        }
    });
    let other = open.then(|| quote!(Self::Other(value) => out.str(value),));
    quote!(match self { #(#arms)* #other })
}

fn blank(values: &[Value], open: bool) -> TokenStream {
    match values.first() {
        Some(Value {
            ident,
            prefix: false,
            ..
        }) => quote!(Self::#ident),
        Some(Value {
            ident,
            prefix: true,
            ..
        }) => {
            quote!(Self::#ident(::std::string::String::new()))
        }
        None if open => quote!(Self::Other(::std::string::String::new())),
        // An empty closed enum is refused by checks.
        None => TokenStream::new(),
    }
}
