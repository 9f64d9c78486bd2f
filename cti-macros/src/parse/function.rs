//! `#[method]` and `#[subscription]` traits: functions of a library; and functions of any trait.

use super::attributes::{self, Attributes, Form, Keys, Place};
use super::family::{Setting, handler, stand_in};
use super::fields::{field, unsuitable};
use super::item::Item;
use super::sample::{self, Owner};
use super::tokens::{self, Cursor, sign};
use super::types::Scope;
use super::{StandIn, envelope, order, replies};
use crate::errors::Errors;
use crate::idents::{ident, pascal, plain};
use crate::model::{
    At, Body, Direction, Family, FamilyKind, Field, Id, Message, Move, Only, Presence, Reply, Type,
    TypeKind,
};
use crate::rules::Rule;
use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens as _, quote, quote_spanned};

const FORMS: &[(&str, Form, &str)] = &[
    ("rename_all", Form::Text, "rename_all = \"snake_case\""),
    (
        "rename_all_fields",
        Form::Text,
        "rename_all_fields = \"snake_case\"",
    ),
];

/// Subscriptions have no arguments, whose names would have a case.
const SUBSCRIPTION: &[(&str, Form, &str)] =
    &[("rename_all", Form::Text, "rename_all = \"snake_case\"")];

/// What functions of one trait share.
pub(super) struct Context<'a> {
    pub(super) scope: &'a Scope,
    pub(super) kind: FamilyKind,
    /// What stands before each name on the wire that follows from a Rust name.
    pub(super) prefix: String,
    pub(super) names: super::case::Case,
    pub(super) keys: super::case::Case,
    /// What a failure says where the function doesn't say it itself.
    pub(super) error: Option<&'a Type>,
    /// Whether there is a place for a failure.
    pub(super) fails: bool,
    /// The key of the arguments, if they don't stand beside the tag.
    pub(super) content: Option<String>,
    /// What every request has.
    pub(super) each: Vec<Field>,
    pub(super) moves: Vec<Move>,
    pub(super) only: Vec<Only>,
    pub(super) sound: bool,
}

pub(crate) fn family(
    item: &Item,
    attributes: &Attributes,
    kind: FamilyKind,
    error: &Type,
    setting: &Setting<'_>,
    stand_ins: &mut Vec<StandIn>,
    errors: &mut Errors,
) -> Family {
    let Setting { defaults, scope } = *setting;
    let methods = kind == FamilyKind::Methods;
    let before = errors.count();
    let (role, forms) = if methods {
        ("method", FORMS)
    } else {
        ("subscription", SUBSCRIPTION)
    };
    let keys = match attributes.get(role) {
        Some(attribute) => Keys::of(attribute, forms, errors),
        None => Keys::none(),
    };
    let names = keys.case("rename_all", errors).unwrap_or(defaults.names);
    let cases = keys
        .case("rename_all_fields", errors)
        .unwrap_or(defaults.keys);
    let context = Context {
        scope,
        kind,
        prefix: String::new(),
        names,
        keys: cases,
        error: Some(error),
        fails: true,
        content: None,
        each: Vec::new(),
        moves: order::moves(attributes, errors),
        only: order::only(attributes, errors),
        sound: item.sound && errors.count() == before,
    };
    let messages = functions(item, &context, stand_ins, errors);
    Family {
        ident: item.ident.clone(),
        doc: attributes.doc.clone(),
        direction: if methods {
            Direction::ToVendor
        } else {
            Direction::FromVendor
        },
        kind,
        envelope: envelope::blank(),
        requests: None,
        messages,
    }
}

/// The functions of a trait, as messages.
pub(super) fn functions(
    item: &Item,
    context: &Context<'_>,
    stand_ins: &mut Vec<StandIn>,
    errors: &mut Errors,
) -> Vec<Message> {
    let mut messages = Vec::new();
    let body = item
        .body
        .as_ref()
        .map(proc_macro2::Group::stream)
        .unwrap_or_default();
    for part in cut(body) {
        let before = errors.count();
        let Some(message) = function(&part, item.body_span(), context, errors) else {
            continue;
        };
        if errors.count() == before && context.sound {
            messages.push(message);
        } else {
            stand_ins.push(stand_in(item, message));
        }
    }
    messages
}

