//! `#[sample(…)]`: documented payloads, as tokens, as literals, or in files.
//!
//! Braces and brackets are JSON, with unquoted keys allowed, trailing commas too, and members that
//! are `undefined` left out; numbers are kept as they are written. A raw string (`r#"…"#`) is the
//! exact text. A plain string is the exact text of a message, and elsewhere (`result = "…"`) a JSON
//! string. Where the envelope has a codec, what is posted is written: a text that is no JSON, or, of a codec of
//! objects, JSON.

use super::attributes::{Attribute, Attributes};
use super::tokens::{at_commas, is_word, sign, span, string};
use crate::errors::Errors;
use crate::idents::plain;
use crate::model::{At, Envelope, Sample, SampleKind, SampleSpan, SampleText};
use crate::rules::Rule;
use crate::suggest::suggest;
use proc_macro2::{Delimiter, Span, TokenTree};

const KEYS: [&str; 4] = ["args", "result", "error", "file"];

/// Whose samples they are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Owner {
    Message,
    /// A message whose envelope has a codec, or that is a bare string.
    Coded,
    /// A message that is a codec's string or JSON.
    Mixed,
    /// A message that is a codec's object.
    Recoded,
    /// A message whose envelope could not be read.
    Unclear,
    Request,
    Method,
    Subscription,
}

impl Owner {
    /// Of a message in this envelope.
    pub(crate) fn message(envelope: Option<&Envelope>) -> Self {
        match envelope {
            Some(envelope) if envelope.beside_codec => Self::Mixed,
            Some(Envelope {
                codec: Some(codec), ..
            }) if codec.of_objects => Self::Recoded,
            Some(envelope) if envelope.is_coded() => Self::Coded,
            Some(_) => Self::Message,
            None => Self::Unclear,
        }
    }

    /// What a sample shows that doesn't say it.
    fn kind(self) -> SampleKind {
        match self {
            Self::Message | Self::Unclear => SampleKind::Message,
            Self::Coded | Self::Mixed | Self::Recoded => SampleKind::Posted,
            Self::Request | Self::Method | Self::Subscription => SampleKind::Result,
        }
    }

    fn is_function(self) -> bool {
        self.kind() == SampleKind::Result
    }
}

pub(crate) fn samples(attributes: &Attributes, owner: Owner, errors: &mut Errors) -> Vec<Sample> {
    let mut found = Vec::new();
    for attribute in attributes.all("sample") {
        sample(attribute, owner, &mut found, errors);
    }
    found
}

fn sample(attribute: &Attribute, owner: Owner, found: &mut Vec<Sample>, errors: &mut Errors) {
    let form = match owner.kind() {
        SampleKind::Message => "({ … })",
        SampleKind::Posted if owner == Owner::Recoded => "({ … })",
        SampleKind::Posted => "(\"…\")",
        _ => "(result = …)",
    };
    let Some(list) = attribute.list(form, errors) else {
        return;
    };
    let mut keys: Vec<(String, Span)> = Vec::new();
    let parts = at_commas(list.stream());
    if let Some([TokenTree::Literal(_) | TokenTree::Ident(_), colon, ..]) =
        parts.first().map(Vec::as_slice)
        && sign(colon) == ':'
    {
        let message = "members stand in braces: `#[sample({ \"key\": value })]`";
        errors.push(Rule::SampleSyntax, list.span(), message);
        return;
    }
    for part in parts {
        let at = span(&part, list.span());
        let (key, value) = match part.as_slice() {
            [TokenTree::Ident(key), equals, value @ ..] if sign(equals) == '=' => {
                (plain(key), value)
            }
            [TokenTree::Ident(key), TokenTree::Group(_)]
                if KEYS.iter().any(|known| key == known) =>
            {
                let value = if key == "file" { "\"…\"" } else { "…" };
                let message = format!("write `{key} = {value}`");
                errors.push(Rule::ArgumentValue, at, message);
                continue;
            }
            bare => (String::new(), bare),
        };
        if let Some((_, first)) = keys.iter().find(|(known, _)| *known == key) {
            let message = "a sample is already given here; write a second `#[sample(…)]`";
            let hint = "first given here";
            errors.twice(Rule::ArgumentDuplicate, *first, at, message, hint);
            continue;
        }
        keys.push((key.clone(), at));
        let kind = match key.as_str() {
            "" | "file" => owner.kind(),
            "args" => SampleKind::Arguments,
            "result" => SampleKind::Result,
            "error" => SampleKind::Error,
            _ => {
                let hint = suggest(&key, KEYS);
                let message = format!("`#[sample]` has no argument `{key}`{hint}");
                errors.push(Rule::ArgumentUnknown, at, message);
                continue;
            }
        };
        if !owner.is_function() && !matches!(key.as_str(), "" | "file") {
            let message = format!("`{key}` belongs to functions; write the whole message");
            errors.push(Rule::SamplePlace, at, message);
            continue;
        }
        if owner == Owner::Subscription && kind == SampleKind::Arguments {
            let message = "a subscription has no arguments; write `result = …` or `error = …`";
            errors.push(Rule::SamplePlace, at, message);
            continue;
        }
        let value_span = span(value, at);
        let sample = if key == "file" {
            file(value, kind, value_span, errors).map(|text| Sample {
                span: value_span,
                kind,
                text,
                spans: Vec::new(),
            })
        } else {
            written(value, (owner, kind), value_span, errors)
        };
        found.extend(sample);
    }
}

