//! Messages of the other side, which `#[reply]` and `#[handshake]` name.

use crate::errors::Errors;
use crate::model::{Data, DataShape, Direction, Message};
use crate::resolve::{Resolved, Row};
use crate::rules::Rule;
use crate::suggest;
use proc_macro2::Ident;

/// A name, and what is reported if no message of the other side has it, or several have.
pub(super) struct Named<'n> {
    pub name: &'n Ident,
    /// Of what the other side sends.
    pub direction: Direction,
    pub ambiguous: Rule,
    /// It is a message of this side.
    pub own: Option<(Rule, String)>,
    pub unknown: (Rule, String),
}

/// The message that is meant, of those that may be.
pub(super) fn message<'a>(
    protocol: &'a Resolved<'a>,
    named: Named<'_>,
    may_be: impl Fn(&Row<'_>) -> bool,
    errors: &mut Errors,
) -> Option<&'a Message> {
    let name = named.name;
    let rows = protocol.named(named.direction, name);
    let mut meant = rows.filter(|row| may_be(row)).map(|row| row.message);
    let found = meant.next();
    if let (Some(first), Some(second)) = (found, meant.next()) {
        let text = format!("two messages are called `{name}`; rename one of them");
        errors.push(named.ambiguous, name.span(), text);
        for message in [first, second] {
            let hint = format!("`{name}` is declared here");
            errors.push(named.ambiguous, message.ident.span(), hint);
        }
    }
    if found.is_some() || protocol.unread.contains(name) {
        return found;
    }
    let inner = || inner(protocol, named.direction, name).map(|text| (named.unknown.0, text));
    let (rule, text) = named.own.or_else(inner).unwrap_or_else(|| {
        let rows = protocol.rows_in(named.direction).filter(|row| may_be(row));
        let names = rows.map(|row| &row.message.ident);
        let (rule, text) = named.unknown;
        (rule, text + &suggest::declared(name, names))
    });
    errors.push(rule, name.span(), text);
    None
}

/// Why a name that is a variant of data is no message, if it is one.
///
/// The message that carries it is no suggestion: it comes with any of the other variants too.
fn inner(protocol: &Resolved<'_>, direction: Direction, name: &Ident) -> Option<String> {
    let has = |data: &&Data| match &data.shape {
        DataShape::Tagged { variants, .. } | DataShape::OneOf(variants) => {
            variants.iter().any(|variant| variant.ident == *name)
        }
        _ => false,
    };
    let data = protocol.types.iter().find(has)?;
    let carries = |row: &&Row<'_>| {
        let mut fields = row.message.body.each();
        fields.any(|field| field.ty.present().declared() == Some(&data.ident))
    };
    let transport = match protocol.rows_in(direction).find(carries) {
        Some(row) => format!(
            ", and `{}` comes with any of its variants",
            row.message.ident
        ),
        None => String::new(),
    };
    Some(format!(
        "`{name}` is a variant of `{}`{transport}; what is waited for here is a whole message, so leave \
         this out, send without waiting, and look for `{name}` where the message is handled",
        data.ident
    ))
}
