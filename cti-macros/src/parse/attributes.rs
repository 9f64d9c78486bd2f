//! Attributes: what stands in front of an item, a message, a field.

use super::known_attributes::repeats;
use super::targets::AttributeTarget;
use super::tokens::{Cursor, is_word, sign, sign_at, span, string};
use crate::errors::Errors;
use crate::idents::plain;
use crate::model::Doc;
use crate::rules::Rule;
use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};

/// One attribute.
pub(crate) struct Attribute {
    pub(crate) name: String,
    pub(crate) span: Span,
    pub(crate) arguments: Arguments,
}

pub(crate) enum Arguments {
    None,
    List(Group),
    Value(Vec<TokenTree>),
}

/// The attributes of one thing.
#[derive(Default)]
pub(crate) struct Attributes {
    pub(crate) doc: Doc,
    list: Vec<Attribute>,
}

/// Takes the attributes in front of something, unread.
pub(crate) fn take(cursor: &mut Cursor<'_>) -> Vec<(Span, Group)> {
    let mut groups = Vec::new();
    loop {
        let [TokenTree::Punct(hash), next, ..] = cursor.rest() else {
            return groups;
        };
        if hash.as_char() != '#' {
            return groups;
        }
        let inner = matches!(next, TokenTree::Punct(mark) if mark.as_char() == '!');
        let group = match (inner, cursor.rest()) {
            (true, [_, _, TokenTree::Group(group), ..])
            | (false, [_, TokenTree::Group(group), ..])
                if group.delimiter() == Delimiter::Bracket =>
            {
                group.clone()
            }
            _ => return groups,
        };
        groups.push((hash.span(), group));
        for _ in 0..2 + usize::from(inner) {
            cursor.next();
        }
    }
}

/// Whether this is the name of an attribute.
pub(super) fn is(attribute: &Group, name: &str) -> bool {
    let first = attribute.stream().into_iter().next();
    first.is_some_and(|token| is_word(&token, name))
}

/// The doc comment among attributes.
pub(crate) fn doc(groups: &[(Span, Group)]) -> Doc {
    let lines: Vec<String> = groups
        .iter()
        .filter_map(|(_, group)| doc_line(&group.stream()))
        .collect();
    join_doc(&lines)
}

fn doc_line(attribute: &TokenStream) -> Option<String> {
    let tokens: Vec<TokenTree> = attribute.clone().into_iter().collect();
    match tokens.as_slice() {
        [TokenTree::Ident(name), equals, text @ ..] if name == "doc" && sign(equals) == '=' => {
            string(text)
        }
        _ => None,
    }
}

fn join_doc(lines: &[String]) -> Doc {
    let lines: Vec<&str> = lines
        .iter()
        .flat_map(|text| text.split('\n'))
        .map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end())
        .collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

/// Reads attributes.
pub(crate) fn read(
    groups: &[(Span, Group)],
    target: AttributeTarget,
    errors: &mut Errors,
) -> Attributes {
    let mut found = Attributes {
        doc: doc(groups),
        list: Vec::new(),
    };
    for (hash, group) in groups {
        let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
        let mut cursor = Cursor::new(&tokens, group.span());
        let Some(ident) = cursor.ident() else {
            let message = "an attribute begins with its name";
            errors.push(Rule::AttributeSyntax, *hash, message);
            continue;
        };
        let name = plain(ident);
        if name == "doc" || sign_at(cursor.rest(), 0) == ':' {
            continue; // `#[rustfmt::skip]` and its like are for other tools.
        }
        let at = ident.span();
        let Some(repeats) = repeats(&name, cursor.rest(), at, target, errors) else {
            continue;
        };
        if let Some(first) = found.get(&name).filter(|_| !repeats) {
            let message = format!("`#[{name}]` is already used here; keep one of the two");
            let hint = "first used here";
            errors.twice(Rule::AttributeDuplicate, first.span, at, message, hint);
            continue;
        }
        let arguments = match cursor.rest() {
            [] => Arguments::None,
            [TokenTree::Group(list)] if list.delimiter() == Delimiter::Parenthesis => {
                Arguments::List(list.clone())
            }
            [equals, value @ ..] if sign(equals) == '=' => Arguments::Value(value.to_vec()),
            [other, ..] => {
                let message = format!("expected `#[{name}]` or `#[{name}(…)]`");
                errors.push(Rule::AttributeSyntax, other.span(), message);
                continue;
            }
        };
        found.list.push(Attribute {
            name,
            span: at,
            arguments,
        });
    }
    found
}

impl Attributes {
    /// Takes and reads the attributes in front of something.
    pub(crate) fn take(
        cursor: &mut Cursor<'_>,
        target: AttributeTarget,
        errors: &mut Errors,
    ) -> Self {
        read(&take(cursor), target, errors)
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Attribute> {
        self.list.iter().find(|attribute| attribute.name == name)
    }

    pub(crate) fn all(&self, name: &str) -> impl Iterator<Item = &Attribute> {
        self.list
            .iter()
            .filter(move |attribute| attribute.name == name)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Attribute> {
        self.list.iter()
    }

    /// Whether a bare attribute is there.
    pub(crate) fn flag(&self, name: &str, errors: &mut Errors) -> Option<Span> {
        let attribute = self.get(name)?;
        let extra = match &attribute.arguments {
            Arguments::None => return Some(attribute.span),
            Arguments::List(group) => group.span(),
            Arguments::Value(tokens) => span(tokens, attribute.span),
        };
        let message = match name {
            "default" => {
                "what is absent reads as the default of the type; write `#[default]` without arguments, or \
                 an `Option<…>`"
                    .to_owned()
            }
            _ => format!("`#[{name}]` has no arguments"),
        };
        errors.push(Rule::AttributeArguments, extra, message);
        Some(attribute.span)
    }

    /// Refuses an attribute where it would change nothing.
    pub(crate) fn no_effect(&self, name: &str, why: impl std::fmt::Display, errors: &mut Errors) {
        for attribute in self.all(name) {
            let message = format!("{why}; remove `#[{name}]`");
            errors.push(Rule::AttributePlace, attribute.span, message);
        }
    }
}

impl Attribute {
    /// The arguments in parentheses, of which there must be some.
    pub(crate) fn list(&self, form: &str, errors: &mut Errors) -> Option<&Group> {
        let name = &self.name;
        match &self.arguments {
            Arguments::List(group) if !group.stream().is_empty() => Some(group),
            Arguments::Value(_) => {
                let message = format!("write `#[{name}{form}]`, without `=`");
                errors.push(Rule::AttributeSyntax, self.span, message);
                None
            }
            Arguments::None | Arguments::List(_) => {
                let message = format!("`#[{name}]` needs arguments: `#[{name}{form}]`");
                errors.push(Rule::AttributeArguments, self.span, message);
                None
            }
        }
    }
}
