//! `#[method]` and `#[subscription]` traits: functions of a library; and functions of any trait.

mod context;
mod library;
mod signature;

use super::attributes::Attributes;
use super::broken;
use super::convention::Conventions;
use super::deprecated::deprecated;
use super::depth::{self, too_deep};
use super::family::{fallback, handler};
use super::heading::Heading;
use super::item::Item;
use super::keys::{Argument, RENAME_ALL, RENAME_ALL_FIELDS};
use super::order::{self, Rules};
use super::parsed::Fallback;
use super::sample::{self, Owner};
use super::setting::Setting;
use super::stream;
use super::targets::AttributeTarget;
use super::tokens::{self, Cursor, is_word, sign};
use super::types::TOO_DEEP;
use super::{place, replies};
use crate::errors::Errors;
use crate::idents::{ident, pascal, plain};
use crate::model::{
    AnswerBy, At, Body, Direction, Envelope, Family, FamilyKind, Message, Reply, Type, TypeKind,
};
use crate::rules::Rule;
pub(super) use context::Context;
use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use quote::quote;
use signature::{arguments, is_generic, outcome, plain_signature, subscribed};

const FORMS: &[Argument] = &[RENAME_ALL, RENAME_ALL_FIELDS];

/// Subscriptions have no arguments, whose names would have a case.
const SUBSCRIPTION: &[Argument] = &[RENAME_ALL];

const NO_ARGUMENTS: &str =
    "a subscription has arguments where the page answers it: `#[answer(promise)]`";

pub(crate) fn family(
    item: &Item,
    attributes: &Attributes,
    kind: FamilyKind,
    (error, around): (Option<&Type>, &Conventions),
    setting: &Setting<'_>,
    fallbacks: &mut Vec<Fallback>,
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
    let heading = Heading::read(attributes, role, forms, defaults, errors);
    let context = Context {
        scope,
        kind,
        prefix: String::new(),
        object: library::object(attributes, errors),
        conventions: Conventions::of_attributes(attributes, kind, errors).within(around),
        names: heading.names,
        keys: heading.cases,
        error,
        fails: true,
        envelope: None,
        each: Vec::new(),
        rules: Rules::read(attributes, errors),
        sound: item.sound && errors.count() == before,
    };
    let messages = functions(item, &context, fallbacks, errors);
    if !methods && messages.iter().all(|message| message.reply.is_none()) {
        attributes.no_effect("arguments", NO_ARGUMENTS, errors);
    }
    let conventions = messages
        .iter()
        .filter_map(|message| message.convention.as_ref());
    let mut named = conventions.map(|of| of.by.as_ref());
    if let Some(Some(by)) = named.next()
        && named.all(|by| by.is_some())
    {
        let why = format!("`{}` subscribes to these by their names", by.value);
        attributes.no_effect("object", why, errors);
    }
    Family {
        ident: item.ident.clone(),
        doc: attributes.doc.clone(),
        direction: if methods {
            Direction::ToVendor
        } else {
            Direction::FromVendor
        },
        kind,
        envelope: Envelope::blank(),
        requests: None,
        messages,
    }
}

/// The functions of a trait, as messages.
pub(super) fn functions(
    item: &Item,
    context: &Context<'_>,
    fallbacks: &mut Vec<Fallback>,
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
            fallbacks.push(fallback(item, message));
        }
    }
    messages
}

