//! The table of a family: what the session needs to know of each message.

use std::fmt::Write as _;

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};

use super::fields::Nesting;
use super::{convention, conversions, names, samples, stamps, streams};
use crate::model::path;
use crate::model::{
    Answer, At, Body, Codec, Condition, Constant, Direction, Encoding, Envelope, Family,
    FamilyKind, From, Machine, Move, Only, OutcomeKeys, Presence, Reply, Requests, TypeKind,
};
use crate::resolve::{Resolved, Row, places};

/// `DirectionTable { … }`
pub(super) fn family(protocol: &Resolved<'_>, family: &Family) -> TokenStream {
    let runtime = &protocol.runtime;
    let name = names::plain(&family.ident);
    let encoding = encoding(protocol, &family.envelope);
    let handshake = handshake(protocol, family.direction);
    let tag = places::tag(family);
    let content = family.envelope.fields_in();
    let content = names::option(content.map(|content| quote!(#content)));
    let paths = paths(protocol, family);
    let tags = tags(protocol, family);
    let constants = constants(protocol, &family.envelope.constants);
    let reports = self::constants(protocol, &family.envelope.reports);
    let open = open(family);
    let requests = family.requests.as_ref();
    let requests = names::option(requests.map(|of| self::requests(protocol, of)));
    let converted = conversions::of_family(protocol, family);
    let stamps = stamps::of_family(protocol, family);
    let streams = streams::of_family(protocol, family);
    let conventions = convention::of_family(protocol, family);
    let rows = protocol.rows_of(family).map(|of| row(protocol, of));
    quote! {
        #runtime::__private::DirectionTable {
            name: #name,
            encoding: #encoding,
            handshake: #handshake,
            families: &[&#runtime::__private::FamilyTable {
                tag: #tag,
                open: #open,
                content: #content,
                constants: #constants,
                reports: #reports,
                requests: #requests,
                paths: #paths,
                converted: #converted,
                stamps: #stamps,
                streams: #streams,
                conventions: #conventions,
                tags: &[#(#tags),*],
                rows: &[#(#rows),*],
            }],
        }
    }
}

/// `&Requests { … }`
fn requests(protocol: &Resolved<'_>, requests: &Requests) -> TokenStream {
    let runtime = &protocol.runtime;
    let entry = |key: &At<String>| {
        let (key, open) = (&key.value, names::key(&key.value));
        quote!(#runtime::__private::Entry { key: #key, open: #open })
    };
    let Answer {
        id: answer_id,
        keys,
        constants,
    } = &requests.answer;
    let mut open = fixed(constants.iter());
    match answer_id {
        Some(id) => open = open + &names::json(&id.value) + ":",
        None if open.ends_with(',') => drop(open.pop()),
        None => {}
    }
    let answer_id = names::option(answer_id.as_ref().map(|id| id.value.to_token_stream()));
    let constants = self::constants(protocol, constants);
    let paths = plain_paths(protocol, &places::answer_paths(requests));
    let id = names::option(requests.id.as_ref().map(entry));
    let [flag, ok, error] =
        [&keys.flag, &keys.ok, &keys.error].map(|key| names::option(key.as_ref().map(entry)));
    let decides = decides(protocol, keys);
    let numbers = requests.numbers;
    let unknown = names::option(requests.unknown.as_ref().map(samples::text));
    quote! {
        &#runtime::__private::Requests {
            id: #id,
            numbers: #numbers,
            answer: #runtime::__private::AnswerTable {
                open: #open,
                id: #answer_id,
                constants: #constants,
                flag: #flag,
                ok: #ok,
                error: #error,
                decides: #decides,
                paths: #paths,
            },
            unknown: #unknown,
        }
    }
}

/// `Some(Decides::…)`
pub(super) fn decides(protocol: &Resolved<'_>, keys: &OutcomeKeys) -> TokenStream {
    let runtime = &protocol.runtime;
    names::option(keys.decides.map(|decides| {
        let decides = Ident::new(decides.names().1, Span::call_site());
        quote!(#runtime::__private::describe::Decides::#decides)
    }))
}

/// `&[Constant { … }]`
pub(super) fn constants(protocol: &Resolved<'_>, constants: &[Constant]) -> TokenStream {
    let runtime = &protocol.runtime;
    let constants = constants.iter().map(|Constant { key, value }| {
        let (key, value) = (&key.value, names::scalar(protocol, value));
        quote!(#runtime::__private::describe::Constant { key: #key, value: #value })
    });
    quote!(&[#(#constants),*])
}

/// `&[Path { … }]`: the paths of a family that lead into other objects, and that of a tag with something
/// behind it.
fn paths(protocol: &Resolved<'_>, family: &Family) -> TokenStream {
    let runtime = &protocol.runtime;
    let paths = places::paths(family);
    let prefixes = places::prefixes(family);
    if prefixes.is_empty() {
        return plain_paths(protocol, &paths);
    }
    let own = &family.envelope.tag.value;
    let (tag, rest) = (places::tag(family), format!("{own}…"));
    let keys = path::keys(own);
    let others = paths.iter().filter(|path| *path != own);
    let others = others.map(|path| plain_path(protocol, path));
    quote! {
        &[
            #runtime::__private::Path::new(#tag, &[#(#keys),*])
                .with_rest(#rest, &[#(#prefixes),*]),
            #(#others),*
        ]
    }
}

fn plain_paths(protocol: &Resolved<'_>, paths: &[String]) -> TokenStream {
    let paths = paths.iter().map(|path| plain_path(protocol, path));
    quote!(&[#(#paths),*])
}

/// `Path::new("data.params", &["data", "params"])`
fn plain_path(protocol: &Resolved<'_>, path: &str) -> TokenStream {
    let runtime = &protocol.runtime;
    let keys = path::keys(path);
    quote!(#runtime::__private::Path::new(#path, &[#(#keys),*]))
}

/// How a message begins, up to the value of its tag.
fn open(family: &Family) -> String {
    fixed(family.envelope.fixed()) + &names::json(&places::tag(family)) + ":"
}

/// A brace, and what is the same in every message.
fn fixed<'a>(constants: impl Iterator<Item = &'a Constant>) -> String {
    let mut open = "{".to_owned();
    for Constant { key, value } in constants {
        let _ = write!(open, "{}:{value},", names::json(&key.value));
    }
    open
}

pub(super) fn encoding(protocol: &Resolved<'_>, envelope: &Envelope) -> TokenStream {
    let runtime = &protocol.runtime;
    let json = match envelope.encoding {
        Encoding::Object => quote!(Object),
        Encoding::Text => quote!(Text),
        Encoding::ObjectOrText => quote!(ObjectOrText),
        Encoding::TextOrObject => quote!(TextOrObject),
        Encoding::Bare => quote!(Codec(#runtime::__private::describe::Codec::bare())),
    };
    let json = quote!(#runtime::__private::describe::Encoding::#json);
    let Some(codec) = &envelope.codec else {
        return json;
    };
    let Codec { path, name, .. } = codec;
    // What it lacks is shown where it is named.
    let value = quote_spanned!(codec.span=> &#path);
    if codec.of_objects {
        let value = quote!(&#runtime::__private::describe::ObjectsOf(#value));
        let codec = quote!(#runtime::__private::describe::Codec::of_objects(#name, #value));
        return quote!(#runtime::__private::describe::Encoding::Codec(#codec));
    }
    let beside = envelope.beside_codec.then(|| quote!(.beside(&#json)));
    let codec = quote!(#runtime::__private::describe::Codec::new(#name, #value) #beside);
    quote!(#runtime::__private::describe::Encoding::Codec(#codec))
}

/// What is posted in a direction: bare strings beside what else there is.
pub(super) fn encoding_of(protocol: &Resolved<'_>, families: &[&Family]) -> TokenStream {
    let runtime = &protocol.runtime;
    let (bare, json): (Vec<&Family>, Vec<&Family>) = families
        .iter()
        .partition(|family| family.envelope.is_bare());
    match (bare.first(), json.first()) {
        (Some(_), Some(other)) => {
            let other = encoding(protocol, &other.envelope);
            let codec = quote!(#runtime::__private::describe::Codec::bare().beside(&#other));
            quote!(#runtime::__private::describe::Encoding::Codec(#codec))
        }
        (Some(family), None) | (None, Some(family)) => encoding(protocol, &family.envelope),
        (None, None) => TokenStream::new(),
    }
}

/// The message with which a side begins, and what it waits for.
pub(super) fn handshake(protocol: &Resolved<'_>, direction: Direction) -> TokenStream {
    let runtime = &protocol.runtime;
    let mut rows = protocol.rows_in(direction);
    let found = rows.find_map(|row| Some((row, row.message.handshake.as_ref()?)));
    names::option(found.map(|(row, handshake)| {
        let until = answer(protocol, row.family, &handshake.until);
        let again = handshake.again.as_ref();
        let again = names::option(again.and_then(|again| answer(protocol, row.family, again)));
        let row = names::index(row.index);
        let every = handshake.every.map(|every| names::index(every as usize));
        let every = names::option(every.map(|every| quote!(#every)));
        let hold = handshake.hold;
        quote! {
            #runtime::__private::Handshake {
                row: #row,
                until: #until,
                again: #again,
                every_ms: #every,
                hold: #hold,
            }
        }
    }))
}

/// The row of a message of the other side.
fn answer(protocol: &Resolved<'_>, family: &Family, ident: &Ident) -> Option<TokenStream> {
    let row = names::index(protocol.opposite(family, ident)?.index);
    Some(quote!(#row))
}

/// Every tag that is read, in the order in which the runtime searches.
fn tags(protocol: &Resolved<'_>, family: &Family) -> Vec<TokenStream> {
    let tags = protocol.rows_of(family).flat_map(|row| {
        let names = row.message.names();
        names.map(|name| (name.value.as_str(), row.own_index))
    });
    let mut tags: Vec<(&str, usize)> = tags.collect();
    tags.sort_unstable_by_key(|(tag, _)| (tag.len(), *tag));
    tags.into_iter()
        .map(|(tag, row)| {
            let row = names::index(row);
            quote!((#tag, #row))
        })
        .collect()
}

fn row(protocol: &Resolved<'_>, row: &Row<'_>) -> TokenStream {
    let runtime = &protocol.runtime;
    let (family, message) = (row.family, row.message);
    let tag = &message.tag.value;
    let open = match family.kind {
        FamilyKind::Messages | FamilyKind::Requests => open(family) + &names::json(tag),
        FamilyKind::Methods | FamilyKind::Subscriptions => String::new(),
    };
    let content = message.content.as_ref().map(|key| {
        let open = names::key(key);
        let omit = match &message.body {
            Body::Whole(value, _) if value.presence == Presence::Optional => Some("null"),
            body if body.each().all(|field| field.beside) => Some("{}"),
            _ => None,
        };
        let omit = names::option(omit.map(|nothing| quote!(#nothing)));
        quote!(#runtime::__private::Content { key: #key, open: #open, omit: #omit })
    });
    let moves = message.moves.iter();
    let moves = moves.filter_map(|of| transition(protocol, row, of));
    let only = message.only.iter();
    let only = only.filter_map(|of| need(protocol, row, of));
    let reply = message.reply.as_ref().map(|of| reply(protocol, family, of));
    let within = message.within.map(|ms| {
        let ms = Literal::u64_unsuffixed(ms);
        quote!(within: ::core::option::Option::Some(#runtime::__private::Millis(#ms)))
    });
    let id = row.layout.id().map(|(index, field)| {
        let index = names::index(index);
        let number = matches!(field.ty.kind, TypeKind::Integer { .. });
        let id = quote!(#runtime::__private::IdField { field: #index, number: #number });
        quote!(id: ::core::option::Option::Some(#id))
    });
    let ty = quote!(#runtime::__private::Row);
    names::differing(
        &ty,
        quote!(#ty::new(#tag, #open)),
        [
            content.map(|content| quote!(content: ::core::option::Option::Some(#content))),
            names::list(&quote!(moves), moves),
            names::list(&quote!(only), only),
            reply.map(|reply| quote!(reply: ::core::option::Option::Some(#reply))),
            within,
            id,
            message.optional.then(|| quote!(optional: true)),
            message.reloaded.map(|_| quote!(reloaded: true)),
            message.port.map(|_| quote!(port: true)),
        ],
    )
}

fn transition(protocol: &Resolved<'_>, row: &Row<'_>, of: &Move) -> Option<TokenStream> {
    let runtime = &protocol.runtime;
    let (index, machine) = protocol.machine(&of.machine)?;
    let from = match &of.from {
        From::Any(_) => quote!(#runtime::__private::Move::ANY),
        From::New(_) => quote!(#runtime::__private::Move::NEW),
        From::States(states) => {
            let states = mask(machine, states);
            quote!(#states)
        }
    };
    let index = names::index(index);
    let to = names::index(
        machine
            .states
            .iter()
            .position(|state| state.ident == of.to)?,
    );
    let key = key(row, machine);
    let condition = match &of.condition {
        Some(Condition { path, value }) => {
            let place = names::index(row.value(path)?);
            let value = names::scalar(protocol, &value.value);
            let condition = quote!(#runtime::__private::Condition { place: #place, value: #value });
            Some(quote!(condition: ::core::option::Option::Some(&#condition)))
        }
        None => None,
    };
    let ty = quote!(#runtime::__private::Move);
    let base = quote!(#ty::new(#index, #from, #to, #key));
    Some(names::differing(&ty, base, [condition]))
}

fn need(protocol: &Resolved<'_>, row: &Row<'_>, of: &Only) -> Option<TokenStream> {
    let runtime = &protocol.runtime;
    let (index, machine) = protocol.machine(&of.machine)?;
    let index = names::index(index);
    let states = mask(machine, &of.states);
    let key = key(row, machine);
    Some(quote!(#runtime::__private::Only { machine: #index, states: #states, key: #key }))
}

fn mask(machine: &Machine, states: &[Ident]) -> Literal {
    let index = |name: &Ident| machine.states.iter().position(|state| state.ident == *name);
    names::mask(states.iter().filter_map(index))
}

/// The number of the value that tells the machine's calls apart.
fn key(row: &Row<'_>, machine: &Machine) -> TokenStream {
    let key = machine.key.as_ref().and_then(|key| row.value(key));
    names::option(key.map(|number| names::index(number).into_token_stream()))
}

fn reply(protocol: &Resolved<'_>, family: &Family, reply: &Reply) -> TokenStream {
    let runtime = &protocol.runtime;
    match reply {
        Reply::Callback { ok, error } => {
            let silent = matches!(ok.kind, TypeKind::Unit | TypeKind::Option(_));
            let (ok, error) = (Nesting::Here.ty(ok), Nesting::Here.ty(error));
            if family.kind == FamilyKind::Requests {
                return quote! {
                    #runtime::__private::Reply::Request {
                        check: #runtime::__private::check_outcome::<#ok, #error>,
                        silent: #silent,
                    }
                };
            }
            quote! {
                #runtime::__private::Reply::Callback {
                    check: #runtime::__private::check_outcome::<#ok, #error>,
                }
            }
        }
        Reply::Named { ok, error } => {
            let [ok, error] = [ok, error].map(|names| {
                let rows = names
                    .iter()
                    .filter_map(|name| answer(protocol, family, name));
                quote!(&[#(#rows),*])
            });
            quote!(#runtime::__private::Reply::Named { ok: #ok, error: #error })
        }
    }
}
