//! `#[protocol(…)]`: the arguments.

use super::attributes::{Form, Keys};
use super::case::Case;
use super::envelope;
use super::family::Defaults;
use super::path::is_path_of_variable;
use super::tokens::{Cursor, at_commas, is_name, mod_path, sign, span, string, visible};
use crate::errors::Errors;
use crate::idents::{ident, pascal, plain};
use crate::model::{At, Frame};
use crate::origins_macro::between_commas;
use crate::rules::Rule;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;

const FORMS: &[(&str, Form, &str)] = &[
    ("vendor", Form::Text, "vendor = \"…\""),
    ("origins", Form::List, "origins(\"https://…\")"),
    ("envelope", Form::List, "envelope(object, tag = \"…\")"),
    ("calls", Form::List, "calls(library = \"…\", error = Type)"),
    ("frame", Form::List, "frame(src = \"https://…\")"),
    ("marker", Form::Tokens, "marker = Name"),
    ("crate", Form::Tokens, "crate = \"path::of::cti_runtime\""),
    ("rename_all", Form::Text, "rename_all = \"snake_case\""),
    (
        "rename_all_fields",
        Form::Text,
        "rename_all_fields = \"snake_case\"",
    ),
];

const CALLS: &[(&str, Form, &str)] = &[
    ("library", Form::Text, "library = \"window.library\""),
    ("error", Form::Tokens, "error = Type"),
];

const FRAME: &[(&str, Form, &str)] = &[
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
    pub(crate) error: Vec<TokenTree>,
    pub(crate) span: Span,
}

pub(crate) fn read(tokens: TokenStream, errors: &mut Errors) -> Arguments {
    let before = errors.count();
    let parts = at_commas(visible(tokens));
    let keys = Keys::read("#[protocol]", parts, Span::call_site(), FORMS, errors);
    let readable = errors.count() == before;
    let vendor = keys.text("vendor");
    if vendor
        .as_ref()
        .is_none_or(|vendor| vendor.value.trim().is_empty())
        && readable
    {
        let at = vendor
            .as_ref()
            .map_or_else(Span::call_site, |vendor| vendor.span);
        let message = "whose protocol is it? Add `vendor = \"…\"` to `#[protocol(…)]`";
        errors.push(Rule::VendorMissing, at, message);
    }
    let names = keys.case("rename_all", errors).unwrap_or(Case::Camel);
    let cases = keys.case("rename_all_fields", errors).unwrap_or(names);
    let calls = keys
        .get("calls")
        .map(|entry| calls(&entry.value, entry.span, errors));
    if calls.is_some() {
        for key in ["origins", "envelope", "frame"] {
            if let Some(at) = keys.flag(key) {
                let message = format!(
                    "a library is called in the page, without windows; remove `{key}(…)`, or \
                     `calls(…)`"
                );
                errors.push(Rule::CarrierMixed, at, message);
            }
        }
    }
    let before = errors.count();
    let mut origins = Vec::new();
    if let Some(entry) = keys.get("origins") {
        let list = span(&entry.value, Span::call_site());
        for part in at_commas(entry.value.iter().cloned().collect()) {
            let at = span(&part, list);
            if let Some(text) = string(&part) {
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
        vendor: vendor.map(|vendor| vendor.value).unwrap_or_default(),
        runtime: runtime(&keys, errors),
        marker: marker(&keys, errors),
        origins,
        frame: keys
            .get("frame")
            .and_then(|entry| frame(&entry.value, entry.span, errors)),
        calls: calls.flatten(),
        defaults: Defaults {
            names,
            keys: cases,
            envelope,
        },
    }
}

fn marker(keys: &Keys, errors: &mut Errors) -> Option<Ident> {
    let entry = keys.get("marker")?;
    if let [TokenTree::Ident(name)] = entry.value.as_slice()
        && is_name(name)
    {
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
        None => entry.value.iter().cloned().collect(),
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

fn calls(tokens: &[TokenTree], span: Span, errors: &mut Errors) -> Option<Calls> {
    let before = errors.count();
    let parts = at_commas(tokens.iter().cloned().collect());
    let keys = Keys::read("calls", parts, span, CALLS, errors);
    let (library, error) = (keys.text("library"), keys.get("error"));
    if errors.count() > before {
        return None;
    }
    let (Some(library), Some(error)) = (library, error) else {
        let message = "write `calls(library = \"window.library\", error = Type)`";
        errors.push(Rule::ArgumentValue, span, message);
        return None;
    };
    if !is_path_of_variable(&library.value) {
        let message = "the library is a dotted path in the page: `library = \"desk.cti\"`";
        errors.push(Rule::LibraryPath, library.span, message);
    }
    Some(Calls {
        library,
        error: error.value.clone(),
        span: error.span,
    })
}

fn frame(tokens: &[TokenTree], span: Span, errors: &mut Errors) -> Option<Frame> {
    let before = errors.count();
    let parts = at_commas(tokens.iter().cloned().collect());
    let keys = Keys::read("frame", parts, span, FRAME, errors);
    let size = keys
        .get("size")
        .and_then(|entry| pair(&entry.value, entry.span, errors));
    let min = keys
        .get("min")
        .and_then(|entry| pair(&entry.value, entry.span, errors));
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
        errors.push(Rule::ArgumentValue, span, message);
        return None;
    };
    for (key, value) in [("size", size), ("min", min)] {
        let Some((width, height)) = value else {
            continue;
        };
        let small = min.filter(|min| key == "size" && (width < min.0 || height < min.1));
        let at = keys.get(key).map_or(span, |entry| entry.span);
        if width == 0 || height == 0 {
            errors.push(
                Rule::FrameSize,
                at,
                "a size is `(width, height)` in pixels, above 0",
            );
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
fn pair(tokens: &[TokenTree], otherwise: Span, errors: &mut Errors) -> Option<(u32, u32)> {
    let found = (|| {
        let mut cursor = Cursor::new(tokens, otherwise);
        let group = cursor.group(proc_macro2::Delimiter::Parenthesis)?;
        let parts = at_commas(group.stream());
        let number = |index: usize| match parts.get(index)?.as_slice() {
            [TokenTree::Literal(literal)] => literal.to_string().parse::<u32>().ok(),
            _ => None,
        };
        (parts.len() == 2 && cursor.peek().is_none()).then_some(())?;
        Some((number(0)?, number(1)?))
    })();
    if found.is_none() {
        let message = "write width and height in pixels: `(400, 800)`";
        errors.push(Rule::ArgumentValue, otherwise, message);
    }
    found
}

/// The marker's name when none is given.
pub(crate) fn default_marker(module: &Ident) -> Ident {
    let name = pascal(&plain(module));
    ident(&name, module.span())
}