/// Cuts a trait's body behind each `;` and each body in braces.
fn cut(stream: TokenStream) -> Vec<Vec<TokenTree>> {
    let mut found = Vec::new();
    let mut part: Vec<TokenTree> = Vec::new();
    for token in stream {
        let ends = sign(&token) == ';'
            || matches!(&token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
        let begins =
            sign(&token) == '#' && part.iter().any(|token| super::tokens::is_word(token, "fn"));
        if begins {
            found.push(std::mem::take(&mut part));
        }
        part.push(token);
        if ends {
            found.push(std::mem::take(&mut part));
        }
    }
    if !part.is_empty() {
        found.push(part);
    }
    found
}

fn function(
    part: &[TokenTree],
    otherwise: Span,
    context: &Context<'_>,
    errors: &mut Errors,
) -> Option<Message> {
    let mut cursor = Cursor::new(part, otherwise);
    let groups = attributes::take(&mut cursor);
    let attributes = attributes::attributes(&groups, Place::Function, errors);
    let mut signature = cursor.rest().to_vec();
    let last = signature.pop()?;
    match &last {
        TokenTree::Punct(end) if end.as_char() == ';' => {}
        TokenTree::Group(body) if body.delimiter() == Delimiter::Brace => {
            let message = "the library has the body; end the declaration with `;`";
            errors.push(Rule::FunctionBody, body.span(), message);
        }
        other => {
            errors.push(
                Rule::FunctionSyntax,
                other.span(),
                "expected `;` behind the function",
            );
            signature.push(last.clone());
        }
    }
    if signature.is_empty() {
        errors.push(
            Rule::FunctionSyntax,
            last.span(),
            "expected `fn name(argument: Type) -> T;`",
        );
        return None;
    }
    let signature = match syn::parse2::<syn::Signature>(signature.into_iter().collect()) {
        Ok(signature) => signature,
        Err(error) => {
            let (at, reason) = tokens::slip(&error, last.span());
            let message = format!("expected `fn name(argument: Type) -> Result;`{reason}");
            errors.push(Rule::FunctionSyntax, at, message);
            return None;
        }
    };
    plain_signature(&signature, errors);
    let name = &signature.ident;
    let ident = ident(&pascal(&plain(name)), name.span());
    let case = attributes.case(errors).unwrap_or(context.keys);
    if signature.inputs.is_empty() {
        let why = format!("`{name}` has no arguments to name in a case");
        attributes.idle("rename_all", why, errors);
    }
    // What parameters are in types is anybody's guess.
    let (arguments, (ok, error)) = if is_generic(&signature) {
        let error = context.error.cloned();
        let error = error.unwrap_or_else(|| unit(name.span()));
        (Vec::new(), (unit(name.span()), error))
    } else {
        (
            arguments(&signature, case, context, errors),
            outcome(&signature.output, name.span(), context, errors)?,
        )
    };
    let mut aliases = attributes.aliases(errors);
    let tag = attributes.rename(&mut aliases, errors).unwrap_or_else(|| {
        let tag = context.prefix.clone() + &context.names.field(&plain(name));
        At::new(tag, name.span())
    });
    let owner = match context.kind {
        FamilyKind::Subscriptions => Owner::Subscription,
        FamilyKind::Requests => Owner::Request,
        FamilyKind::Methods | FamilyKind::Messages => Owner::Method,
    };
    let (moves, only) = rules(&attributes, context, errors);
    let (body, reply) = if owner == Owner::Subscription {
        (subscribed(ok, error, name.span()), None)
    } else {
        let all: Vec<Field> = context.each.iter().cloned().chain(arguments).collect();
        let body = if all.is_empty() {
            Body::Unit
        } else {
            Body::Fields(all)
        };
        (body, Some(Reply::Callback { ok, error }))
    };
    let within = replies::within(&attributes, errors);
    if reply.is_none() {
        let why = format!("nothing answers `{name}`, so nothing is waited for");
        attributes.idle("within", why, errors);
    }
    Some(Message {
        handler: handler(&ident, errors),
        ident,
        tag,
        aliases,
        content: context.content.clone(),
        body,
        moves,
        only,
        reply,
        within,
        handshake: None,
        samples: sample::samples(&attributes, owner, errors),
        doc: attributes.doc,
    })
}

/// A function's rules, and those of its trait about other machines.
fn rules(
    attributes: &Attributes,
    context: &Context<'_>,
    errors: &mut Errors,
) -> (Vec<Move>, Vec<Only>) {
    let mut moves = order::moves(attributes, errors);
    let own: Vec<Ident> = moves.iter().map(|step| step.machine.clone()).collect();
    moves.extend(
        context
            .moves
            .iter()
            .filter(|step| !own.contains(&step.machine))
            .cloned(),
    );
    let mut only = order::only(attributes, errors);
    let own: Vec<Ident> = only.iter().map(|rule| rule.machine.clone()).collect();
    only.extend(
        context
            .only
            .iter()
            .filter(|rule| !own.contains(&rule.machine))
            .cloned(),
    );
    (moves, only)
}

fn is_generic(signature: &syn::Signature) -> bool {
    !signature.generics.params.is_empty()
}

/// What a subscription's callback receives: nothing, or a result or an error.
fn subscribed(ok: Type, error: Type, span: Span) -> Body {
    if matches!(ok.kind, TypeKind::Unit) {
        return Body::Unit;
    }
    let wrap = |ok: &TokenStream, error: &TokenStream| {
        let at = Span::call_site().located_at(span);
        quote_spanned!(at=> ::core::result::Result<#ok, #error>)
    };
    let ty = Type {
        span: ok.span,
        here: wrap(&ok.here, &error.here),
        inner: wrap(&ok.inner, &error.inner),
        kind: TypeKind::Result(Box::new(ok), Box::new(error)),
    };
    let outcome = Field {
        ident: Ident::new("outcome", span),
        doc: String::new(),
        key: At::new("outcome".to_owned(), span),
        aliases: Vec::new(),
        ty,
        presence: Presence::Required,
        personal: false,
        flatten: false,
        beside: false,
        opaque: false,
        id: Id::No,
        outcome: None,
    };
    Body::Whole(Box::new(outcome), Vec::new())
}

fn plain_signature(signature: &syn::Signature, errors: &mut Errors) {
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
        errors.push(
            Rule::FunctionArgument,
            at,
            "write each argument as `name: Type`",
        );
    }
}

fn arguments(
    signature: &syn::Signature,
    case: super::case::Case,
    context: &Context<'_>,
    errors: &mut Errors,
) -> Vec<Field> {
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
        if context.kind == FamilyKind::Subscriptions {
            let at = first_span(typed.pat.to_token_stream(), signature.ident.span());
            let message = "what a subscription delivers is its result: `fn name() -> Type;`";
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
        let attributes = attributes::attributes(&groups, Place::Field, errors);
        let positional = context.kind != FamilyKind::Requests;
        if positional {
            positions(&attributes, errors);
        }
        let why = "the session makes what an answer is found by";
        attributes.idle("id", why, errors);
        let Some(ty) = context.scope.resolve(&typed.ty, errors) else {
            continue;
        };
        let field = field(ident.clone(), ty, &attributes, case, errors);
        let alias = field.iter().flat_map(|field| &field.aliases).next();
        if let Some(alias) = alias.filter(|_| positional && attributes.get("alias").is_none()) {
            let message = "arguments have positions, not keys; remove the alias";
            errors.push(Rule::AttributePlace, alias.span, message);
        }
        fields.extend(field);
    }
    fields
}

/// Refuses what is about keys: a library's arguments have none.
fn positions(attributes: &Attributes, errors: &mut Errors) {
    for name in ["beside", "flatten", "alias"] {
        attributes.idle(name, "arguments have positions, not keys", errors);
    }
    let why = "an argument that is `None` is `null` already";
    attributes.idle("null", why, errors);
}

fn first_span(tokens: TokenStream, otherwise: Span) -> Span {
    tokens
        .into_iter()
        .next()
        .map_or(otherwise, |token| token.span())
}

/// What the callback receives: the result and the error.
fn outcome(
    output: &syn::ReturnType,
    span: Span,
    context: &Context<'_>,
    errors: &mut Errors,
) -> Option<(Type, Type)> {
    let syn::ReturnType::Type(_, ty) = output else {
        return Some((unit(span), shared_error(span, context, errors)));
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
    let ty = context.scope.resolve(ty, errors)?;
    let (ok, error) = match ty.kind {
        TypeKind::Result(ok, error) => {
            if !context.fails {
                let message = "no answer has a place for a failure; return the value itself, or add \
                               `error = \"…\"` to `answer(…)`";
                errors.push(Rule::RequestFailure, error.span, message);
            }
            (*ok, *error)
        }
        _ => (ty, shared_error(span, context, errors)),
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
fn shared_error(span: Span, context: &Context<'_>, errors: &mut Errors) -> Type {
    if !context.fails {
        return never(span);
    }
    context.error.cloned().unwrap_or_else(|| {
        let message = "what does a failure say? Return a `Result<T, E>`, or add `error = Type` to \
                       the trait";
        errors.push(Rule::RequestError, span, message);
        unit(span)
    })
}

/// `()`
pub(crate) fn unit(span: Span) -> Type {
    Type {
        span,
        here: quote!(()),
        inner: quote!(()),
        kind: TypeKind::Unit,
    }
}

/// `Infallible`
fn never(span: Span) -> Type {
    let path = quote_spanned!(Span::call_site().located_at(span)=> ::core::convert::Infallible);
    Type {
        span,
        here: path.clone(),
        inner: path,
        kind: TypeKind::Never,
    }
}
