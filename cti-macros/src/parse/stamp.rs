//! `#[session]` and `#[fresh]`: fields that the session fills in.

use super::attributes::Attributes;
use crate::errors::Errors;
use crate::model::{At, Direction, Id, Protocol, Reply, Stamp};
use crate::rules::Rule;
use proc_macro2::Ident;

/// What a field is filled in with.
pub(super) fn stamp(attributes: &Attributes, errors: &mut Errors) -> Option<At<Stamp>> {
    let [session, fresh] = Stamp::ALL.map(|stamp| {
        let span = attributes.flag(stamp.attribute(), errors)?;
        Some(At::new(stamp, span))
    });
    if let (Some(first), Some(second)) = (&session, &fresh) {
        let message = "is it the same in every message, or another in each? Keep one of the two";
        let hint = "the other one is here";
        errors.twice(Rule::StampPlace, first.span, second.span, message, hint);
    }
    session.or(fresh)
}

/// Refuses them where no session fills in anything.
pub(super) fn nowhere(attributes: &Attributes, why: &str, errors: &mut Errors) {
    for stamp in Stamp::ALL {
        attributes.no_effect(stamp.attribute(), why, errors);
    }
}

/// Of an id that is fresh where nothing else says what it is: that of a request is made for its answer, and
/// an answer has its request's.
pub(super) fn settle_ids(protocol: &mut Protocol) {
    let answers: Vec<(Direction, Ident)> = answers(protocol).collect();
    for family in &mut protocol.families {
        for message in &mut family.messages {
            let is_answer = answers.contains(&(family.direction, message.ident.clone()));
            for field in message.body.each_mut() {
                let is_fresh = |stamp: &At<Stamp>| stamp.value == Stamp::Fresh;
                if !field.stamp.as_ref().is_some_and(is_fresh) {
                    continue;
                }
                match field.id {
                    Id::Given if !is_answer => field.id = Id::No,
                    Id::Given | Id::Made => field.stamp = None,
                    Id::No => {}
                }
            }
        }
    }
}

/// The messages that answer others, or end or cancel them, each with its direction.
fn answers(protocol: &Protocol) -> impl Iterator<Item = (Direction, Ident)> {
    protocol.families.iter().flat_map(|family| {
        let replies = family.messages.iter().filter_map(|of| of.reply.as_ref());
        let direction = family.direction.opposite();
        let named = replies.flat_map(Reply::names);
        let named = named.map(move |name| (direction, name.clone()));
        let streams = family.messages.iter().filter_map(|of| of.stream.as_ref());
        let ended = streams.flat_map(move |stream| {
            let until = stream
                .until
                .iter()
                .map(move |name| (direction, name.clone()));
            let cancel = stream.cancel.iter();
            until.chain(cancel.map(move |name| (direction.opposite(), name.clone())))
        });
        named.chain(ended)
    })
}
