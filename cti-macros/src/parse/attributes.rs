//! Attributes: which there are, where each may stand, and the keys inside them.

use super::tokens::{Cursor, at_commas, span, string};
use crate::errors::Errors;
use crate::idents::plain;
use crate::model::{At, Doc};
use crate::parse::case::Case;
use crate::rules::Rule;
use crate::suggest::suggest;
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};

/// What an attribute can stand on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Item,
    State,
    Message,
    Function,
    /// A variant of a data enum.
    Value,
    /// A field, or an argument of a function.
    Field,
}

impl Place {
    fn name(self) -> &'static str {
        match self {
            Place::Item => "an item",
            Place::State => "a state",
            Place::Message => "a message",
            Place::Function => "a function",
            Place::Value => "a variant of a `#[data]` enum",
            Place::Field => "a field",
        }
    }
}

/// The attributes of a declaration, where they may stand, and whether they repeat.
const KNOWN: &[(&str, &[Place], bool)] = &[
    (
        "alias",
        &[Place::Message, Place::Function, Place::Value, Place::Field],
        true,
    ),
    ("beside", &[Place::Field], false),
    ("command", &[Place::Item], false),
    ("data", &[Place::Item], false),
    ("default", &[Place::Field], false),
    ("end", &[Place::State], false),
    ("envelope", &[Place::Message], false),
    ("event", &[Place::Item], false),
    ("flatten", &[Place::Field], false),
    ("handshake", &[Place::Message], false),
    ("id", &[Place::Field], false),
    ("method", &[Place::Item], false),
    (
        "moves",
        &[Place::Message, Place::Function, Place::Item],
        true,
    ),
    ("null", &[Place::Field], false),
    ("object", &[Place::Function, Place::Item], false),
    (
        "only",
        &[Place::Message, Place::Function, Place::Item],
        true,
    ),
    ("opaque", &[Place::Field], false),
    ("optional", &[Place::Function], false),
    ("outcome", &[Place::Message], false),
    ("personal", &[Place::Item, Place::Field], false),
    ("prefix", &[Place::Value], false),
    (
        "rename",
        &[Place::Message, Place::Function, Place::Value, Place::Field],
        false,
    ),
    (
        "rename_all",
        &[Place::Message, Place::Function, Place::Value],
        false,
    ),
    ("reply", &[Place::Message], false),
    ("sample", &[Place::Message, Place::Function], true),
    ("states", &[Place::Item], false),
    ("subscription", &[Place::Item], false),
    ("within", &[Place::Message, Place::Function], false),
];

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

/// Whether one of the attributes has this name.
pub(crate) fn has(groups: &[(Span, Group)], names: &[&str]) -> bool {
    groups
        .iter()
        .any(|(_, group)| match group.stream().into_iter().next() {
            Some(TokenTree::Ident(ident)) => names.iter().any(|name| ident == name),
            _ => false,
        })
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
        [TokenTree::Ident(name), equals, text @ ..]
            if name == "doc" && super::tokens::sign(equals) == '=' =>
        {
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

/// Reads the attributes in front of something.
pub(crate) fn attributes(
    groups: &[(Span, Group)],
    place: Place,
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
            errors.push(
                Rule::AttributeSyntax,
                *hash,
                "an attribute begins with its name",
            );
            continue;
        };
        let name = plain(ident);
        if name == "doc" || super::tokens::sign_at(cursor.rest(), 0) == ':' {
            continue; // `#[rustfmt::skip]` and its like are for other tools.
        }
        let Some((_, places, repeats)) = KNOWN.iter().find(|(known, ..)| *known == name) else {
            unknown(&name, ident.span(), place, errors);
            continue;
        };
        if !places.contains(&place) {
            let wanted: Vec<&str> = places.iter().map(|place| place.name()).collect();
            let message = format!(
                "`#[{name}]` stands on {}, not on {}",
                wanted.join(" or "),
                place.name()
            );
            errors.push(Rule::AttributePlace, ident.span(), message);
            continue;
        }
        if let Some(first) = found.get(&name).filter(|_| !repeats) {
            let message = format!("`#[{name}]` is already used here; keep one of the two");
            let hint = "first used here";
            errors.twice(
                Rule::AttributeDuplicate,
                first.span,
                ident.span(),
                message,
                hint,
            );
            continue;
        }
        let arguments = match cursor.rest() {
            [] => Arguments::None,
            [TokenTree::Group(list)] if list.delimiter() == Delimiter::Parenthesis => {
                Arguments::List(list.clone())
            }
            [equals, value @ ..] if super::tokens::sign(equals) == '=' => {
                Arguments::Value(value.to_vec())
            }
            [other, ..] => {
                let message = format!("expected `#[{name}]` or `#[{name}(…)]`");
                errors.push(Rule::AttributeSyntax, other.span(), message);
                continue;
            }
        };
        found.list.push(Attribute {
            name,
            span: ident.span(),
            arguments,
        });
    }
    found
}

