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
use super::depth::printed;
use super::foreign::arguments::{called, keyless};
use super::names::case;
use super::tokens::{Cursor, at_commas, is_word, sign, span, string};
use crate::errors::Errors;
use crate::idents::plain;
use crate::model::At;
use crate::rules::Rule;
use crate::suggest::{list, nearest, suggest};
use proc_macro2::{Delimiter, Ident, Literal, Span, TokenStream, TokenTree};

/// The form of an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// `open`
    Flag,
    /// `tag = "…"`
    Text,
    /// `callback`, or `callback = "…"`
    FlagOrText,
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
                let inside = keyless(&owner, value).unwrap_or_else(|| "…".to_owned());
                let message = format!("write `#[{}({inside})]`, without `=`", attribute.name);
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
            for argument in separate(&part, known, errors) {
                let entry = keys.entry(owner, argument, otherwise, known, errors);
                keys.entries.extend(entry);
            }
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
            let message = if let Some(written) = keyless(owner, part) {
                format!("write `{written}`")
            } else {
                let known: Vec<&str> = known.iter().map(|(_, _, example)| *example).collect();
                format!("expected an argument of `{owner}`: {}", list(&known))
            };
            errors.push(Rule::AttributeSyntax, span(part, otherwise), message);
            return None;
        };
        let (name, form, example) = self.known(owner, key, part, known, errors)?;
        if let Some(first) = self.flag(name) {
            let message = format!("`{name}` is already given; keep one of the two");
            let hint = "first given here";
            errors.twice(Rule::ArgumentDuplicate, first, key.span(), message, hint);
            return None;
        }
        let value = form.value(cursor.rest(), key.span());
        if value.is_none() && plain(key) != *name {
            return None; // Its name is reported.
        }
        let value = value.or_else(|| {
            let (value, at) = form.meant(cursor.rest());
            // Of a list in another form, its parts may be none of its arguments.
            let value = value.filter(|value| {
                *form != Form::List
                    || !example.contains('=')
                    || value.iter().any(|of| sign(of) == '=')
                    || matches!(value.as_slice(), [TokenTree::Ident(_)])
                    || *name == "each"
            });
            let message = match &value {
                Some(value) => format!("write `{}`", form.written(name, value)),
                None => format!("write `{example}`"),
            };
            errors.push(Rule::ArgumentValue, at.unwrap_or(key.span()), message);
            value.map(|value| (value, at.unwrap_or(key.span())))
        });
        let key = Ident::new(name, key.span());
        value.map(|(value, span)| Entry { key, value, span })
    }

    /// The argument that a key means; a misspelt one is reported, and taken as the one that is meant.
    fn known<'k>(
        &self,
        owner: &str,
        key: &Ident,
        part: &[TokenTree],
        known: &'k [Argument],
        errors: &mut Errors,
    ) -> Option<&'k Argument> {
        let name = plain(key);
        if let Some(argument) = known.iter().find(|(known, ..)| *known == name) {
            return Some(argument);
        }
        let names: Vec<&str> = known.iter().map(|(known, ..)| *known).collect();
        if IN_ENVELOPE.contains(&name.as_str()) && names.contains(&"envelope") {
            let message = format!(
                "`{owner}` has no argument `{name}`; it belongs into `envelope(…)`: `envelope({name}(…))`"
            );
            errors.push(Rule::ArgumentUnknown, key.span(), message);
            return None;
        }
        let elsewhere = called(&name, &names);
        let hint = match (elsewhere, keyless(owner, part), nearest(&name, &names)) {
            (Some((_, written)), ..) => format!("; write `{written}`"),
            (None, Some(written), None) => format!("; write `{written}`"),
            _ => suggest(&name, &names),
        };
        let message = format!("`{owner}` has no argument `{name}`{hint}");
        errors.push(Rule::ArgumentUnknown, key.span(), message);
        // What is written in another form is none that could be taken for it.
        let meant = elsewhere.filter(|(_, written)| !written.contains('('));
        let meant = meant.map(|(meant, _)| meant);
        let meant = meant.or_else(|| nearest(&name, &names))?;
        let argument = known.iter().find(|(known, ..)| *known == meant)?;
        self.get(meant).is_none().then_some(argument)
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

/// What an envelope says that its owner doesn't.
const IN_ENVELOPE: [&str; 5] = ["constants", "reports", "codec", "posted", "beside"];

