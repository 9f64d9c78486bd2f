//! What a function's signature says: its arguments and its result.

use super::context::Context;
use crate::errors::Errors;
use crate::model::{At, Body, FamilyKind, Field, Id, Presence, Type, TypeKind};
use crate::parse::attributes::{self, Attributes};
use crate::parse::case::Case;
use crate::parse::fields::{self, FieldReader, unsuitable};
use crate::parse::stamp;
use crate::parse::targets::AttributeTarget;
use crate::parse::tokens::Cursor;
use crate::rules::Rule;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens as _, quote_spanned};

pub(super) fn is_generic(signature: &syn::Signature) -> bool {
    !signature.generics.params.is_empty()
}

/// What a subscription's callback receives: nothing, or a result or an error.
pub(super) fn subscribed(ok: Type, error: Type, fails: bool, span: Span) -> Body {
    if matches!(ok.kind, TypeKind::Unit) {
        return Body::Unit;
    }
    let wrap = |ok: &TokenStream, error: &TokenStream| {
        let at = Span::call_site().located_at(span);
        quote_spanned!(at=> ::core::result::Result<#ok, #error>)
    };
    let name = if fails { "outcome" } else { "content" };
    let ty = if fails {
        Type {
            span: ok.span,
            here: wrap(&ok.here, &error.here),
            inner: wrap(&ok.inner, &error.inner),
            kind: TypeKind::Result(Box::new(ok), Box::new(error)),
        }
    } else {
        ok
    };
    let outcome = Field {
        ident: Ident::new(name, span),
        doc: String::new(),
        key: At::new(name.to_owned(), span),
        aliases: Vec::new(),
        ty,
        presence: Presence::Required,
        personal: false,
        flatten: false,
        prefix: None,
        beside: false,
        at: None,
        remainder: false,
        opaque: false,
        posted: None,
        deprecated: None,
        stamp: None,
        id: Id::No,
        outcome: None,
    };
    Body::Whole(Box::new(outcome), Vec::new())
}

pub(super) fn plain_signature(signature: &syn::Signature, errors: &mut Errors) {
    let qualifiers = [
        (
            signature.constness.to_token_stream(),
            "a library's function is not `const`",
        ),
        (
            signature.asyncness.to_token_stream(),
            "remove `async`: every call is answered later, by a ticket",
        ),
        (
            signature.safety.to_token_stream(),
            "a library's function is not `unsafe`",
        ),
        (
            signature.abi.to_token_stream(),
            "a library's function has no ABI; remove `extern`",
        ),
    ];
    for (tokens, message) in qualifiers {
        if let Some(token) = tokens.into_iter().next() {
            errors.push(Rule::FunctionQualifier, token.span(), message);
        }
    }
    let generics = signature.generics.to_token_stream().into_iter().next();
    let clause = signature
        .generics
        .where_clause
        .to_token_stream()
        .into_iter()
        .next();
    if let Some(token) = generics.or(clause) {
        let message = "arguments have one type on the wire; remove the parameters";
        errors.push(Rule::FunctionGenerics, token.span(), message);
    }
    if let Some(dots) = &signature.variadic {
        let at = dots
            .to_token_stream()
            .into_iter()
            .next()
            .map_or(signature.ident.span(), |t| t.span());
        let message = "write each argument as `name: Type`";
        errors.push(Rule::FunctionArgument, at, message);
    }
}

pub(super) fn arguments(
    signature: &syn::Signature,
    case: Case,
    (context, named, listens): (&Context<'_>, bool, bool),
    errors: &mut Errors,
) -> Vec<Field> {
    let reader = FieldReader::new(context.scope, case);
    let mut fields = Vec::new();
    for input in &signature.inputs {
        let typed = match input {
            syn::FnArg::Receiver(receiver) => {
                let message = "functions of a library have no `self`; remove it";
                errors.push(Rule::FunctionReceiver, receiver.self_token.span, message);
                continue;
            }
            syn::FnArg::Typed(typed) => typed,
        };
        if listens {
            let at = first_span(typed.pat.to_token_stream(), signature.ident.span());
            let message = "what a subscription delivers is its result: `fn name() -> Type;`; one with arguments \
                           is answered, and says how: `#[answer(promise)]`";
            errors.push(Rule::SubscriptionArguments, at, message);
            continue;
        }
        let ident = match &*typed.pat {
            syn::Pat::Ident(pattern)
                if pattern.by_ref.is_none()
                    && pattern.mutability.is_none()
                    && pattern.subpat.is_none() =>
            {
                &pattern.ident
            }
            other => {
                let at = first_span(other.to_token_stream(), signature.ident.span());
                let message = "an argument is a name with a type: `name: Type`";
                errors.push(Rule::FunctionArgument, at, message);
                continue;
            }
        };
        let attributes = typed.attrs.iter().map(|attribute| {
            let tokens: Vec<TokenTree> = attribute.to_token_stream().into_iter().collect();
            attributes::take(&mut Cursor::new(&tokens, ident.span()))
        });
        let groups: Vec<_> = attributes.flatten().collect();
        let attributes = attributes::read(&groups, AttributeTarget::Field, errors);
        let positional = !named;
        if positional {
            fields::positions(&attributes, "argument", errors);
        }
        if context.kind != FamilyKind::Requests {
            called(&attributes, errors);
        }
        let why = "the session makes what an answer is found by";
        attributes.no_effect("id", why, errors);
        let ty = context.scope.of(&attributes).resolve(&typed.ty, errors);
        let field = reader.field(ident.clone(), ty, &attributes, errors);
        let alias = field.aliases.first();
        if let Some(alias) = alias.filter(|_| positional && attributes.get("alias").is_none()) {
            let message = "arguments have positions, not keys; remove the alias";
            errors.push(Rule::AttributePlace, alias.span, message);
        }
        fields.push(field);
    }
    fields
}

/// Refuses what a library's arguments have not: an envelope, and a session that fills them in.
fn called(attributes: &Attributes, errors: &mut Errors) {
    stamp::nowhere(attributes, "a session fills in what is posted", errors);
    for name in ["beside", "at", "remainder"] {
        attributes.no_effect(name, "a function is called, without an envelope", errors);
    }
}

fn first_span(tokens: TokenStream, otherwise: Span) -> Span {
    tokens
        .into_iter()
        .next()
        .map_or(otherwise, |token| token.span())
}

/// What the callback receives: the result and the error.
pub(super) fn outcome(
    output: &syn::ReturnType,
    span: Span,
    (context, fails): (&Context<'_>, bool),
    errors: &mut Errors,
) -> Option<(Type, Type)> {
    let syn::ReturnType::Type(_, ty) = output else {
        return Some((
            Type::unit(span),
            shared_error(span, (context, fails), errors),
        ));
    };
    if let syn::Type::Path(path) = &**ty
        && let Some(last) = path
            .path
            .segments
            .last()
            .filter(|last| last.ident == "Result")
        && let syn::PathArguments::AngleBracketed(list) = &last.arguments
        && list.args.len() != 2
    {
        let message = "write the result alone for the trait's error, or `Result<T, E>`";
        errors.push(Rule::FunctionResult, last.ident.span(), message);
        return None;
    }
    let ty = context.scope.resolve(ty, errors);
    let (ok, error) = match ty.kind {
        TypeKind::Result(ok, error) => {
            if !fails {
                let message = "no answer has a place for a failure; return the value itself, or add \
                               `error = \"…\"` to `answer(…)`";
                errors.push(Rule::RequestFailure, error.span, message);
            }
            (*ok, *error)
        }
        _ => (ty, shared_error(span, (context, fails), errors)),
    };
    for ty in [&ok, &error] {
        let nothing = matches!(ty.kind, TypeKind::Unit | TypeKind::Never);
        let reason = unsuitable(&ty.kind).filter(|_| !nothing);
        if reason.is_some() {
            let message = "a result is one type, or one `Result<T, E>`";
            errors.push(Rule::FunctionResult, ty.span, message);
            return None;
        }
    }
    Some((ok, error))
}

/// What a failure says where the function doesn't say it itself.
fn shared_error(span: Span, (context, fails): (&Context<'_>, bool), errors: &mut Errors) -> Type {
    if !fails {
        return Type::never(span);
    }
    context.error.cloned().unwrap_or_else(|| {
        let place = match context.kind {
            FamilyKind::Requests => "the trait",
            _ => "`calls(…)`",
        };
        let message = format!(
            "what does a failure say? Return a `Result<T, E>`, or add `error = Type` to {place}"
        );
        errors.push(Rule::RequestError, span, message);
        Type::unit(span)
    })
}
