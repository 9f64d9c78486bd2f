//! The table of a family: what the session needs to know of each message.

use std::fmt::Write as _;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote, quote_spanned};

use super::fields::Place;
use super::layout::Layout;
use super::places::Places;
use super::{names, opposite, samples};
use crate::model::{
    Answer, At, Body, Codec, Condition, Constant, Direction, Encoding, Envelope, Family,
    FamilyKind, From, Machine, Message, Move, Only, Path, Presence, Protocol, Reply, Requests,
    Scalar, TypeKind,
};

/// `FamilyTable { … }`
pub(super) fn family(protocol: &Protocol, family: &Family) -> TokenStream {
    let runtime = &protocol.runtime;
    let name = names::plain(&family.ident);
    let encoding = encoding(protocol, &family.envelope);
    let handshake = handshake(protocol, family.direction);
    let tag = &family.envelope.tag.value;
    let content = family.envelope.content.as_ref().map(|content| {
        let content = &content.value;
        quote!(#content)
    });
    let content = names::option(content);
    let tags = tags(family);
    let constants = constants(protocol, &family.envelope.constants);
    let reports = self::constants(protocol, &family.envelope.reports);
    let open = open(&family.envelope);
    let requests = family.requests.as_ref();
    let requests = names::option(requests.map(|of| self::requests(protocol, of)));
    let rows = family
        .messages
        .iter()
        .map(|message| row(protocol, family, message));
    quote! {
        #runtime::protocol::FamilyTable {
            name: #name,
            encoding: #encoding,
            handshake: #handshake,
            parts: &[&#runtime::protocol::Part {
                tag: #tag,
                open: #open,
                content: #content,
                constants: #constants,
                reports: #reports,
                requests: #requests,
                tags: &[#(#tags),*],
                rows: &[#(#rows),*],
            }],
        }
    }
}

/// `&Requests { … }`
fn requests(protocol: &Protocol, requests: &Requests) -> TokenStream {
    let runtime = &protocol.runtime;
    let entry = |key: &At<String>| {
        let (key, open) = (&key.value, names::key(&key.value));
        quote!(#runtime::protocol::Entry { key: #key, open: #open })
    };
    let Answer {
        id: answer_id,
        keys,
        constants,
    } = &requests.answer;
    let open = fixed(constants.iter()) + &names::json(&answer_id.value) + ":";
    let answer_id = &answer_id.value;
    let constants = self::constants(protocol, constants);
    let id = entry(&requests.id);
    let [flag, ok, error] =
        [&keys.flag, &keys.ok, &keys.error].map(|key| names::option(key.as_ref().map(entry)));
    let numbers = requests.numbers;
    let unknown = names::option(requests.unknown.as_ref().map(samples::text));
    quote! {
        &#runtime::protocol::Requests {
            id: #id,
            numbers: #numbers,
            answer: #runtime::protocol::AnswerTable {
                open: #open,
                id: #answer_id,
                constants: #constants,
                flag: #flag,
                ok: #ok,
                error: #error,
            },
            unknown: #unknown,
        }
    }
}