/// What an error says, as JSON.
pub(crate) fn json(value: &[TokenTree], at: Span, errors: &mut Errors) -> Option<Sample> {
    written(value, (Owner::Request, SampleKind::Error), at, errors)
}

/// A sample that stands in the source: tokens, or a literal.
fn written(
    value: &[TokenTree],
    (owner, kind): (Owner, SampleKind),
    span: Span,
    errors: &mut Errors,
) -> Option<Sample> {
    let mut spans = Vec::new();
    let text = if let Some(text) = exact(value, kind) {
        literal(text, owner, span, errors)
    } else if owner == Owner::Coded {
        let message = "strings are posted here; write one: `#[sample(\"…\")]`";
        errors.push(Rule::SamplePlace, span, message);
        None
    } else {
        let before = errors.count();
        let mut json = String::new();
        let mut path = String::new();
        let mut writer = Writer {
            json: &mut json,
            spans: &mut spans,
            errors,
            depth: 0,
        };
        let written = writer.value(value, span, &mut path);
        if !written && errors.count() == before {
            errors.push(Rule::SampleSyntax, span, "a sample has a value");
        }
        (errors.count() == before).then_some(SampleText::Inline(json))
    }?;
    let is_json = owner == Owner::Mixed && exact(value, kind).is_none();
    Some(Sample {
        span,
        kind: if is_json { SampleKind::Message } else { kind },
        text,
        spans,
    })
}

/// The text of a literal that is JSON itself.
fn exact(value: &[TokenTree], kind: SampleKind) -> Option<String> {
    let text = string(value)?;
    let raw = matches!(value, [TokenTree::Literal(raw)] if raw.to_string().starts_with('r'));
    let whole = matches!(kind, SampleKind::Message | SampleKind::Posted);
    (raw || whole).then_some(text)
}

fn literal(text: String, owner: Owner, span: Span, errors: &mut Errors) -> Option<SampleText> {
    if matches!(owner, Owner::Coded | Owner::Mixed | Owner::Unclear) {
        return Some(SampleText::Inline(text));
    }
    if let Err(error) = serde_json::from_str::<serde_core::de::IgnoredAny>(&text) {
        let is_file = !text.contains(['{', '[', '"']) && text.contains(".json");
        let message = if is_file {
            format!("a sample in a file is `#[sample(file = \"{text}\")]`")
        } else {
            format!("this is not JSON: {error}")
        };
        errors.push(Rule::SampleSyntax, span, message);
        return None;
    }
    Some(SampleText::Inline(text))
}

