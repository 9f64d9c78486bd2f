//! Messages: what they have, what moves with them, how they are answered.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote};

use super::fields::{self, ty};
use super::words::{self, doc_of, option_of, values};
use crate::expand::{convention, names, samples, streams, table};
use crate::model::{
    Body, Condition, Family, Field, From, Handshake, Message, OutcomeKeys, Reply, Stream, Type,
    TypeKind,
};
use crate::resolve::{Resolved, Row};

pub(super) fn message(protocol: &Resolved<'_>, row: &Row<'_>) -> TokenStream {
    let runtime = &protocol.runtime;
    let (family, message) = (row.family, row.message);
    let (name, handler) = (names::plain(&message.ident), names::plain(&message.handler));
    let (tag, doc) = (&message.tag.value, &message.doc);
    let content = message.content.as_ref();
    let whole = matches!(message.body, Body::Whole(..));
    let fields = fields::list(protocol, message.body.each(), false);
    let moves = message.moves.iter().map(|of| {
        let (machine, to) = (names::plain(&of.machine), names::plain(&of.to));
        let from = match &of.from {
            From::Any(_) => quote!(Any),
            From::New(_) => quote!(New),
            From::States(states) => {
                let states = states.iter().map(names::plain);
                quote!(States(&[#(#states),*]))
            }
        };
        let condition = of.condition.as_ref();
        let condition = condition.map(|of| self::condition(protocol, row, of));
        let ty = quote!(#runtime::__private::describe::Move);
        let from = quote!(#runtime::__private::describe::From::#from);
        names::differing(&ty, quote!(#ty::new(#machine, #from, #to)), [condition])
    });
    let only = message.only.iter().map(|of| {
        let machine = names::plain(&of.machine);
        let states = of.states.iter().map(names::plain);
        quote!(#runtime::__private::describe::Only { machine: #machine, states: &[#(#states),*] })
    });
    let reply = message.reply.as_ref().map(|of| reply(protocol, family, of));
    let stream = message
        .stream
        .as_ref()
        .map(|of| stream(protocol, family, of));
    let outcome = message.outcome().and_then(|of| outcome(protocol, of));
    let within = message.within.map(Literal::u64_unsuffixed);
    let handshake = message.handshake.as_ref();
    let handshake = handshake.map(|of| self::handshake(protocol, family, of));
    let failure = failure(message).map(|of| ty(protocol, of));
    let samples = message
        .samples
        .iter()
        .map(|sample| samples::described(protocol, sample));
    let some = |name: &TokenStream, value: Option<TokenStream>| {
        value.map(|value| quote!(#name: ::core::option::Option::Some(#value)))
    };
    let ty = quote!(#runtime::__private::describe::Message);
    names::differing(
        &ty,
        quote!(#ty::new(#name, #tag, #handler, #fields)),
        [
            doc_of(doc),
            names::list(&quote!(aliases), values(&message.aliases)),
            some(&quote!(content), content.map(ToTokens::to_token_stream)),
            message.prefix.then(|| quote!(prefix: true)),
            whole.then(|| quote!(whole: true)),
            names::list(&quote!(moves), moves),
            names::list(&quote!(only), only),
            some(&quote!(outcome), outcome),
            some(&quote!(reply), reply),
            some(&quote!(stream), stream),
            convention::described(protocol, message),
            some(&quote!(within), within.map(ToTokens::into_token_stream)),
            some(&quote!(handshake), handshake),
            message.optional.then(|| quote!(optional: true)),
            words::deprecated(protocol, message.deprecated.as_ref()),
            message.reloaded.map(|_| quote!(reloaded: true)),
            message.port.map(|_| quote!(port: true)),
            some(&quote!(failure), failure),
            names::list(&quote!(samples), samples),
        ],
    )
}

/// What a subscription reports when it fails. Its value is a `Result`, which describes itself as the
/// type of its success.
fn failure(message: &Message) -> Option<&Type> {
    match &message.body {
        Body::Whole(field, _) => match &field.ty.kind {
            TypeKind::Result(_, error) => Some(error),
            _ => None,
        },
        _ => None,
    }
}

fn reply(protocol: &Resolved<'_>, family: &Family, reply: &Reply) -> TokenStream {
    let runtime = &protocol.runtime;
    match reply {
        Reply::Callback { ok, error } => {
            let (ok, error) = (ty(protocol, ok), ty(protocol, error));
            quote!(#runtime::__private::describe::Reply::Callback { result: #ok, error: #error })
        }
        Reply::Named { ok, error } => {
            let [ok, error] = [ok, error].map(|names| {
                let tags = names
                    .iter()
                    .filter_map(|name| answer(protocol, family, name));
                quote!(&[#(#tags),*])
            });
            quote!(#runtime::__private::describe::Reply::Named { tags: #ok, errors: #error })
        }
    }
}

/// How a request that is answered many times ends.
fn stream(protocol: &Resolved<'_>, family: &Family, stream: &Stream) -> TokenStream {
    let runtime = &protocol.runtime;
    let until = stream.until.as_ref();
    let until = option_of(until.and_then(|name| answer(protocol, family, name)));
    let cancel = stream
        .cancel
        .as_ref()
        .and_then(|name| streams::own(protocol, family, name));
    let cancel = option_of(cancel.map(|row| &row.message.tag.value));
    quote!(#runtime::__private::describe::Stream { until: #until, cancel: #cancel })
}

/// A body that is either of two.
fn outcome(protocol: &Resolved<'_>, field: &Field) -> Option<TokenStream> {
    let (Some(keys), TypeKind::Result(ok, error)) = (&field.outcome, &field.ty.kind) else {
        return None;
    };
    let runtime = &protocol.runtime;
    let (name, doc) = (names::plain(&field.ident), &field.doc);
    let [flag, ok_key, error_key] = outcome_keys(keys);
    let (ok, error) = (ty(protocol, ok), ty(protocol, error));
    let decides = table::decides(protocol, keys);
    let Field {
        personal, beside, ..
    } = field;
    Some(quote! {
        #runtime::__private::describe::Outcome {
            name: #name,
            doc: #doc,
            flag: #flag,
            ok_key: #ok_key,
            ok: #ok,
            error_key: #error_key,
            error: #error,
            decides: #decides,
            personal: #personal,
            beside: #beside,
        }
    })
}

/// `condition: Some(…)`
fn condition(protocol: &Resolved<'_>, row: &Row<'_>, of: &Condition) -> TokenStream {
    let runtime = &protocol.runtime;
    let field = of.path.to_string();
    let steps = row.path(&of.path).and_then(|steps| steps.as_ref().ok());
    let keys = steps.into_iter().flatten();
    let keys = keys.filter(|step| !step.flatten && !row.message.body.is_value(step));
    let keys = keys.map(|step| &step.key.value);
    let value = names::scalar(protocol, &of.value.value);
    quote! {
        condition: ::core::option::Option::Some(#runtime::__private::describe::Condition {
            field: #field,
            keys: &[#(#keys),*],
            value: #value,
        })
    }
}

/// The tag of a message of the other side.
fn answer<'a>(protocol: &'a Resolved<'a>, family: &Family, ident: &Ident) -> Option<&'a String> {
    Some(&protocol.opposite(family, ident)?.message.tag.value)
}

fn handshake(protocol: &Resolved<'_>, family: &Family, handshake: &Handshake) -> TokenStream {
    let runtime = &protocol.runtime;
    let tag = |ident| answer(protocol, family, ident);
    let until = tag(&handshake.until);
    let again = option_of(handshake.again.as_ref().and_then(tag));
    let every = option_of(handshake.every.map(|every| names::index(every as usize)));
    let hold = handshake.hold;
    quote! {
        #runtime::__private::describe::Handshake {
            until: #until,
            again: #again,
            every_ms: #every,
            hold: #hold,
        }
    }
}

pub(super) fn outcome_keys(keys: &OutcomeKeys) -> [TokenStream; 3] {
    [&keys.flag, &keys.ok, &keys.error].map(|key| option_of(key.as_ref().map(|key| &key.value)))
}
