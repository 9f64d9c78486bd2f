//! Names on the wire: `#[rename]`, `#[alias]`, `#[prefix]` and `#[rename_all]`.

use super::attributes::Attributes;
use super::case::Case;
use super::tokens::{at_commas, sign, span, string};
use crate::errors::Errors;
use crate::idents::plain;
use crate::model::At;
use crate::rules::Rule;
use crate::suggest::suggest;
use proc_macro2::TokenTree;

impl Attributes {
    /// The strings of `#[alias("…", …)]`.
    pub(crate) fn aliases(&self, errors: &mut Errors) -> Vec<At<String>> {
        self.aliases_by(string, errors)
    }

    /// What `#[alias(…)]` lists, read by a function.
    pub(crate) fn aliases_by<T>(
        &self,
        read: fn(&[TokenTree]) -> Option<T>,
        errors: &mut Errors,
    ) -> Vec<At<T>> {
        let mut found = Vec::new();
        for attribute in self.all("alias") {
            let Some(list) = attribute.list("(\"…\")", errors) else {
                continue;
            };
            for part in at_commas(list.stream()) {
                match read(&part) {
                    Some(name) => found.push(At::new(name, span(&part, list.span()))),
                    None => errors.push(
                        Rule::ArgumentValue,
                        span(&part, list.span()),
                        "an alias is a string: `#[alias(\"…\")]`",
                    ),
                }
            }
        }
        found
    }

    /// `#[rename("…", alias = "…")]`; the aliases are added to those given.
    pub(crate) fn rename(
        &self,
        aliases: &mut Vec<At<String>>,
        errors: &mut Errors,
    ) -> Option<At<String>> {
        self.rename_by(string, aliases, errors)
    }

    /// `#[rename(…, alias = …)]`, whose names are read by a function.
    pub(crate) fn rename_by<T>(
        &self,
        read: fn(&[TokenTree]) -> Option<T>,
        aliases: &mut Vec<At<T>>,
        errors: &mut Errors,
    ) -> Option<At<T>> {
        let attribute = self.get("rename")?;
        let before = errors.count();
        let list = attribute.list("(\"…\")", errors)?;
        let mut name: Option<At<T>> = None;
        for part in at_commas(list.stream()) {
            let at = span(&part, list.span());
            if let Some(text) = read(&part) {
                if let Some(first) = &name {
                    let message = "a name is already given; other spellings that are read are \
                                   `alias = \"…\"`";
                    let hint = "first given here";
                    errors.twice(Rule::ArgumentDuplicate, first.span, at, message, hint);
                } else {
                    name = Some(At::new(text, at));
                }
            } else if let Some((key, value)) = key_value(&part) {
                if key != "alias" {
                    let message = format!(
                        "`#[rename]` has no argument `{key}`; write \
                         `#[rename(\"…\", alias = \"…\")]`"
                    );
                    errors.push(Rule::ArgumentUnknown, at, message);
                } else if let Some(text) = read(value) {
                    aliases.push(At::new(text, span(value, at)));
                } else {
                    errors.push(Rule::ArgumentValue, at, "write `alias = \"…\"`");
                }
            } else {
                let name = match part.as_slice() {
                    [TokenTree::Ident(word)] => plain(word),
                    _ => "…".to_owned(),
                };
                let message =
                    format!("write the name on the wire as a string: `#[rename(\"{name}\")]`");
                errors.push(Rule::ArgumentValue, at, message);
            }
        }
        if name.is_none() && aliases.is_empty() && errors.count() == before {
            let message = "write the name on the wire: `#[rename(\"…\")]`";
            errors.push(Rule::AttributeArguments, attribute.span, message);
        }
        name
    }

    /// The string of `#[prefix("…")]`.
    pub(crate) fn text(&self, name: &str, errors: &mut Errors) -> Option<At<String>> {
        let attribute = self.get(name)?;
        let list = attribute.list("(\"…\")", errors)?;
        let tokens: Vec<TokenTree> = list.stream().into_iter().collect();
        let at = span(&tokens, list.span());
        let text = string(&tokens);
        if text.is_none() {
            let message = format!("write one string: `#[{name}(\"…\")]`");
            errors.push(Rule::ArgumentValue, at, message);
        }
        text.map(|text| At::new(text, at))
    }

    /// The case of `#[rename_all("…")]`.
    pub(crate) fn case(&self, errors: &mut Errors) -> Option<Case> {
        let text = self.text("rename_all", errors)?;
        case(&text, errors)
    }
}

/// A name of a case, as `rename_all` takes it.
pub(crate) fn case(text: &At<String>, errors: &mut Errors) -> Option<Case> {
    let found = Case::named(&text.value);
    if found.is_none() {
        let hint = suggest(&text.value, Case::NAMES.iter().map(|(name, _)| *name));
        let message = format!("`{}` is no case{hint}", text.value);
        errors.push(Rule::ValueUnknown, text.span, message);
    }
    found
}

/// `key = value`
fn key_value(part: &[TokenTree]) -> Option<(String, &[TokenTree])> {
    match part {
        [TokenTree::Ident(key), equals, value @ ..] if sign(equals) == '=' => {
            Some((plain(key), value))
        }
        _ => None,
    }
}
