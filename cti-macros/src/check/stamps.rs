//! Fields that the session fills in: of types that it can make, or compare.

use super::machine_keys::key_kinds;
use crate::errors::Errors;
use crate::idents::plain;
use crate::model::{Data, Field, Id, Presence, Stamp, TypeKind};
use crate::resolve::{DEPTH, Resolved};
use crate::rules::Rule;

pub(crate) fn check(protocol: &Resolved<'_>, errors: &mut Errors) {
    for field in protocol.messages().flat_map(|message| message.body.each()) {
        let Some(stamp) = &field.stamp else { continue };
        if field.id != Id::No {
            let message =
                "an id is another one in each message; write `#[fresh]`, or remove `#[id]`";
            let (first, second) = (field.ident.span(), stamp.span);
            errors.twice(Rule::StampPlace, first, second, message, "this is the id");
            continue;
        }
        if let Some(message) = unsuitable(protocol, field, stamp.value) {
            errors.push(Rule::StampType, field.ty.span, message);
        } else if stamp.value == Stamp::Session {
            alike(protocol, field, errors);
        }
    }
    for field in protocol.types.iter().flat_map(Data::fields) {
        if let Some(stamp) = &field.stamp {
            let message = "a session fills in fields of messages, not of their data; write the field \
                           in the message, or in `each(…)`";
            errors.push(Rule::StampPlace, stamp.span, message);
        }
    }
}

/// Why a session can't fill in a field of this type, if it can't.
fn unsuitable(protocol: &Resolved<'_>, field: &Field, stamp: Stamp) -> Option<&'static str> {
    if field.is_optional() || field.presence != Presence::Required {
        return Some(
            "the session fills it in, so it is always there; write the type without `Option`, \
             `#[null]` and `#[default]`",
        );
    }
    match stamp {
        Stamp::Session if field.opaque || key_kinds(protocol, &field.ty, DEPTH).is_none() => Some(
            "sessions are told apart by a `String`, an `Id`, a `Uuid` or a whole number, or a newtype \
             or `Secret` of these",
        ),
        Stamp::Fresh => {
            let fits = match field.ty.kind {
                TypeKind::String | TypeKind::Id => true,
                TypeKind::Integer { bits, signed } => bits == 64 && !signed,
                _ => false,
            };
            (!fits).then_some("the session makes a `String`, a `u64` or an `Id`")
        }
        Stamp::Session => None,
    }
}

/// Fields of a session with one name are one value.
fn alike(protocol: &Resolved<'_>, field: &Field, errors: &mut Errors) {
    let mut known = protocol.session_fields().iter();
    let Some(first) = known.find(|known| known.ident == field.ident) else {
        return;
    };
    let written = |field: &Field| field.ty.here.to_string();
    if written(first) != written(field) {
        let message = format!(
            "the session has one `{}`, of the type that it has elsewhere; write that type, or another \
             name",
            plain(&field.ident)
        );
        let hint = "the other one is here";
        errors.twice(Rule::StampType, first.ty.span, field.ty.span, message, hint);
    }
}
