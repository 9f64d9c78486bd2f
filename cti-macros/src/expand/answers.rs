//! What answers a message: the types of its ticket, and how the outcome is picked out of what came.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};

use super::fields::Nesting;
use super::{family, names, streams};
use crate::model::{Family, Message, Reply, Stream, TypeKind};
use crate::resolve::Resolved;

/// How the outcome of a request is picked out of its answer.
struct Outcome {
    ok: TokenStream,
    error: TokenStream,
    settle: TokenStream,
    /// What is the success where only a failure is answered.
    silence: Option<TokenStream>,
    /// Enums of which what answers it is one.
    enums: TokenStream,
}

/// `impl Request` of a message that is answered, and what only it needs.
pub(super) fn request(
    protocol: &Resolved<'_>,
    family: &Family,
    message: &Message,
    reply: &Reply,
) -> TokenStream {
    let Some(answers) = protocol.all_of(family.direction.opposite()) else {
        return TokenStream::new();
    };
    let found = match reply {
        Reply::Callback { ok, error } => {
            let requests = family.requests.as_ref();
            let only_fails = requests.is_some_and(|of| of.answer.keys.only_fails());
            let is_silent = only_fails && matches!(ok.kind, TypeKind::Unit);
            let (ok, error) = (Nesting::Inner.ty(ok), Nesting::Inner.ty(error));
            Some(Outcome {
                silence: is_silent.then(silence),
                ..called_back(protocol, ok, error)
            })
        }
        Reply::Named { ok, error } => by_name(protocol, family, message, [ok, error]),
    };
    let Some(found) = found else {
        return TokenStream::new();
    };
    let Outcome {
        ok,
        error,
        settle,
        silence,
        enums,
    } = found;
    let (runtime, ident) = (&protocol.runtime, &message.ident);
    if let Some(stream) = &message.stream {
        let (cancel, blank) = cancel(protocol, family, message, stream);
        return quote! {
            #enums

            impl #runtime::__private::Streamed for #ident {
                type Answers = super::#answers;
                type Item = #ok;
                type Err = #error;
                type Cancel = #cancel;
                fn settle(
                    answer: #runtime::__private::Answer<super::#answers>,
                ) -> ::core::result::Result<
                    ::core::result::Result<Self::Item, Self::Err>,
                    #runtime::__private::Fault,
                > {
                    #settle
                }
                fn cancel() -> ::core::option::Option<Self::Cancel> {
                    #blank
                }
            }
        };
    }
    quote! {
        #enums

        impl #runtime::__private::Request for #ident {
            type Answers = super::#answers;
            type Ok = #ok;
            type Err = #error;
            fn settle(
                answer: #runtime::__private::Answer<super::#answers>,
            ) -> ::core::result::Result<
                ::core::result::Result<Self::Ok, Self::Err>,
                #runtime::__private::Fault,
            > {
                #settle
            }
            #silence
        }
    }
}

