//! The roles of items, and the attributes that say them.

use super::attributes::{self, Attributes};
use super::item::Item;
use crate::errors::Errors;
use crate::idents::plain;
use crate::model::{Direction, FamilyKind};
use crate::rules::Rule;
use crate::suggest::suggest;
use proc_macro2::{Group, Span, TokenTree};

/// What an item is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// `#[event]`, `#[command]`
    Messages(Direction),
    /// `#[method]`, `#[subscription]`
    Functions(FamilyKind),
    States,
    Data,
}

/// The attributes, with what they say.
const ROLES: [(&str, Role); 6] = [
    ("event", Role::Messages(Direction::FromVendor)),
    ("command", Role::Messages(Direction::ToVendor)),
    ("method", Role::Functions(FamilyKind::Methods)),
    ("subscription", Role::Functions(FamilyKind::Subscriptions)),
    ("states", Role::States),
    ("data", Role::Data),
];

impl Role {
    /// What the first attribute says that says something.
    pub(super) fn of(attributes: &[(Span, Group)]) -> Option<Self> {
        attributes.iter().find_map(|(_, group)| {
            let (_, role) = ROLES.iter().find(|(name, _)| attributes::is(group, name))?;
            Some(*role)
        })
    }

    /// The role of an item, if it can have it; what is wrong is reported.
    pub(super) fn read(item: &Item, attributes: &Attributes, errors: &mut Errors) -> Option<Self> {
        let found = ROLES.iter();
        let found = found.filter_map(|(name, role)| Some((name, role, attributes.get(name)?.span)));
        let found: Vec<_> = found.collect();
        let (name, role) = match found.as_slice() {
            [] => return None,
            [(name, role, _)] => (name, **role),
            [(first, _, at), (second, _, behind), ..] => {
                let message = format!(
                    "`{}` is `#[{first}]` or `#[{second}]`; remove one of the two",
                    item.ident
                );
                let hint = "the other one is here";
                errors.twice(Rule::ItemRole, *at, *behind, message, hint);
                return None;
            }
        };
        let wanted: &[&str] = match role {
            Self::Functions(_) => &["trait"],
            Self::Data => &["struct", "enum"],
            Self::Messages(_) => &["enum", "trait"],
            Self::States => &["enum"],
        };
        if !wanted.iter().any(|word| item.keyword == word) {
            let (wanted, found) = (wanted.join("` or `"), &item.keyword);
            let message = format!("`#[{name}]` stands on `{wanted}`, not on `{found}`");
            errors.push(Rule::ItemKind, item.keyword.span(), message);
            return None;
        }
        if !(item.braced() || role == Self::Data && item.keyword == "struct") {
            let message = format!("expected the body of `{}` in braces", item.ident);
            errors.syntax(Rule::ItemSyntax, item.ident.span(), message);
            return None;
        }
        role.misplaced(item, attributes, errors);
        if role != Self::Data && item.visibility.clone().into_iter().count() > 1 {
            let message = "the generated types are as visible as the module; write `pub`";
            errors.push(Rule::ItemVisibility, item.ident.span(), message);
        }
        Some(role)
    }

    /// Reports attributes that stand on items, but not on this kind.
    fn misplaced(self, item: &Item, attributes: &Attributes, errors: &mut Errors) {
        for attribute in attributes.iter() {
            let wanted = match attribute.name.as_str() {
                "personal" if self != Self::Data => "a `#[data]` type or a field",
                "moves" | "only" if item.keyword != "trait" => {
                    "a message, a function or a trait of functions"
                }
                "object" if !matches!(self, Self::Functions(_)) => {
                    "a library's function, or a trait of such"
                }
                _ => continue,
            };
            let message = format!("`#[{}]` stands on {wanted}", attribute.name);
            errors.push(Rule::AttributePlace, attribute.span, message);
        }
    }
}

/// `#[evnt] enum …` would be passed through, and no error would say why there are no events.
pub(super) fn misspelt(attributes: &[(Span, Group)], errors: &mut Errors) -> bool {
    let before = errors.count();
    for (_, group) in attributes {
        let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
        let [TokenTree::Ident(ident), ..] = tokens.as_slice() else {
            continue;
        };
        let hint = suggest(plain(ident), ROLES.map(|(name, _)| name));
        if hint.contains("did you mean") {
            let message = format!("declarations have no attribute `{ident}`{hint}");
            errors.push(Rule::AttributeUnknown, ident.span(), message);
        }
    }
    errors.count() > before
}