fn file(
    value: &[TokenTree],
    kind: SampleKind,
    span: Span,
    errors: &mut Errors,
) -> Option<SampleText> {
    let Some(path) = string(value) else {
        let message = "write `file = \"…\"`, relative to this source file";
        errors.push(Rule::ArgumentValue, span, message);
        return None;
    };
    // A tool that expands macros without files on disk gets the include and no check.
    let source = if proc_macro::is_available() {
        span.unwrap().local_file()
    } else {
        None
    };
    let mut json = None;
    if let Some(folder) = source.as_deref().and_then(std::path::Path::parent) {
        let Ok(text) = std::fs::read_to_string(folder.join(&path)) else {
            let message =
                format!("there is no file `{path}`; paths are relative to this source file");
            errors.push(Rule::SampleFile, span, message);
            return None;
        };
        if kind != SampleKind::Posted {
            if let Err(error) = serde_json::from_str::<serde_core::de::IgnoredAny>(&text) {
                let message = format!("`{path}` is not JSON: {error}");
                errors.push(Rule::SampleFile, span, message);
                return None;
            }
            json = Some(text);
        }
    }
    Some(SampleText::File {
        path: At::new(path, span),
        json,
    })
}

/// Writes tokens as JSON.
struct Writer<'a> {
    json: &'a mut String,
    spans: &'a mut Vec<SampleSpan>,
    errors: &'a mut Errors,
    /// How deep the value stands that is written.
    depth: usize,
}

/// Words that are values of JSON, or stand for none.
const KEPT: [&str; 4] = ["true", "false", "null", "undefined"];

/// How deep lists and objects of a sample stand in each other: as deep as a session reads them.
const DEPTH: usize = 128;

