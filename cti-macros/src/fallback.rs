//! What stands beside errors: the same expansion, of a harmless model.
//!
//! Whatever the rest of the crate names is there, messages that could not be read included, so that
//! one mistake in a declaration isn't followed by one error per use of it.

use crate::expand;
use crate::idents::{plain, session_fields, snake};
use crate::model::{
    At, Body, Data, DataShape, Direction, Family, FamilyKind, Field, Message, Presence, Protocol,
    Reply, Stream, TagKind, Transport, Type, TypeKind, VariantBody,
};
use crate::parse::fields::{has_default, is_foreign, unsuitable};
use crate::parse::{Fallback, Parsed};
use crate::resolve::Resolved;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use std::collections::HashSet;

/// The errors, and the names that the declaration would have brought.
pub(crate) fn expand(parsed: Parsed, errors: &TokenStream) -> TokenStream {
    let Parsed {
        mut protocol,
        fallbacks,
        ..
    } = parsed;
    for fallback in fallbacks {
        match fallback {
            Fallback::Machine(machine) => protocol.machines.push(machine),
            Fallback::Data(data) => protocol.types.push(*data),
            Fallback::Message(family, message) => {
                let family = protocol
                    .families
                    .iter_mut()
                    .find(|known| known.ident == family);
                if let Some(family) = family {
                    family.messages.push(*message);
                }
            }
        }
    }
    harmless(&mut protocol);
    boxed(&mut protocol);
    let module = expand::protocol(&Resolved::of(&protocol));
    quote!(#errors #module)
}

/// Puts types that would lie in their own memory elsewhere.
fn boxed(protocol: &mut Protocol) {
    let resolved = Resolved::of(protocol);
    let types = protocol.types.iter();
    let circles = types.filter_map(|data| resolved.inline_circle(data));
    let names: Vec<Ident> = circles
        .flat_map(|(_, way)| way.into_iter().cloned())
        .collect();
    for data in &mut protocol.types {
        data.shape.each_type_mut(&mut |ty| {
            if ty.inline().is_some_and(|name| names.contains(name)) {
                let (here, inner) = (&ty.here, &ty.inner);
                (ty.here, ty.inner) = (
                    quote!(::std::boxed::Box<#here>),
                    quote!(::std::boxed::Box<#inner>),
                );
            }
        });
    }
}

fn harmless(protocol: &mut Protocol) {
    if let Transport::Window { origins, frame } = &mut protocol.transport {
        let span = protocol.module.span();
        *origins = vec![At::new("https://stub.example.com".to_owned(), span)];
        *frame = None;
    }
    names(protocol);
    for machine in &mut protocol.machines {
        machine.key = None;
        let mut seen = HashSet::new();
        machine
            .states
            .retain(|state| seen.insert(state.ident.to_string()));
        machine.states.truncate(60);
        machine
            .states
            .iter_mut()
            .for_each(|state| state.end = false);
    }
    protocol
        .machines
        .retain(|machine| !machine.states.is_empty());
    unsettled(protocol);
    every_message(protocol);
    for data in &mut protocol.types {
        shape(data);
    }
}

/// Makes messages harmless; their answers stay, so that requests stay requests.
fn every_message(protocol: &mut Protocol) {
    let families = protocol.families.iter();
    let declared: Vec<(Direction, Ident, bool)> = families
        .flat_map(|family| {
            let messages = family.messages.iter();
            messages.map(|message| {
                let outcome = message.body.each().any(|field| field.outcome.is_some());
                (family.direction, message.ident.clone(), outcome)
            })
        })
        .collect();
    for family in &mut protocol.families {
        let from = family.direction.opposite();
        messages(family, |name, alone| {
            let mut named = declared
                .iter()
                .filter(|(of, ident, _)| *of == from && ident == name);
            matches!((named.next(), named.next()), (Some((.., outcome)), None) if alone || !outcome)
        });
    }
}

/// Leaves out what is called as answers to requests are.
fn unsettled(protocol: &mut Protocol) {
    let asks = |family: &&Family| family.kind == FamilyKind::Requests;
    let asking: Vec<Direction> = protocol
        .families
        .iter()
        .filter(asks)
        .map(|family| family.direction.opposite())
        .collect();
    protocol
        .families
        .retain(|family| !(asking.contains(&family.direction) && family.ident == "Settled"));
    for family in &mut protocol.families {
        if asking.contains(&family.direction) {
            family.messages.retain(|message| message.ident != "Settled");
        }
    }
}

/// Has sessions fill in nothing where the name of what they are opened with is taken, or the type of it
/// is another crate's.
fn unstamped(protocol: &mut Protocol, names: &HashSet<String>) {
    let machines = protocol.machines.iter().map(|machine| &machine.ident);
    let types = protocol.types.iter().map(|data| &data.ident);
    let others: HashSet<String> = machines.chain(types).map(plain).collect();
    let is_taken = Direction::BOTH.into_iter().any(|direction| {
        let made = protocol
            .all_of(direction)
            .map(|all| plain(&session_fields(&all)));
        made.is_some_and(|made| names.contains(&made) || others.contains(&made))
    });
    let messages = protocol
        .families
        .iter_mut()
        .flat_map(|family| &mut family.messages);
    for field in messages.flat_map(|message| message.body.each_mut()) {
        if is_taken || field.opaque {
            field.stamp = None;
        }
    }
}

/// Leaves out items whose names, or the names that are generated from them, are taken.
fn names(protocol: &mut Protocol) {
    let mut names: HashSet<String> = protocol.imported.iter().map(plain).collect();
    names.insert(plain(&protocol.marker));
    protocol.families.retain(|family| {
        let made = Family::names(&family.ident).map(|name| plain(&name));
        let distinct = made.iter().collect::<HashSet<_>>().len() == made.len();
        let free = distinct && made.iter().all(|name| !names.contains(name));
        if free {
            names.extend(made);
        }
        free
    });
    unstamped(protocol, &names);
    for direction in Direction::BOTH {
        let name = protocol.direction_enum(direction).map(|name| plain(&name));
        if name.is_some_and(|name| !names.insert(name)) {
            let first = protocol.in_direction(direction).next();
            let first = first.map(|family| family.ident.clone());
            protocol.families.retain(|family| {
                family.direction != direction || Some(&family.ident) == first.as_ref()
            });
        }
    }
    protocol
        .machines
        .retain(|machine| names.insert(plain(&machine.ident)));
    let mut lost = HashSet::new();
    let mut kept = HashSet::new();
    protocol.types.retain(|data| {
        let name = plain(&data.ident);
        let free = names.insert(name.clone());
        if free {
            kept.insert(name);
        } else {
            lost.insert(name);
        }
        free
    });
    lost.retain(|name| !kept.contains(name));
    if !lost.is_empty() {
        forget(protocol, &lost);
    }
}

/// Puts `()` in the place of types that were left out.
fn forget(protocol: &mut Protocol, lost: &HashSet<String>) {
    let is_lost = |ty: &Type| {
        ty.declared()
            .is_some_and(|name| lost.contains(&plain(name)))
    };
    protocol.each_type_mut(&mut |ty| {
        if ty.each().any(is_lost) {
            *ty = Type::unit(ty.span);
        }
    });
}

/// `is_answer` tells whether one message of the other side has this name, alone or as one of two.
fn messages(family: &mut Family, is_answer: impl Fn(&Ident, bool) -> bool) {
    let mut idents = HashSet::new();
    let mut handlers = HashSet::from(["unknown".to_owned()]);
    family.messages.retain(|message| {
        message.ident != "Unknown"
            && idents.insert(message.ident.to_string())
            && handlers.insert(message.handler.to_string())
    });
    for message in &mut family.messages {
        one_answer(message, &idents);
        let Message {
            aliases,
            prefix,
            moves,
            only,
            reply,
            handshake,
            stream,
            reloaded,
            samples,
            body,
            ..
        } = message;
        aliases.clear();
        moves.clear();
        only.clear();
        samples.clear();
        *prefix = false;
        *handshake = None;
        *reloaded = None;
        if let Some(of) = reply {
            let is_alone = of.names().count() == 1;
            if !of.names().all(|name| is_answer(name, is_alone)) {
                *reply = None;
            }
        }
        *stream = stream
            .take()
            .filter(|_| reply.is_some())
            .map(|stream| Stream {
                until: None,
                cancel: None,
                ..stream
            });
        match body {
            Body::Fields(all) => fields(all),
            Body::Whole(field, _) if !suits(field) => *body = Body::Unit,
            Body::Whole(_, beside) if message.content.is_some() => {
                fields(beside);
                beside.retain(|field| field.ident != "content");
            }
            // A flat envelope has no place for it.
            Body::Whole(..) if message.content.is_none() => {
                let library = family.envelope.tag.value.is_empty();
                if !library {
                    *body = Body::Unit;
                }
            }
            _ => {}
        }
    }
}

/// Leaves one answer and one failure of a message, if an enum of several can't be called or has one twice.
fn one_answer(message: &mut Message, idents: &HashSet<String>) {
    let (ok_enum, error_enum) = message.answer_enums();
    let mut enums = ok_enum.into_iter().chain(error_enum);
    let is_taken = enums.any(|name| idents.contains(&name.to_string()));
    if let Some(Reply::Named { ok, error }) = &mut message.reply {
        for names in [ok, error] {
            let mut seen = HashSet::new();
            if is_taken || !names.iter().all(|name| seen.insert(name.to_string())) {
                names.truncate(1);
            }
        }
    }
}

/// Whether a field can have its type; what is received of a library is a `Result` by itself.
fn suits(field: &Field) -> bool {
    field.outcome.is_some() || field.ident == "outcome" || unsuitable(&field.ty.kind).is_none()
}

fn fields(all: &mut Vec<Field>) {
    let mut seen = HashSet::from(["new".to_owned()]);
    all.retain(|field| seen.insert(field.ident.to_string()) && suits(field));
    all.truncate(60);
    for field in all {
        let flattened = std::mem::take(&mut field.flatten);
        field.presence = match field.presence {
            // Like a flattened map, it is not given to `new`.
            _ if flattened && matches!(field.ty.kind, TypeKind::Map(_)) => Presence::Default,
            Presence::Default if has_default(&field.ty.kind) => Presence::Default,
            Presence::Nullable if field.is_optional() => Presence::Nullable,
            _ if field.is_optional() => Presence::Optional,
            _ => Presence::Required,
        };
        field.opaque &= is_foreign(&field.ty.kind);
        field.posted = None;
        field.beside = false;
        field.at = None;
        field.remainder = false;
        field.prefix = None;
        field.aliases.clear();
    }
}

fn shape(data: &mut Data) {
    data.derives.clear();
    let mut seen = HashSet::new();
    if let DataShape::Tagged { variants, .. } = &mut data.shape {
        for variant in variants {
            if matches!(variant.body, VariantBody::Value(_)) {
                variant.body = VariantBody::Unit;
            }
        }
    }
    // An untagged enum reads the first variant that fits, so two alike would be errors of their own.
    if let DataShape::Union(variants) = &mut data.shape {
        data.shape = DataShape::OneOf(std::mem::take(variants));
    }
    if let DataShape::OneOf(variants) = &mut data.shape {
        variants.retain(|variant| matches!(variant.body, VariantBody::Value(_)));
    }
    match &mut data.shape {
        DataShape::Object(all) | DataShape::Positional(all) => fields(all),
        DataShape::Newtype(ty) => {
            if matches!(ty.kind, TypeKind::Result(..)) {
                data.shape = DataShape::Object(Vec::new());
            }
        }
        DataShape::Enum { values, .. } => {
            seen.insert("Other".to_owned());
            values.retain(|value| seen.insert(value.ident.to_string()));
            if values.is_empty() {
                data.shape = DataShape::Object(Vec::new());
            }
        }
        DataShape::OneOf(variants)
        | DataShape::Union(variants)
        | DataShape::Tagged { variants, .. } => {
            // Their constructors are called so.
            variants.retain(|variant| seen.insert(snake(&plain(&variant.ident))));
            variants.truncate(60);
            for variant in variants.iter_mut() {
                variant.aliases.clear();
                variant.tag = TagKind::Text;
                if let VariantBody::Fields(all) = &mut variant.body {
                    fields(all);
                    all.truncate(8);
                }
            }
            if variants.is_empty() {
                data.shape = DataShape::Object(Vec::new());
            }
        }
    }
}