fn unknown(name: &str, span: Span, place: Place, errors: &mut Errors) {
    let message = match name {
        "cfg" | "cfg_attr" => {
            let message = "what a protocol contains cannot depend on `cfg`: the tables of both \
                           ends would shift against each other; put the `cfg` on the whole module";
            errors.push(Rule::Cfg, span, message);
            return;
        }
        "derive" => "generated types have their derives already; remove `derive`".to_owned(),
        "serde" => "write serde's words as attributes of their own: `#[rename(\"…\")]`".to_owned(),
        "allow" | "warn" | "deny" | "expect" | "forbid" => {
            format!("put `#[{name}(…)]` on the module")
        }
        "skip" => "every declared field is on the wire; remove the field".to_owned(),
        _ => {
            let here = KNOWN
                .iter()
                .filter(|(_, places, _)| places.contains(&place));
            let hint = suggest(name, here.map(|(name, ..)| *name));
            format!("declarations have no attribute `{name}`{hint}")
        }
    };
    errors.push(Rule::AttributeUnknown, span, message);
}

impl Attributes {
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
        let message = format!("`#[{name}]` has no arguments");
        errors.push(Rule::AttributeArguments, extra, message);
        Some(attribute.span)
    }

    /// Refuses an attribute where it would change nothing.
    pub(crate) fn idle(&self, name: &str, why: impl std::fmt::Display, errors: &mut Errors) {
        for attribute in self.all(name) {
            let message = format!("{why}; remove `#[{name}]`");
            errors.push(Rule::AttributePlace, attribute.span, message);
        }
    }

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
                let message = "write the name on the wire as a string: `#[rename(\"…\")]`";
                errors.push(Rule::ArgumentValue, at, message);
            }
        }
        if name.is_none() && aliases.is_empty() {
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
        [TokenTree::Ident(key), equals, value @ ..] if super::tokens::sign(equals) == '=' => {
            Some((plain(key), value))
        }
        _ => None,
    }
}

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

/// The arguments of an attribute by key.
pub(crate) struct Keys {
    entries: Vec<Entry>,
}

pub(crate) struct Entry {
    pub(crate) key: Ident,
    /// The tokens behind `=`, or inside the parentheses.
    pub(crate) value: Vec<TokenTree>,
    /// Where the value stands.
    pub(crate) span: Span,
}

impl Keys {
    /// Reads `key`, `key = value` and `key(…)`; what is wrong is reported and left out.
    pub(crate) fn read(
        owner: &str,
        parts: Vec<Vec<TokenTree>>,
        otherwise: Span,
        forms: &[(&'static str, Form, &'static str)],
        errors: &mut Errors,
    ) -> Self {
        let mut entries: Vec<Entry> = Vec::new();
        for part in parts {
            let at = span(&part, otherwise);
            let mut cursor = Cursor::new(&part, otherwise);
            let Some(key) = cursor.ident() else {
                let known: Vec<&str> = forms.iter().map(|(_, _, example)| *example).collect();
                let known = crate::suggest::list(&known);
                let message = format!("expected an argument of `{owner}`: {known}");
                errors.push(Rule::AttributeSyntax, at, message);
                continue;
            };
            let name = plain(key);
            let Some((_, form, example)) = forms.iter().find(|(known, ..)| *known == name) else {
                let hint = suggest(&name, forms.iter().map(|(known, ..)| *known));
                let message = format!("`{owner}` has no argument `{name}`{hint}");
                errors.push(Rule::ArgumentUnknown, key.span(), message);
                continue;
            };
            if let Some(first) = entries.iter().find(|entry| plain(&entry.key) == name) {
                let message = format!("`{name}` is already given; keep one of the two");
                let hint = "first given here";
                errors.twice(
                    Rule::ArgumentDuplicate,
                    first.key.span(),
                    key.span(),
                    message,
                    hint,
                );
                continue;
            }
            let value = match (form, cursor.rest()) {
                (Form::Flag, []) => Some((Vec::new(), key.span())),
                (Form::Text, [equals, value @ ..])
                    if super::tokens::sign(equals) == '=' && string(value).is_some() =>
                {
                    Some((value.to_vec(), span(value, key.span())))
                }
                (Form::Tokens, [equals, value @ ..])
                    if super::tokens::sign(equals) == '=' && !value.is_empty() =>
                {
                    Some((value.to_vec(), span(value, key.span())))
                }
                (Form::List, [TokenTree::Group(group)])
                    if group.delimiter() == Delimiter::Parenthesis =>
                {
                    Some((group.stream().into_iter().collect(), group.span()))
                }
                _ => None,
            };
            if let Some((value, span)) = value {
                entries.push(Entry {
                    key: key.clone(),
                    value,
                    span,
                });
            } else {
                let at = cursor.rest().get(1).map_or(key.span(), TokenTree::span);
                errors.push(Rule::ArgumentValue, at, format!("write `{example}`"));
            }
        }
        Self { entries }
    }

    /// No arguments.
    pub(crate) fn none() -> Self {
        Self {
            entries: Vec::new(),
        }
    }

    /// The arguments of an attribute that may have none.
    pub(crate) fn of(
        attribute: &Attribute,
        forms: &[(&'static str, Form, &'static str)],
        errors: &mut Errors,
    ) -> Self {
        let owner = format!("#[{}]", attribute.name);
        match &attribute.arguments {
            Arguments::None => Self::none(),
            Arguments::List(group) => Self::read(
                &owner,
                at_commas(group.stream()),
                group.span(),
                forms,
                errors,
            ),
            Arguments::Value(value) => {
                let message = format!("write `#[{}(…)]`, without `=`", attribute.name);
                errors.push(Rule::AttributeSyntax, span(value, attribute.span), message);
                Self::none()
            }
        }
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
