//! `#[posted(…)]`: on what can be a `Date` or a `Map`, in what is posted as an object.

use crate::errors::Errors;
use crate::model::{Data, Field, Posted, Transport};
use crate::resolve::Resolved;
use crate::resolve::conversions::{Blocked, Conversions, MOST};
use crate::rules::Rule;
use proc_macro2::Ident;

/// Each attribute by itself.
pub(super) fn check_types(protocol: &Resolved<'_>, errors: &mut Errors) {
    for field in fields(protocol) {
        if let Some(posted) = &field.posted
            && (field.opaque || !protocol.can_be_posted(&field.ty, posted.value))
        {
            let message = match posted.value {
                Posted::Date => {
                    "a `Date` is a point in time; make the type a `DateTime`, or an `Option`, a list \
                     or a map of them"
                }
                Posted::Map => {
                    "a `Map` has keys; make the type a `Map<…>` or a `#[data]` type with fields, or \
                     an `Option` or a list of them"
                }
            };
            errors.push(Rule::FieldPosted, posted.span, message);
        }
    }
}

/// Whether there is a way to each value from a message that is posted.
pub(super) fn check_ways(protocol: &Resolved<'_>, errors: &mut Errors) {
    let before = errors.count();
    let mut reached: Vec<&Field> = Vec::new();
    for row in protocol.rows() {
        for conversions in [&row.conversions, &row.answered] {
            reached.extend(&conversions.fields);
            ways(&row.message.ident, conversions, errors);
        }
    }
    if errors.count() > before {
        return;
    }
    let is_reached = |field: &Field| reached.iter().any(|of| std::ptr::eq(*of, field));
    for field in fields(protocol).filter(|field| !is_reached(field)) {
        if let Some(posted) = &field.posted {
            let name = posted.value.name();
            let message = match protocol.transport {
                Transport::Library { .. } => format!(
                    "what crosses the edge of a library has the values of JSON, and no `{name}`; \
                     remove `#[posted({name})]`"
                ),
                Transport::Window { .. } => format!(
                    "this is in no message that is posted as an object, and text has no `{name}`; \
                     remove `#[posted({name})]`"
                ),
            };
            errors.push(Rule::FieldPostedObject, posted.span, message);
        }
    }
}

fn ways(message: &Ident, conversions: &Conversions<'_>, errors: &mut Errors) {
    for blocked in &conversions.blocked {
        match blocked {
            Blocked::Endless(field, name) => {
                let at = field
                    .posted
                    .as_ref()
                    .map_or(name.span(), |posted| posted.span);
                let text = format!(
                    "`{name}` contains itself, so that the ways to this have no end; declare another \
                     type for the values inside, without `#[posted(…)]`, or post JSON's string or \
                     object here"
                );
                errors.push(Rule::FieldPostedPath, at, text);
            }
            Blocked::Positional(field) => {
                let text = "something in this is posted as a `Date` or a `Map`, and what has a position \
                            is posted as JSON; declare another type for it, without `#[posted(…)]`";
                errors.push(Rule::FieldPostedPath, field.ident.span(), text);
            }
            Blocked::Flattened(field) => {
                let text = "values of this map are posted as something else, and can't be told from \
                            the fields beside them; give the map a key instead of `#[flatten]`";
                errors.push(Rule::FieldPostedPath, field.ident.span(), text);
            }
        }
    }
    if conversions.list.len() > MOST {
        let text = format!(
            "more than {MOST} ways lead to a `Date` or a `Map` in this message; post some of them as \
             JSON has them"
        );
        errors.push(Rule::FieldPostedPath, message.span(), text);
    }
}

/// Each declared field.
fn fields<'a>(protocol: &'a Resolved<'_>) -> impl Iterator<Item = &'a Field> {
    let messages = protocol.messages();
    let messages = messages.flat_map(|message| message.body.each());
    messages.chain(protocol.types.iter().flat_map(Data::fields))
}