/// Cuts what stands between two commas where another argument begins, and reports the comma that is
/// missing there.
fn separate<'t>(
    part: &'t [TokenTree],
    known: &[Argument],
    errors: &mut Errors,
) -> Vec<&'t [TokenTree]> {
    let mut found = Vec::new();
    let mut rest = part;
    while let Some(length) = first_argument(rest, known) {
        let (argument, behind) = rest.split_at(length);
        let Some(next) = behind.first() else { break };
        let semicolon = sign(next) == ';';
        let message = if semicolon {
            "arguments are separated by `,`, not by `;`"
        } else {
            "arguments are separated by commas: write one in front of this"
        };
        errors.push(Rule::ArgumentSeparator, next.span(), message);
        found.push(argument);
        rest = behind.get(usize::from(semicolon)..).unwrap_or_default();
    }
    if !rest.is_empty() || part.is_empty() {
        found.push(rest);
    }
    found
}

/// The length of an argument behind which another begins.
fn first_argument(part: &[TokenTree], known: &[Argument]) -> Option<usize> {
    if let Some(at) = part.iter().position(|token| sign(token) == ';') {
        return Some(at);
    }
    let is_key = |token: &TokenTree| {
        matches!(token, TokenTree::Ident(name)
            if known.iter().any(|(known, ..)| name == known) || name == "envelope")
    };
    let key = part.first().filter(|token| is_key(token))?;
    let length = match part {
        [_, TokenTree::Group(_), ..] => 2,
        [_, equals, TokenTree::Literal(_), ..] if sign(equals) == '=' => 3,
        [_, TokenTree::Ident(_), ..]
            if known
                .iter()
                .any(|(name, form, _)| is_word(key, name) && *form == Form::Flag) =>
        {
            1
        }
        _ => return None,
    };
    part.get(length)
        .filter(|token| is_key(token))
        .map(|_| length)
}

impl Form {
    /// What is meant by a value in another form, and where it stands.
    fn meant(self, tokens: &[TokenTree]) -> (Option<Vec<TokenTree>>, Option<Span>) {
        let at = tokens.get(1).or(tokens.first()).map(TokenTree::span);
        let value = match (self, tokens) {
            // `tag: "type"`
            (Self::Text | Self::FlagOrText | Self::Tokens, [colon, value @ ..])
                if sign(colon) == ':' =>
            {
                value.to_vec()
            }
            // `vendor("Acme")`
            (Self::Text | Self::FlagOrText | Self::Tokens, [TokenTree::Group(group)]) => {
                group.stream().into_iter().collect()
            }
            // `vendor = Acme`, `library = desk.cti`
            (Self::Text | Self::FlagOrText, [equals, TokenTree::Ident(word), rest @ ..])
                if sign(equals) == '='
                    && rest
                        .iter()
                        .all(|of| sign(of) == '.' || matches!(of, TokenTree::Ident(_))) =>
            {
                let rest: String = rest.iter().map(printed).collect();
                let mut text = Literal::string(&(plain(word) + &rest));
                text.set_span(word.span());
                vec![text.into()]
            }
            // `origins = ["…"]`, `origins = "…"`, `origins["…"]`
            (Self::List, [equals, TokenTree::Group(list)]) if sign(equals) == '=' => {
                list.stream().into_iter().collect()
            }
            (Self::List, [equals, value @ ..]) if sign(equals) == '=' => value.to_vec(),
            (Self::List, [TokenTree::Group(list)]) => list.stream().into_iter().collect(),
            _ => Vec::new(),
        };
        let fits = match self {
            Self::Text | Self::FlagOrText => string(&value).is_some(),
            _ => !value.is_empty(),
        };
        (fits.then_some(value), at)
    }

    /// A value in this form.
    fn written(self, key: &str, value: &[TokenTree]) -> String {
        let value: Vec<String> = value.iter().map(printed).collect();
        let value = value.join(" ").replace(" ,", ",").replace(" : ", ": ");
        match self {
            Self::List => format!("{key}({value})"),
            _ => format!("{key} = {value}"),
        }
    }

    /// The tokens of a value, and where they stand, if they have this form.
    fn value(self, tokens: &[TokenTree], key: Span) -> Option<(Vec<TokenTree>, Span)> {
        match (self, tokens) {
            (Self::Flag | Self::FlagOrText, []) => Some((Vec::new(), key)),
            (Self::Text | Self::FlagOrText | Self::Tokens, [equals, value @ ..])
                if sign(equals) == '=' =>
            {
                let fits = match self {
                    Self::Text | Self::FlagOrText => string(value).is_some(),
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
