//! `#[protocol(…)]`: the arguments.

use super::case::Case;
use super::convention::{self, Conventions};
use super::envelope;
use super::keys::{Argument, Entry, Form, Keys, RENAME_ALL, RENAME_ALL_FIELDS};
use super::path::is_path_of_variable;
use super::setting::Defaults;
use super::tokens::{at_commas, between_commas, is_name, mod_path, sign, span, string, visible};
use crate::errors::Errors;
use crate::idents::{ident, pascal, plain};
use crate::model::{At, Frame};
use crate::rules::Rule;
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::quote;

const FORMS: &[Argument] = &[
    ("vendor", Form::Text, "vendor = \"…\""),
    ("origins", Form::List, "origins(\"https://…\")"),
    ("envelope", Form::List, "envelope(object, tag = \"…\")"),
    ("calls", Form::List, "calls(library = \"…\", error = Type)"),
    ("frame", Form::List, "frame(src = \"https://…\")"),
    ("marker", Form::Tokens, "marker = Name"),
    ("crate", Form::Tokens, "crate = \"path::of::cti_runtime\""),
    RENAME_ALL,
    RENAME_ALL_FIELDS,
];

const CALLS: &[Argument] = &[
    ("library", Form::Text, "library = \"window.library\""),
    ("error", Form::Tokens, "error = Type"),
    convention::ARGUMENTS_FORM,
    convention::ANSWER_FORM,
    convention::EVENTS_FORM,
];

const FRAME: &[Argument] = &[
    ("src", Form::Text, "src = \"https://…\""),
    ("allow", Form::Text, "allow = \"microphone *\""),
    ("size", Form::Tokens, "size = (400, 800)"),
    ("min", Form::Tokens, "min = (400, 800)"),
    ("inside", Form::Flag, "inside"),
];

/// What the arguments say, before there is a scope to read types in.
pub(crate) struct Arguments {
    pub(crate) vendor: String,
    pub(crate) runtime: TokenStream,
    pub(crate) marker: Option<Ident>,
    pub(crate) origins: Vec<At<String>>,
    pub(crate) frame: Option<Frame>,
    pub(crate) calls: Option<Calls>,
    pub(crate) defaults: Defaults,
}

/// `calls(library = "…", error = Type)`
pub(crate) struct Calls {
    pub(crate) library: At<String>,
    /// The error's type, unread.
    pub(crate) error: Option<Vec<TokenTree>>,
    pub(crate) conventions: Conventions,
    pub(crate) span: Span,
}

pub(crate) fn read(tokens: TokenStream, errors: &mut Errors) -> Arguments {
    let parts = at_commas(visible(tokens));
    let keys = Keys::read("#[protocol]", parts, Span::call_site(), FORMS, errors);
    let readable = !keys.broken;
    let vendor = keys.text("vendor");
    let vendor = vendor.unwrap_or_else(|| At::new(String::new(), Span::call_site()));
    if vendor.value.trim().is_empty() && readable {
        let at = vendor.span;
        let message = "whose protocol is it? Add `vendor = \"…\"` to `#[protocol(…)]`";
        errors.push(Rule::VendorMissing, at, message);
    }
    let names = keys.case("rename_all", errors).unwrap_or(Case::Camel);
    let cases = keys.case("rename_all_fields", errors).unwrap_or(names);
    let calls = keys.get("calls").map(|entry| calls(entry, errors));
    if calls.is_some() {
        for key in ["origins", "envelope", "frame"] {
            if let Some(at) = keys.flag(key) {
                let message = format!(
                    "a library is called in the page, without windows; remove `{key}(…)`, or \
                     `calls(…)`"
                );
                errors.push(Rule::TransportMixed, at, message);
            }
        }
    }
    let before = errors.count();
    let mut origins = Vec::new();
    if let Some(entry) = keys.get("origins") {
        let list = span(&entry.value, Span::call_site());
        for part in entry.parts() {
            let at = span(&part, list);
            if let [TokenTree::Group(group)] = part.as_slice() {
                let texts: Vec<_> = at_commas(group.stream());
                let text = texts.first().and_then(|part| string(part));
                let text = text.unwrap_or_else(|| "https://phone.example.com".to_owned());
                let message =
                    format!("origins stand in the parentheses alone: `origins(\"{text}\")`");
                errors.push(Rule::ArgumentValue, at, message);
            } else if let Some(text) = string(&part) {
                origins.push(At::new(text, at));
            } else {
                let otherwise = "an origin is a string: `origins(\"https://phone.example.com\")`";
                let advice = between_commas(&part).unwrap_or(otherwise);
                errors.push(Rule::ArgumentValue, at, advice);
            }
        }
    }
    if origins.is_empty() && calls.is_none() && readable && errors.count() == before {
        let at = keys.flag("origins").unwrap_or_else(Span::call_site);
        let message = "from where may messages come? Add `origins(\"https://…\")` to \
                       `#[protocol(…)]`, or `calls(…)` for a library in the page";
        errors.push(Rule::OriginsMissing, at, message);
    }
    // Where the arguments are broken, a missing envelope would be a second error about one slip.
    let envelope = if readable || keys.get("envelope").is_some() {
        envelope::defaults(&keys, errors)
    } else {
        None
    };
    Arguments {
        vendor: vendor.value,
        runtime: runtime(&keys, errors),
        marker: marker(&keys, errors),
        origins,
        frame: keys.get("frame").and_then(|entry| frame(entry, errors)),
        calls,
        defaults: Defaults {
            names,
            keys: cases,
            envelope,
        },
    }
}

