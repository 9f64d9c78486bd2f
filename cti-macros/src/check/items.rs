//! Names of items: given, imported and generated, each means one thing.

use crate::errors::Errors;
use crate::idents::{ident, plain, session_fields};
use crate::model::{Direction, Family};
use crate::resolve::Resolved;
use crate::rules::Rule;
use proc_macro2::Ident;

/// Names of items, given and generated.
pub(super) fn check(protocol: &Resolved<'_>, errors: &mut Errors) {
    let machines = protocol.machines.iter().map(|machine| &machine.ident);
    let families = protocol.families.iter().map(|family| &family.ident);
    let types = protocol.types.iter().map(|data| &data.ident);
    let mut known: Vec<&Ident> = Vec::new();
    for ident in families.chain(machines).chain(types) {
        if let Some(first) = known.iter().find(|first| **first == ident) {
            let message = format!("`{ident}` is declared already; choose another name");
            let hint = "first declared here";
            errors.twice(
                Rule::ItemDuplicate,
                first.span(),
                ident.span(),
                message,
                hint,
            );
        } else {
            known.push(ident);
        }
    }
    for ident in &protocol.imported {
        if let Some(declared) = known.iter().find(|declared| **declared == ident) {
            let message = format!("`{ident}` is defined or imported already; choose another name");
            let (first, second) = (ident.span(), declared.span());
            let hint = "the other one is here";
            errors.twice(Rule::ItemDuplicate, first, second, message, hint);
        }
    }
    known.extend(&protocol.imported);
    let made = made(protocol);
    for (index, name) in made.iter().enumerate() {
        let taken = known
            .iter()
            .copied()
            .chain(made.iter().take(index).map(|made| &made.ident));
        for ident in taken.filter(|ident| plain(ident) == plain(&name.ident)) {
            let message = format!("`{ident}` is generated: {}; choose another name", name.what);
            if std::ptr::eq(ident, name.from) {
                errors.push(Rule::ItemReserved, ident.span(), message);
            } else {
                let hint = "it is generated from this";
                errors.twice(
                    Rule::ItemReserved,
                    name.from.span(),
                    ident.span(),
                    message,
                    hint,
                );
            }
        }
    }
}

/// A name that is generated.
struct Made<'a> {
    ident: Ident,
    what: &'static str,
    from: &'a Ident,
}

fn made<'a>(protocol: &'a Resolved<'_>) -> Vec<Made<'a>> {
    let mut made = vec![Made {
        ident: protocol.marker.clone(),
        what: "the protocol's marker, which `marker = …` names",
        from: &protocol.marker,
    }];
    for family in &protocol.families {
        let [_, handler, module] = Family::names(&family.ident);
        made.push(Made {
            ident: handler,
            what: "a handler trait",
            from: &family.ident,
        });
        made.push(Made {
            ident: module,
            what: "the module of a direction's messages",
            from: &family.ident,
        });
    }
    for direction in Direction::BOTH {
        let second = protocol.in_direction(direction).nth(1);
        if let (Some(ident), Some(second)) = (protocol.direction_enum(direction), second) {
            made.push(Made {
                ident,
                what: "the enum of all families of a direction",
                from: &second.ident,
            });
        }
    }
    for direction in Direction::BOTH {
        let (all, given) = (protocol.all_of(direction), protocol.given(direction));
        if let (Some(all), Some((_, first))) = (all, given.first()) {
            made.push(Made {
                ident: session_fields(&all),
                what: "what a session is opened with",
                from: &first.ident,
            });
        }
    }
    made
}

fn is_one_of(ident: &Ident, names: &[Ident]) -> bool {
    names.iter().any(|name| plain(name) == plain(ident))
}

/// Names of directions that are not declared. Where an item could not be read, it may be one.
pub(super) fn check_undeclared(protocol: &Resolved<'_>, errors: &mut Errors) {
    for direction in Direction::BOTH {
        if protocol.in_direction(direction).next().is_some() {
            continue;
        }
        let made = Family::names(&ident(direction.name(), protocol.module.span()));
        for taken in protocol.names().filter(|name| is_one_of(name, &made)) {
            let message = format!(
                "without a `#[{}]` enum, `{taken}` is generated for that direction; choose another \
                 name",
                direction.attribute()
            );
            errors.push(Rule::ItemReserved, taken.span(), message);
        }
    }
}