/// `&[Constant { … }]`
pub(super) fn constants(protocol: &Protocol, constants: &[Constant]) -> TokenStream {
    let runtime = &protocol.runtime;
    let constants = constants.iter().map(|Constant { key, value }| {
        let (key, value) = (&key.value, scalar(protocol, value));
        quote!(#runtime::describe::Constant { key: #key, value: #value })
    });
    quote!(&[#(#constants),*])
}

/// `Scalar::Text("…")`
pub(super) fn scalar(protocol: &Protocol, value: &Scalar) -> TokenStream {
    let runtime = &protocol.runtime;
    let value = match value {
        Scalar::Text(text) => quote!(Text(#text)),
        Scalar::Integer(number) => {
            let number = Literal::i64_unsuffixed(*number);
            quote!(Integer(#number))
        }
        Scalar::Bool(bool) => quote!(Bool(#bool)),
    };
    quote!(#runtime::describe::Scalar::#value)
}

/// How a message begins, up to the value of its tag.
fn open(envelope: &Envelope) -> String {
    fixed(envelope.fixed()) + &names::json(&envelope.tag.value) + ":"
}

/// A brace, and what is the same in every message.
fn fixed<'a>(constants: impl Iterator<Item = &'a Constant>) -> String {
    let mut open = "{".to_owned();
    for Constant { key, value } in constants {
        let _ = write!(open, "{}:{value},", names::json(&key.value));
    }
    open
}

pub(super) fn encoding(protocol: &Protocol, envelope: &Envelope) -> TokenStream {
    let runtime = &protocol.runtime;
    if let Some(Codec { path, name, span }) = &envelope.codec {
        // What it lacks is shown where it is named.
        let value = quote_spanned!(*span=> &#path);
        let codec = quote!(#runtime::describe::Codec::new(#name, #value));
        return quote!(#runtime::describe::Encoding::Codec(#codec));
    }
    let encoding = match envelope.encoding {
        Encoding::Object => quote!(Object),
        Encoding::Text => quote!(Text),
        Encoding::ObjectOrText => quote!(ObjectOrText),
        Encoding::TextOrObject => quote!(TextOrObject),
    };
    quote!(#runtime::describe::Encoding::#encoding)
}

/// The message with which a side begins, and what it waits for.
pub(super) fn handshake(protocol: &Protocol, direction: Direction) -> TokenStream {
    let runtime = &protocol.runtime;
    let found = protocol.channel(direction).find_map(|family| {
        let mut messages = family.messages.iter().enumerate();
        let begins = messages.find_map(|(row, message)| Some((row, message.handshake.as_ref()?)));
        let (row, handshake) = begins?;
        Some((family, protocol.rows_before(family) + row, handshake))
    });
    names::option(found.map(|(family, row, handshake)| {
        let row = names::index(row);
        let until = answer(protocol, family, &handshake.until);
        let again = handshake.again.as_ref();
        let again = names::option(again.and_then(|again| answer(protocol, family, again)));
        let every = handshake.every.map(|every| names::index(every as usize));
        let every = names::option(every.map(|every| quote!(#every)));
        let hold = handshake.hold;
        quote! {
            #runtime::protocol::Handshake {
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
fn answer(protocol: &Protocol, family: &Family, ident: &Ident) -> Option<TokenStream> {
    let (answers, row, _) = opposite(protocol, family, ident)?;
    let row = names::index(protocol.rows_before(answers) + row);
    Some(quote!(#row))
}

/// Every tag that is read, in the order in which the runtime searches.
fn tags(family: &Family) -> Vec<TokenStream> {
    let mut tags: Vec<(&str, usize)> = Vec::new();
    for (row, message) in family.messages.iter().enumerate() {
        tags.push((&message.tag.value, row));
        tags.extend(message.aliases.iter().map(|alias| (&*alias.value, row)));
    }
    tags.sort_unstable_by_key(|(tag, _)| (tag.len(), *tag));
    tags.into_iter()
        .map(|(tag, row)| {
            let row = names::index(row);
            quote!((#tag, #row))
        })
        .collect()
}

fn row(protocol: &Protocol, family: &Family, message: &Message) -> TokenStream {
    let runtime = &protocol.runtime;
    let tag = &message.tag.value;
    let open = match family.kind {
        FamilyKind::Messages | FamilyKind::Requests => open(&family.envelope) + &names::json(tag),
        FamilyKind::Methods | FamilyKind::Subscriptions => String::new(),
    };
    let content = message.content.as_ref().map(|key| {
        let open = names::key(key);
        let omit = match &message.body {
            Body::Whole(value, _) if value.presence == Presence::Optional => Some("null"),
            body if body.fields().iter().all(|field| field.beside) => Some("{}"),
            _ => None,
        };
        let omit = names::option(omit.map(|nothing| quote!(#nothing)));
        quote!(#runtime::protocol::Content { key: #key, open: #open, omit: #omit })
    });
    let fields = message.body.fields();
    let layout = Layout::of_fields(protocol, &fields);
    let places = Places::of(protocol, message);
    let place = |path: &Path| {
        let place = places.number(protocol, message, path);
        place.map(names::index)
    };
    let moves = message.moves.iter();
    let moves = moves.filter_map(|of| transition(protocol, &place, of));
    let only = message.only.iter();
    let only = only.filter_map(|of| need(protocol, &place, of));
    let reply = message.reply.as_ref().map(|of| reply(protocol, family, of));
    let within = message.within.map(|ms| {
        let ms = Literal::u64_unsuffixed(ms);
        quote!(within: ::core::option::Option::Some(#runtime::Millis(#ms)))
    });
    let id = layout.id().map(|(index, field)| {
        let index = names::index(index);
        let number = matches!(field.ty.kind, TypeKind::Integer { .. });
        let id = quote!(#runtime::protocol::IdField { field: #index, number: #number });
        quote!(id: ::core::option::Option::Some(#id))
    });
    let row = quote!(#runtime::protocol::Row);
    names::differing(
        &row,
        quote!(#row::new(#tag, #open)),
        [
            content.map(|content| quote!(content: ::core::option::Option::Some(#content))),
            names::list(&quote!(moves), moves),
            names::list(&quote!(only), only),
            reply.map(|reply| quote!(reply: ::core::option::Option::Some(#reply))),
            within,
            id,
            message.optional.then(|| quote!(optional: true)),
        ],
    )
}

fn transition(
    protocol: &Protocol,
    place: &dyn Fn(&Path) -> Option<Literal>,
    of: &Move,
) -> Option<TokenStream> {
    let runtime = &protocol.runtime;
    let (index, machine) = machine(protocol, &of.machine)?;
    let from = match &of.from {
        From::Any(_) => quote!(#runtime::protocol::Move::ANY),
        From::New(_) => quote!(#runtime::protocol::Move::NEW),
        From::States(states) => {
            let states = names::mask(mask(machine, states));
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
    let key = key(place, machine);
    let condition = match &of.condition {
        Some(Condition { path, value }) => {
            let (place, value) = (place(path)?, scalar(protocol, &value.value));
            let condition = quote!(#runtime::protocol::Condition { place: #place, value: #value });
            Some(quote!(condition: ::core::option::Option::Some(&#condition)))
        }
        None => None,
    };
    let ty = quote!(#runtime::protocol::Move);
    let base = quote!(#ty::new(#index, #from, #to, #key));
    Some(names::differing(&ty, base, [condition]))
}

fn need(
    protocol: &Protocol,
    place: &dyn Fn(&Path) -> Option<Literal>,
    of: &Only,
) -> Option<TokenStream> {
    let runtime = &protocol.runtime;
    let (index, machine) = machine(protocol, &of.machine)?;
    let index = names::index(index);
    let states = names::mask(mask(machine, &of.states));
    let key = key(place, machine);
    Some(quote!(#runtime::protocol::Only { machine: #index, states: #states, key: #key }))
}

fn machine<'a>(protocol: &'a Protocol, ident: &Ident) -> Option<(usize, &'a Machine)> {
    protocol
        .machines
        .iter()
        .enumerate()
        .find(|(_, machine)| machine.ident == *ident)
}

fn mask(machine: &Machine, states: &[Ident]) -> u64 {
    states
        .iter()
        .filter_map(|ident| {
            machine
                .states
                .iter()
                .position(|state| state.ident == *ident)
        })
        .fold(0, |mask, index| mask | names::bit(index))
}

/// The place of what tells the machine's calls apart.
fn key(place: &dyn Fn(&Path) -> Option<Literal>, machine: &Machine) -> TokenStream {
    let place = machine.key.as_ref().and_then(place);
    names::option(place.map(ToTokens::into_token_stream))
}

fn reply(protocol: &Protocol, family: &Family, reply: &Reply) -> TokenStream {
    let runtime = &protocol.runtime;
    match reply {
        Reply::Callback { ok, error } => {
            let silent = matches!(ok.kind, TypeKind::Unit | TypeKind::Option(_));
            let (ok, error) = (Place::Here.ty(ok), Place::Here.ty(error));
            if family.kind == FamilyKind::Requests {
                return quote! {
                    #runtime::protocol::Reply::Request {
                        check: #runtime::session::check_outcome::<#ok, #error>,
                        silent: #silent,
                    }
                };
            }
            quote! {
                #runtime::protocol::Reply::Callback {
                    check: #runtime::session::check_callback::<#ok, #error>,
                }
            }
        }
        Reply::Named { ok, error } => {
            let row = |ident| answer(protocol, family, ident);
            let ok = row(ok);
            let error = names::option(error.as_ref().and_then(row));
            quote!(#runtime::protocol::Reply::Named { ok: #ok, error: #error })
        }
    }
}