/// The type of what cancels a stream, and a blank one.
fn cancel(
    protocol: &Resolved<'_>,
    family: &Family,
    message: &Message,
    stream: &Stream,
) -> (TokenStream, TokenStream) {
    let named = stream.cancel.as_ref();
    let row = named.and_then(|name| streams::own(protocol, family, name));
    let Some(row) = row else {
        let own = &message.ident;
        return (quote!(#own), quote!(::core::option::Option::None));
    };
    let (module, ident) = (names::module(row.family), &row.message.ident);
    let blank = family::blank(protocol, row.message);
    let cancel = quote!(super::#module::#ident);
    let made = quote!(::core::option::Option::Some(#cancel #blank));
    (cancel, made)
}

fn called_back(protocol: &Resolved<'_>, ok: impl ToTokens, error: impl ToTokens) -> Outcome {
    let runtime = &protocol.runtime;
    Outcome {
        ok: quote!(#ok),
        error: quote!(#error),
        settle: quote!(#runtime::__private::outcome(answer)),
        silence: None,
        enums: TokenStream::new(),
    }
}

/// That none answers is the success.
fn silence() -> TokenStream {
    quote! {
        fn silence() -> ::core::option::Option<()> {
            ::core::option::Option::Some(())
        }
    }
}

fn by_name(
    protocol: &Resolved<'_>,
    family: &Family,
    message: &Message,
    [ok, error]: [&[Ident]; 2],
) -> Option<Outcome> {
    let runtime = &protocol.runtime;
    if let ([name], []) = (ok, error)
        && let Some(outcome) = either_of_two(protocol, family, name)
    {
        return Some(outcome);
    }
    let (ok_enum, error_enum) = message.answer_enums();
    let succeeds = Side::of(protocol, family, message, ok, ok_enum, true)?;
    let fails = Side::of(protocol, family, message, error, error_enum, false)?;
    let silence = ok.is_empty().then(silence);
    let (Side { ty: ok, .. }, Side { ty: error, .. }) = (&succeeds, &fails);
    let (ok_arms, error_arms) = (&succeeds.arms, &fails.arms);
    let (ok_enum, error_enum) = (&succeeds.definition, &fails.definition);
    Some(Outcome {
        ok: ok.clone(),
        error: error.clone(),
        settle: quote! {
            match answer {
                #ok_arms
                #error_arms
                _ => ::core::result::Result::Err(#runtime::__private::not_an_answer()),
            }
        },
        silence,
        enums: quote!(#ok_enum #error_enum),
    })
}

/// An answer that says itself whether it failed is the outcome.
fn either_of_two(protocol: &Resolved<'_>, family: &Family, name: &Ident) -> Option<Outcome> {
    let runtime = &protocol.runtime;
    let field = protocol.opposite(family, name)?.message.outcome()?;
    let TypeKind::Result(ok, error) = &field.ty.kind else {
        return None;
    };
    let (ok, error, field) = (
        Nesting::Inner.ty(ok),
        Nesting::Inner.ty(error),
        &field.ident,
    );
    let (_, pattern) = answer(protocol, family, name)?;
    Some(Outcome {
        ok: quote!(#ok),
        error: quote!(#error),
        settle: quote! {
            match answer {
                #runtime::__private::Answer::Message(#pattern) => {
                    ::core::result::Result::Ok(message.#field)
                }
                _ => ::core::result::Result::Err(#runtime::__private::not_an_answer()),
            }
        },
        silence: None,
        enums: TokenStream::new(),
    })
}

/// The messages that answer on success, or on failure.
struct Side {
    ty: TokenStream,
    arms: TokenStream,
    definition: Option<TokenStream>,
}

impl Side {
    fn of(
        protocol: &Resolved<'_>,
        family: &Family,
        message: &Message,
        names: &[Ident],
        several: Option<Ident>,
        succeeds: bool,
    ) -> Option<Self> {
        let runtime = &protocol.runtime;
        let found: Option<Vec<_>> = names
            .iter()
            .map(|name| answer(protocol, family, name))
            .collect();
        let found = found?;
        let which = if succeeds { quote!(Ok) } else { quote!(Err) };
        let arms = names.iter().zip(&found).map(|(name, (_, pattern))| {
            let value = several.as_ref().map_or_else(
                || quote!(message),
                |several| quote!(#several::#name(message)),
            );
            quote! {
                #runtime::__private::Answer::Message(#pattern) => {
                    ::core::result::Result::Ok(::core::result::Result::#which(#value))
                }
            }
        });
        let arms = quote!(#(#arms)*);
        let ty = match (&several, found.first()) {
            (Some(several), _) => quote!(#several),
            (None, Some((ty, _))) => ty.clone(),
            (None, None) if succeeds => quote!(()),
            (None, None) => quote!(::core::convert::Infallible),
        };
        let definition = several.map(|several| {
            let types = found.iter().map(|(ty, _)| ty);
            let what = if succeeds {
                "answers"
            } else {
                "answers, on failure,"
            };
            let doc = format!(" What {what} [`{}`]: one of these.", message.ident);
            let docs = names.iter().map(|name| format!(" [`{name}`]."));
            quote! {
                #[doc = #doc]
                #[derive(::core::clone::Clone, ::core::cmp::PartialEq, ::core::fmt::Debug)]
                #[non_exhaustive]
                pub enum #several {
                    #(#[doc = #docs] #names(#types),)*
                }
            }
        });
        Some(Self {
            ty,
            arms,
            definition,
        })
    }
}

/// The type of a message that answers, and the pattern that binds one as `message`.
fn answer(
    protocol: &Resolved<'_>,
    family: &Family,
    name: &Ident,
) -> Option<(TokenStream, TokenStream)> {
    let direction = family.direction.opposite();
    let of = protocol.opposite(family, name)?.family;
    let (module, of) = (names::module(of), &of.ident);
    let mut pattern = quote!(super::#of::#name(message));
    if let Some(all) = protocol.direction_enum(direction) {
        pattern = quote!(super::#all::#of(#pattern));
    }
    Some((quote!(super::#module::#name), pattern))
}