impl Writer<'_> {
    /// Writes what is in brackets.
    fn group(&mut self, group: &proc_macro2::Group, path: &mut String) -> bool {
        if self.depth == DEPTH {
            let message = "lists and objects stand in each other at most 128 deep";
            return self.slip(group.span(), message);
        }
        self.depth += 1;
        if group.delimiter() == Delimiter::Brace {
            self.object(group.stream(), group.span(), path);
        } else {
            self.list(group.stream(), group.span(), path);
        }
        self.depth -= 1;
        true
    }

    /// Writes one value; false if there is none (`undefined`, or a slip).
    fn value(&mut self, tokens: &[TokenTree], otherwise: Span, path: &mut String) -> bool {
        match tokens {
            [] => self.slip(otherwise, "a value is missing here"),
            [word] if is_word(word, "undefined") => false,
            [TokenTree::Ident(word)]
                if ["null", "true", "false"].contains(&word.to_string().as_str()) =>
            {
                self.json.push_str(&word.to_string());
                true
            }
            [TokenTree::Ident(word)] if word == "None" => self.slip(
                word.span(),
                "`None` is no JSON value; write `null`, or leave the member out",
            ),
            [TokenTree::Ident(word)] => {
                let hint = suggest(plain(word), ["true", "false", "null", "undefined"]);
                self.slip(word.span(), &format!("`{word}` is no JSON value{hint}"))
            }
            [TokenTree::Literal(literal)] => match string(tokens) {
                Some(text) => {
                    self.text(&text);
                    true
                }
                None => self.number("", &literal.to_string(), literal.span()),
            },
            [minus, TokenTree::Literal(literal)] if sign(minus) == '-' => {
                self.number("-", &literal.to_string(), literal.span())
            }
            [TokenTree::Group(group)]
                if matches!(group.delimiter(), Delimiter::Brace | Delimiter::Bracket) =>
            {
                self.group(group, path)
            }
            [TokenTree::Group(group)] => {
                self.slip(group.span(), "expected a JSON value, not parentheses")
            }
            [first] => self.slip(first.span(), "expected a JSON value"),
            [TokenTree::Ident(word), ..] if !KEPT.iter().any(|kept| word == kept) => {
                let text =
                    format!("a sample is JSON, and `{word}` is none; write the value itself");
                self.slip(word.span(), &text)
            }
            [_, dot, ..] if sign(dot) == '.' && !is_placeholder(tokens) => self.slip(
                dot.span(),
                "a sample is JSON; write the value without what is behind it",
            ),
            [first, second, ..] => {
                if is_placeholder(tokens) {
                    self.slip(first.span(), PLACEHOLDER)
                } else if sign(first) == '-' || sign(first) == '+' {
                    self.slip(first.span(), "expected a JSON number")
                } else {
                    self.slip(
                        second.span(),
                        "expected `,` between this and what stands before",
                    )
                }
            }
        }
    }

    fn object(&mut self, stream: proc_macro2::TokenStream, span_: Span, path: &mut String) {
        self.json.push('{');
        let mut first = true;
        for part in at_commas(stream) {
            let at = span(&part, span_);
            let (key, value) = match part.as_slice() {
                [TokenTree::Ident(key), colon, value @ ..] if sign(colon) == ':' => {
                    (plain(key), value)
                }
                [key, colon, value @ ..] if sign(colon) == ':' => {
                    let Some(key) = string(std::slice::from_ref(key)) else {
                        let message = "a key is a string or a bare name";
                        if key.to_string().starts_with('\'') {
                            // No character, as the compiler has said.
                            self.errors.syntax(Rule::SampleSyntax, at, message);
                        } else {
                            self.slip(at, message);
                        }
                        continue;
                    };
                    (key, value)
                }
                [] => {
                    self.slip(at, "a member is missing between two commas");
                    continue;
                }
                part if is_placeholder(part) => {
                    self.slip(at, PLACEHOLDER);
                    continue;
                }
                [_, rest @ ..] => {
                    let at = span(rest, at);
                    self.slip(
                        at,
                        "a member is `key: value`; a key with other signs is quoted",
                    );
                    continue;
                }
            };
            let length = path.len();
            path.push('/');
            path.push_str(&key);
            let rewind = self.json.len();
            if !first {
                self.json.push(',');
            }
            self.text(&key);
            self.json.push(':');
            if self.value(value, at, path) {
                first = false;
                let value = span(value, at);
                self.spans.push(SampleSpan {
                    path: path.clone(),
                    key: at,
                    value,
                });
            } else {
                self.json.truncate(rewind);
            }
            path.truncate(length);
        }
        self.json.push('}');
    }

    fn list(&mut self, stream: proc_macro2::TokenStream, span_: Span, path: &mut String) {
        self.json.push('[');
        for (index, part) in at_commas(stream).iter().enumerate() {
            if index > 0 {
                self.json.push(',');
            }
            let at = span(part, span_);
            let length = path.len();
            path.push('/');
            path.push_str(&index.to_string());
            self.spans.push(SampleSpan {
                path: path.clone(),
                key: at,
                value: at,
            });
            let before = self.errors.count();
            if !self.value(part, at, path) && self.errors.count() == before {
                self.slip(at, "a list has no `undefined`; write `null`");
            }
            path.truncate(length);
        }
        self.json.push(']');
    }

    fn text(&mut self, text: &str) {
        self.json
            .push_str(&serde_json::Value::from(text).to_string());
    }

    fn number(&mut self, sign: &str, text: &str, span: Span) -> bool {
        if text.starts_with('\'') && text.chars().count() > 3 && !text.starts_with("'\\") {
            // No character, as the compiler has said.
            let message = "a string is `\"…\"`";
            self.errors.syntax(Rule::SampleSyntax, span, message);
            return false;
        }
        if !text.starts_with(|first: char| first.is_ascii_digit()) || !is_number(text) {
            let message =
                format!("`{text}` is no JSON value; strings are `\"…\"`, numbers `-1.5e3`");
            return self.slip(span, &message);
        }
        self.json.push_str(sign);
        self.json.push_str(text);
        true
    }

    fn slip(&mut self, span: Span, message: &str) -> bool {
        self.errors.push(Rule::SampleSyntax, span, message);
        false
    }
}

const PLACEHOLDER: &str = "this stands for something: write an example of it, or leave the member out if \
                           it may be absent";

/// `...`, `<id>`
fn is_placeholder(tokens: &[TokenTree]) -> bool {
    match tokens {
        [first, second, ..] if sign(first) == '.' && sign(second) == '.' => true,
        [first, .., last] => sign(first) == '<' && sign(last) == '>',
        _ => false,
    }
}

/// JSON's grammar of numbers, without the sign.
fn is_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (number, exponent) = match text.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, Some(exponent)),
        None => (text, None),
    };
    let (whole, fraction) = match number.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (number, None),
    };
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(|text| digits(text.strip_prefix(['+', '-']).unwrap_or(text)))
}

#[cfg(test)]
mod tests {
    use super::is_number;

    #[test]
    fn numbers_are_jsons() {
        for text in [
            "0",
            "10",
            "1.5",
            "1e3",
            "1.5E-3",
            "12345678901234567890",
            "0.0",
        ] {
            assert!(is_number(text), "{text}");
        }
        for text in ["01", "1.", ".5", "1_000", "0x1", "1u8", "1e", "", "1.e3"] {
            assert!(!is_number(text), "{text}");
        }
    }
}
