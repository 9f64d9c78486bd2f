//! Arguments of attributes by key, and of what has arguments inside them: `tag = "…"`, `hold`,
//! `constants(…)`.
//!
//! Every attribute is read by what stands here, and darling is left to collecting errors and to
//! writing them. Its derives read `syn::Meta`, which has no place for `object | text`, for
//! `error = Result<A, B>`, for a sample's JSON or for `each(name: Type)`; they parse a list as a
//! whole, so that a slip in one argument would hide the errors of the others; and they mark a key that
//! is given twice at one of its places, in words that have no rule of the catalogue.

use super::attributes::{Arguments, Attribute};
use super::case::Case;
use super::names::case;
use super::tokens::{Cursor, at_commas, sign, span, string};
use crate::errors::Errors;
use crate::idents::plain;
use crate::model::At;
use crate::rules::Rule;
use crate::suggest::{list, suggest};
use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};

/// The form of an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// `open`
    Flag,
    /// `tag = "…"`
    Text,
    /// `marker = Name`
    Tokens,
    /// `origins(…)`
    List,
}

/// A key, the form of its argument, and an example.
pub(crate) type Argument = (&'static str, Form, &'static str);

pub(super) const RENAME_ALL: Argument = ("rename_all", Form::Text, "rename_all = \"snake_case\"");
pub(super) const RENAME_ALL_FIELDS: Argument = (
    "rename_all_fields",
    Form::Text,
    "rename_all_fields = \"snake_case\"",
);

/// Arguments by key.
#[derive(Default)]
pub(crate) struct Keys {
    entries: Vec<Entry>,
    /// Something was wrong, and left out.
    pub(crate) broken: bool,
}

pub(crate) struct Entry {
    pub(crate) key: Ident,
    /// The tokens behind `=`, or inside the parentheses.
    pub(crate) value: Vec<TokenTree>,
    /// Where the value stands.
    pub(crate) span: Span,
}

impl Keys {
    /// The arguments of an attribute that may have none.
    pub(crate) fn of(attribute: &Attribute, known: &[Argument], errors: &mut Errors) -> Self {
        let owner = format!("#[{}]", attribute.name);
        match &attribute.arguments {
            Arguments::None => Self::default(),
            Arguments::List(group) => {
                let parts = at_commas(group.stream());
                Self::read(&owner, parts, group.span(), known, errors)
            }
            Arguments::Value(value) => {
                let message = format!("write `#[{}(…)]`, without `=`", attribute.name);
                errors.push(Rule::AttributeSyntax, span(value, attribute.span), message);
                Self::default()
            }
        }
    }

    /// The arguments inside an argument.
    pub(crate) fn inside(entry: &Entry, known: &[Argument], errors: &mut Errors) -> Self {
        let owner = plain(&entry.key);
        Self::read(&owner, entry.parts(), entry.span, known, errors)
    }

    /// Reads `key`, `key = value` and `key(…)`; what is wrong is reported and left out.
    pub(crate) fn read(
        owner: &str,
        parts: Vec<Vec<TokenTree>>,
        otherwise: Span,
        known: &[Argument],
        errors: &mut Errors,
    ) -> Self {
        let before = errors.count();
        let mut keys = Self::default();
        for part in parts {
            let entry = keys.entry(owner, &part, otherwise, known, errors);
            keys.entries.extend(entry);
        }
        keys.broken = errors.count() > before;
        keys
    }

    fn entry(
        &self,
        owner: &str,
        part: &[TokenTree],
        otherwise: Span,
        known: &[Argument],
        errors: &mut Errors,
    ) -> Option<Entry> {
        let mut cursor = Cursor::new(part, otherwise);
        let Some(key) = cursor.ident() else {
            let known: Vec<&str> = known.iter().map(|(_, _, example)| *example).collect();
            let message = format!("expected an argument of `{owner}`: {}", list(&known));
            errors.push(Rule::AttributeSyntax, span(part, otherwise), message);
            return None;
        };
        let name = plain(key);
        let Some((_, form, example)) = known.iter().find(|(known, ..)| *known == name) else {
            let hint = suggest(&name, known.iter().map(|(known, ..)| *known));
            let message = format!("`{owner}` has no argument `{name}`{hint}");
            errors.push(Rule::ArgumentUnknown, key.span(), message);
            return None;
        };
        if let Some(first) = self.flag(&name) {
            let message = format!("`{name}` is already given; keep one of the two");
            let hint = "first given here";
            errors.twice(Rule::ArgumentDuplicate, first, key.span(), message, hint);
            return None;
        }
        let value = form.value(cursor.rest(), key.span());
        if value.is_none() {
            let at = cursor.rest().get(1).map_or(key.span(), TokenTree::span);
            errors.push(Rule::ArgumentValue, at, format!("write `{example}`"));
        }
        let key = key.clone();
        value.map(|(value, span)| Entry { key, value, span })
    }

    pub(crate) fn get(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| plain(&entry.key) == key)
    }

    pub(crate) fn flag(&self, key: &str) -> Option<Span> {
        self.get(key).map(|entry| entry.key.span())
    }

    pub(crate) fn text(&self, key: &str) -> Option<At<String>> {
        let entry = self.get(key)?;
        Some(At::new(string(&entry.value)?, entry.span))
    }

    pub(crate) fn case(&self, key: &str, errors: &mut Errors) -> Option<Case> {
        case(&self.text(key)?, errors)
    }
}

impl Form {
    /// The tokens of a value, and where they stand, if they have this form.
    fn value(self, tokens: &[TokenTree], key: Span) -> Option<(Vec<TokenTree>, Span)> {
        match (self, tokens) {
            (Self::Flag, []) => Some((Vec::new(), key)),
            (Self::Text | Self::Tokens, [equals, value @ ..]) if sign(equals) == '=' => {
                let fits = match self {
                    Self::Text => string(value).is_some(),
                    _ => !value.is_empty(),
                };
                fits.then(|| (value.to_vec(), span(value, key)))
            }
            (Self::List, [TokenTree::Group(group)])
                if group.delimiter() == Delimiter::Parenthesis =>
            {
                Some((group.stream().into_iter().collect(), group.span()))
            }
            _ => None,
        }
    }
}

impl Entry {
    pub(crate) fn stream(&self) -> TokenStream {
        self.value.iter().cloned().collect()
    }

    /// The parts between commas.
    pub(crate) fn parts(&self) -> Vec<Vec<TokenTree>> {
        at_commas(self.stream())
    }

    /// The value, if it is a name.
    pub(crate) fn name(&self) -> Option<&Ident> {
        match self.value.as_slice() {
            [TokenTree::Ident(name)] => Some(name),
            _ => None,
        }
    }
}