fn marker(keys: &Keys, errors: &mut Errors) -> Option<Ident> {
    let entry = keys.get("marker")?;
    if let Some(name) = entry.name().filter(|name| is_name(name)) {
        return Some(name.clone());
    }
    let message = "write a bare name: `marker = Name`";
    errors.push(Rule::ArgumentValue, entry.span, message);
    None
}

/// The path of the runtime crate.
fn runtime(keys: &Keys, errors: &mut Errors) -> TokenStream {
    let otherwise = quote!(::cti_runtime);
    let Some(entry) = keys.get("crate") else {
        return otherwise;
    };
    let tokens: TokenStream = match string(&entry.value) {
        Some(text) => match text.parse::<TokenStream>() {
            Ok(tokens) => tokens
                .into_iter()
                .map(|mut token| {
                    token.set_span(entry.span.resolved_at(Span::call_site()));
                    token
                })
                .collect(),
            Err(_) => TokenStream::new(),
        },
        None => entry.stream(),
    };
    let parts: Vec<TokenTree> = tokens.clone().into_iter().collect();
    match (mod_path(tokens.clone()), parts.first()) {
        (Ok(_), Some(first)) if sign(first) == ':' => tokens,
        (Ok(_), Some(TokenTree::Ident(first))) => match first.to_string().as_str() {
            "crate" | "$crate" => tokens,
            "self" | "super" => {
                let message = "the path is used at several depths; begin it with `crate` or a \
                               crate's name";
                errors.push(Rule::CratePath, entry.span, message);
                otherwise
            }
            _ => quote!(::#tokens),
        },
        _ => {
            let message = "write the path of `cti_runtime`: `crate = \"my_crate::cti_runtime\"`";
            errors.push(Rule::CratePath, entry.span, message);
            otherwise
        }
    }
}

fn calls(entry: &Entry, errors: &mut Errors) -> Calls {
    let keys = Keys::inside(entry, CALLS, errors);
    let library = keys.text("library");
    let error = keys.get("error");
    let conventions = Conventions::of_calls(&keys, errors);
    let lacking = match (&library, error) {
        (None, _) => Some("where is the library? Add `library = \"window.library\"`"),
        (_, None) if !conventions.says_answer() => {
            Some("what does a failure say? Add `error = Type`")
        }
        _ => None,
    };
    if let Some(message) = lacking.filter(|_| !keys.broken) {
        errors.push(Rule::ArgumentValue, entry.key.span(), message);
    }
    if let Some(library) = library
        .as_ref()
        .filter(|name| !is_path_of_variable(&name.value))
    {
        let message = "the library is a dotted path in the page: `library = \"desk.cti\"`";
        errors.push(Rule::LibraryPath, library.span, message);
    }
    let unit = || {
        let unit = Group::new(Delimiter::Parenthesis, TokenStream::new());
        vec![TokenTree::from(unit)]
    };
    let unsaid = || (!conventions.says_answer()).then(unit);
    // It stays a library without one of them, so that nothing else is reported about it.
    Calls {
        library: library.unwrap_or_else(|| At::new("library".to_owned(), entry.span)),
        error: error.map(|error| error.value.clone()).or_else(unsaid),
        span: error.map_or(entry.span, |error| error.span),
        conventions,
    }
}

fn frame(entry: &Entry, errors: &mut Errors) -> Option<Frame> {
    let before = errors.count();
    let keys = Keys::inside(entry, FRAME, errors);
    let [size, min] = ["size", "min"].map(|key| pair(keys.get(key)?, errors));
    if errors.count() > before {
        return None;
    }
    if let Some(inside) = keys.flag("inside") {
        for key in ["src", "allow", "size", "min"] {
            if let Some(at) = keys.flag(key) {
                let message = format!(
                    "our page is inside the vendor's, which makes the frame; remove `{key}`"
                );
                errors.twice(Rule::FrameMixed, inside, at, message, "`inside` is here");
                return None;
            }
        }
        return Some(Frame::Inside);
    }
    let Some(src) = keys.text("src") else {
        let message = "write `frame(src = \"https://…\")`, or `frame(inside)`";
        errors.push(Rule::ArgumentValue, entry.span, message);
        return None;
    };
    for (key, value) in [("size", size), ("min", min)] {
        let Some((width, height)) = value else {
            continue;
        };
        let small = min.filter(|min| key == "size" && (width < min.0 || height < min.1));
        let at = keys.get(key).map_or(entry.span, |entry| entry.span);
        if width == 0 || height == 0 {
            let message = "a size is `(width, height)` in pixels, above 0";
            errors.push(Rule::FrameSize, at, message);
        } else if let Some((width, height)) = small {
            let message = format!("the frame is smaller than its minimum, ({width}, {height})");
            errors.push(Rule::FrameSize, at, message);
        }
    }
    Some(Frame::Around {
        src,
        allow: keys.text("allow"),
        size,
        min,
    })
}

/// `(400, 800)`
fn pair(entry: &Entry, errors: &mut Errors) -> Option<(u32, u32)> {
    let number = |part: &[TokenTree]| match part {
        [TokenTree::Literal(literal)] => literal.to_string().parse::<u32>().ok(),
        _ => None,
    };
    let found = match entry.value.as_slice() {
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::Parenthesis => {
            match at_commas(group.stream()).as_slice() {
                [width, height] => number(width).zip(number(height)),
                _ => None,
            }
        }
        _ => None,
    };
    if found.is_none() {
        let message = "write width and height in pixels: `(400, 800)`";
        errors.push(Rule::ArgumentValue, entry.span, message);
    }
    found
}

/// The marker's name when none is given.
pub(crate) fn default_marker(module: &Ident) -> Ident {
    let name = pascal(&plain(module));
    ident(&name, module.span())
}