/// Cuts a trait's body behind each `;` and each body in braces, and in front of a function that begins
/// without either.
fn cut(stream: TokenStream) -> Vec<Vec<TokenTree>> {
    let mut found = Vec::new();
    let mut part: Vec<TokenTree> = Vec::new();
    let mut tokens = stream.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let ends = sign(&token) == ';'
            || matches!(&token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
        // The type of a function has no name behind `fn`.
        let named = matches!(tokens.peek(), Some(TokenTree::Ident(_)));
        let begins = (sign(&token) == '#' || is_word(&token, "fn") && named)
            && part.iter().any(|token| is_word(token, "fn"));
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
    let attributes = Attributes::take(&mut cursor, AttributeTarget::Function, errors);
    let signature = signature(cursor.rest().to_vec(), errors)?;
    plain_signature(&signature, errors);
    let name = &signature.ident;
    let ident = ident(&pascal(&plain(name)), name.span());
    let own = Conventions::of_attributes(&attributes, context.kind, errors);
    let convention = own.within(&context.conventions);
    let listens = context.kind == FamilyKind::Subscriptions && !convention.is_answered();
    let convention = convention.convention(context.kind, name.span());
    if listens {
        attributes.no_effect("arguments", NO_ARGUMENTS, errors);
    }
    let posted = context.kind == FamilyKind::Requests;
    let fails = if posted {
        context.fails
    } else {
        convention.may_fail()
    };
    let case = attributes.case(errors).unwrap_or(context.keys);
    if signature.inputs.is_empty() {
        let why = format!("`{name}` has no arguments to name in a case");
        attributes.no_effect("rename_all", why, errors);
    }
    // What parameters in types mean is not known here.
    let (arguments, (ok, error)) = if is_generic(&signature) {
        let error = context.error.cloned();
        let error = error.unwrap_or_else(|| Type::unit(name.span()));
        (Vec::new(), (Type::unit(name.span()), error))
    } else {
        (
            arguments(
                &signature,
                case,
                (context, convention.object || posted, listens),
                errors,
            ),
            outcome(&signature.output, name.span(), (context, fails), errors)?,
        )
    };
    let mut aliases = attributes.aliases(errors);
    let tag = attributes.rename(&mut aliases, errors).unwrap_or_else(|| {
        let tag = context.prefix.clone() + &context.names.field(&plain(name));
        At::new(tag, name.span())
    });
    let by = convention.by.as_ref();
    let function = library::function(&attributes, context, tag, aliases, by, errors);
    let owner = owner(context.kind, listens);
    let (moves, only) = order::rules(&attributes, &context.rules, errors);
    let (mut body, reply) = if owner == Owner::Subscription {
        (subscribed(ok, error, fails, name.span()), None)
    } else {
        let all = context.each.iter().cloned().chain(arguments);
        let body = Body::of(all.collect());
        let answered = !matches!(convention.answer, AnswerBy::Nothing);
        if !answered && !matches!(ok.kind, TypeKind::Unit) {
            let message = "nothing answers this function, so it has no result; remove it";
            errors.push(Rule::ConventionNothing, ok.span, message);
        }
        (body, answered.then_some(Reply::Callback { ok, error }))
    };
    let content = match context.envelope {
        Some(envelope) => {
            let content = envelope.content.as_ref().map(|key| key.value.clone());
            place::body(&mut body, content, envelope, errors)
        }
        None => None,
    };
    let within = replies::within(&attributes, errors);
    if owner != Owner::Request {
        let why = "only a request between windows is answered many times; a library calls a subscription's \
                   callback as often as it likes";
        attributes.no_effect("stream", why, errors);
    }
    if reply.is_none() {
        let why = format!("nothing answers `{name}`, so nothing is waited for");
        attributes.no_effect("within", why, errors);
    }
    Some(Message {
        handler: handler(&ident, errors),
        ident,
        tag: function.path,
        aliases: function.aliases,
        prefix: false,
        content,
        body,
        moves,
        only,
        reply,
        convention: (!posted).then_some(convention),
        within,
        stream: stream::read(&attributes, errors),
        handshake: None,
        deprecated: deprecated(&attributes, errors),
        reloaded: None,
        port: None,
        optional: function.optional,
        samples: sample::samples(&attributes, owner, errors),
        doc: attributes.doc,
    })
}

/// Whether these tokens are an item of a trait that is no function, which Rust's parser takes.
fn is_other_item(tokens: &[TokenTree]) -> bool {
    let item: TokenStream = tokens.iter().cloned().collect();
    syn::parse2::<syn::TraitItem>(quote!(#item;)).is_ok()
}

/// Whose samples a function has.
const fn owner(kind: FamilyKind, listens: bool) -> Owner {
    match kind {
        FamilyKind::Subscriptions if listens => Owner::Subscription,
        FamilyKind::Requests => Owner::Request,
        _ => Owner::Method,
    }
}

/// The signature of a function, which ends with a semicolon.
fn signature(mut signature: Vec<TokenTree>, errors: &mut Errors) -> Option<syn::Signature> {
    let last = signature.pop()?;
    match &last {
        TokenTree::Punct(end) if end.as_char() == ';' => {}
        TokenTree::Group(body) if body.delimiter() == Delimiter::Brace => {
            let message = "the library has the body; end the declaration with `;`";
            errors.push(Rule::FunctionBody, body.span(), message);
        }
        other => {
            let message = "expected `;` behind the function";
            errors.syntax(Rule::FunctionSyntax, other.span(), message);
            signature.push(last.clone());
        }
    }
    if signature.is_empty() {
        let message = "expected `fn name(argument: Type) -> T;`";
        errors.syntax(Rule::FunctionSyntax, last.span(), message);
        return None;
    }
    if let Some(at) = too_deep(signature.iter().cloned().collect(), depth::TYPE) {
        errors.push(Rule::FieldDepth, at, TOO_DEEP);
        return None;
    }
    let tokens = signature.clone();
    match syn::parse2::<syn::Signature>(signature.into_iter().collect()) {
        Ok(signature) => Some(signature),
        Err(error) => {
            let (at, reason) = tokens::slip(&error, last.span());
            let message = format!("expected `fn name(argument: Type) -> Result;`{reason}");
            if is_other_item(&tokens) {
                errors.push(Rule::FunctionSyntax, at, message);
                return None;
            }
            errors.syntax(Rule::FunctionSyntax, at, message);
            broken::function(&tokens)
        }
    }
}
