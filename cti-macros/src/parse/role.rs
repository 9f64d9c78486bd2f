//! The roles of items, and the attributes that say them.

use super::attributes::{self, Attributes};
use super::item::Item;
use super::tokens::{Cursor, is_word};
use crate::errors::Errors;
use crate::idents::plain;
use crate::model::{Direction, FamilyKind};
use crate::rules::Rule;
use crate::suggest::nearest;
use proc_macro2::{Group, Ident, Span, TokenTree};

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

/// Whether an attribute says what an item is.
pub(super) fn is_role(name: &Ident) -> bool {
    ROLES.iter().any(|(known, _)| name == known)
}

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
        role.misplaced(attributes, errors);
        if role != Self::Data && item.visibility.clone().into_iter().count() > 1 {
            let message = "the generated types are as visible as the module; write `pub`";
            errors.push(Rule::ItemVisibility, item.ident.span(), message);
        }
        Some(role)
    }

    /// Reports attributes that stand on items, but not on this kind.
    fn misplaced(self, attributes: &Attributes, errors: &mut Errors) {
        for attribute in attributes.iter() {
            let wanted = match attribute.name.as_str() {
                "derive" if self != Self::Data => {
                    let message = "generated types have their derives already; remove `derive`";
                    errors.push(Rule::AttributeUnknown, attribute.span, message);
                    continue;
                }
                "personal" if self != Self::Data => "a `#[data]` type or a field",
                "moves" | "only" if !matches!(self, Self::Messages(_) | Self::Functions(_)) => {
                    "a message, a function, or the enum or trait of such"
                }
                "object" | "arguments" | "answer" | "events"
                    if !matches!(self, Self::Functions(_)) =>
                {
                    "a library's function, or a trait of such"
                }
                _ => continue,
            };
            let message = format!("`#[{}]` stands on {wanted}", attribute.name);
            errors.push(Rule::AttributePlace, attribute.span, message);
        }
    }
}

/// An item with a misspelt attribute, as it is meant. It would be passed through otherwise, and no error
/// would say why there are no events.
pub(super) fn meant(item: &[TokenTree], errors: &mut Errors) -> Option<Vec<TokenTree>> {
    let groups = attributes::take(&mut Cursor::new(item, Span::call_site()));
    if Role::of(&groups).is_some() {
        return None;
    }
    let names = ROLES.map(|(name, _)| name);
    let (wrong, group, right) = groups.iter().find_map(|(_, group)| {
        let Some(TokenTree::Ident(ident)) = group.stream().into_iter().next() else {
            return None;
        };
        let right = nearest(&plain(&ident), &names)?;
        Some((ident, group, right))
    })?;
    let message = format!("declarations have no attribute `{wrong}`; did you mean `{right}`?");
    errors.push(Rule::AttributeUnknown, wrong.span(), message);
    let mut tokens: Vec<TokenTree> = group.stream().into_iter().collect();
    if let Some(first) = tokens.first_mut() {
        *first = Ident::new(right, wrong.span()).into();
    }
    let mut corrected = Group::new(group.delimiter(), tokens.into_iter().collect());
    corrected.set_span(group.span());
    let is_it = |token: &TokenTree| {
        matches!(token, TokenTree::Group(other)
            if other.stream().into_iter().next().is_some_and(|first| is_word(&first, &plain(&wrong))))
    };
    let at = item.iter().position(is_it)?;
    let mut item = item.to_vec();
    if let Some(place) = item.get_mut(at) {
        *place = corrected.into();
    }
    Some(item)
}
