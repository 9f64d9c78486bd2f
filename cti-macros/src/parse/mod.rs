//! Parsing: from tokens to the model, item by item, variant by variant, field by field.
//!
//! Nothing here looks at two parts at once; that is for the checks. What could not be read is
//! reported, left out of the model, and kept as a fallback, so that the code around a broken
//! declaration still finds the names.

mod arguments;
mod attributes;
mod case;
mod constants;
mod data;
mod depth;
mod envelope;
mod family;
mod fields;
pub(crate) mod function;
mod handshake;
mod heading;
mod item;
mod keys;
mod names;
mod order;
mod parsed;
mod path;
mod plain;
mod replies;
mod requests;
mod sample;
mod setting;
mod tag;
mod targets;
pub(crate) mod tokens;
mod types;

use crate::errors::Errors;
use crate::idents::plain;
use crate::model::{Carrier, Data, DataShape, Direction, FamilyKind, Protocol, Type};
use crate::rules::Rule;
use crate::suggest::suggest;
use attributes::Attributes;
use item::Item;
pub(crate) use parsed::{Fallback, Parsed, Reading};
use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use setting::{Defaults, Setting};
use std::collections::HashMap;
use targets::AttributeTarget;
use tokens::{Cursor, sign, visible};
use types::Scope;

/// Attributes that say what an item is.
const ROLES: [&str; 6] = [
    "event",
    "command",
    "method",
    "subscription",
    "states",
    "data",
];

/// Reads a declaration; `None` if there is no module to read.
pub(crate) fn protocol(
    arguments: TokenStream,
    item: TokenStream,
    errors: &mut Errors,
) -> Option<Parsed> {
    let arguments = arguments::read(arguments, errors);
    let module = module(item, errors)?;
    let body: Vec<TokenTree> = module
        .body
        .stream()
        .into_iter()
        .flat_map(|token| match token {
            // An item that `macro_rules!` was given whole.
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => group.stream(),
            token => token.into(),
        })
        .collect();
    let (inner, body) = inner_attributes(&body);

    let mut named = true;
    let mut ours = Vec::new();
    let mut others = Vec::new();
    let mut imported: HashMap<String, Vec<String>> = HashMap::new();
    let mut names = Vec::new();
    let before = errors.count();
    let mut closed = true;
    for tokens in item::items(body) {
        let mut cursor = Cursor::new(tokens, Span::call_site());
        let groups = attributes::take(&mut cursor);
        let stream = || tokens.iter().cloned().collect::<TokenStream>();
        if attributes::has(&groups, &ROLES) {
            let tokens: Vec<TokenTree> = visible(stream()).into_iter().collect();
            let item = Item::read(&tokens, errors);
            named &= item.is_some();
            ours.extend(item);
        } else if !misspelt(&groups, errors)
            && let Some(found) = plain::item(stream(), errors)
        {
            others.push(stream());
            closed &= !found.more;
            for (name, path) in found.names {
                imported.insert(plain(&name), path);
                names.push(name);
            }
        }
    }
    let (data, no_data): (Vec<&Item>, Vec<&Item>) = ours
        .iter()
        .partition(|item| role(item).is_some_and(|(role, _)| role == "data"));
    let all_names = |items: Vec<&Item>| items.iter().map(|item| plain(&item.ident)).collect();
    let scope = Scope {
        runtime: arguments.runtime.clone(),
        declared: all_names(data),
        no_data: all_names(no_data),
        imported,
        closed: closed && errors.count() == before,
    };
    let library_error = arguments.calls.as_ref().map(|calls| {
        let tokens: TokenStream = calls.error.iter().cloned().collect();
        scope
            .read(tokens, calls.span, errors)
            .unwrap_or_else(|| Type::unit(calls.span))
    });

    let mut parsed = Parsed {
        protocol: head(module, inner, &arguments, library_error.clone()),
        fallbacks: Vec::new(),
        reading: Reading::Complete,
    };
    parsed.protocol.items = others;
    parsed.protocol.imported = names;
    for item in &ours {
        declare(
            item,
            &arguments,
            library_error.as_ref(),
            &scope,
            &mut parsed,
            errors,
        );
    }
    parsed.reading = match (errors.count(), named) {
        (0, _) => Reading::Complete,
        (_, true) => Reading::Named,
        (_, false) => Reading::Partial,
    };
    let unread = parsed.fallbacks.iter().map(Fallback::ident);
    parsed.protocol.unread = unread.cloned().collect();
    Some(parsed)
}

/// The protocol before its items.
fn head(
    module: Module,
    inner: Vec<TokenStream>,
    arguments: &arguments::Arguments,
    library_error: Option<Type>,
) -> Protocol {
    let marker = || arguments::default_marker(&module.ident);
    Protocol {
        runtime: arguments.runtime.clone(),
        visibility: module.visibility,
        attributes: module
            .attributes
            .iter()
            .map(|(_, group)| hashed(group))
            .chain(inner)
            .collect(),
        doc: attributes::doc(&module.attributes),
        marker: arguments.marker.clone().unwrap_or_else(marker),
        name: plain(&module.ident).replace('_', "-"),
        vendor: arguments.vendor.clone(),
        carrier: match (&arguments.calls, library_error) {
            (Some(calls), Some(error)) => Carrier::Library {
                library: calls.library.clone(),
                error,
            },
            _ => Carrier::Window {
                origins: arguments.origins.clone(),
                frame: arguments.frame.clone(),
            },
        },
        module: module.ident,
        items: Vec::new(),
        unread: Vec::new(),
        imported: Vec::new(),
        machines: Vec::new(),
        families: Vec::new(),
        types: Vec::new(),
    }
}

/// Reads one item into the model.
fn declare(
    item: &Item,
    arguments: &arguments::Arguments,
    library_error: Option<&Type>,
    scope: &Scope,
    parsed: &mut Parsed,
    errors: &mut Errors,
) {
    let before = errors.count();
    let attributes = attributes::read(&item.attributes, AttributeTarget::Item, errors);
    let Some(role) = single_role(item, &attributes, errors) else {
        return;
    };
    let wanted: &[&str] = match role {
        "method" | "subscription" => &["trait"],
        "data" => &["struct", "enum"],
        "event" | "command" => &["enum", "trait"],
        _ => &["enum"],
    };
    if !wanted.iter().any(|word| item.keyword == word) {
        let message = format!(
            "`#[{role}]` stands on `{}`, not on `{}`",
            wanted.join("` or `"),
            item.keyword
        );
        errors.push(Rule::ItemKind, item.keyword.span(), message);
        return;
    }
    if !(item.braced() || role == "data" && item.keyword == "struct") {
        let message = format!("expected the body of `{}` in braces", item.ident);
        errors.push(Rule::ItemSyntax, item.ident.span(), message);
        return;
    }
    misplaced(role, item, &attributes, errors);
    if role != "data" && item.visibility.clone().into_iter().count() > 1 {
        let at = item.ident.span();
        let message = "the generated types are as visible as the module; write `pub`";
        errors.push(Rule::ItemVisibility, at, message);
    }
    let defaults = &arguments.defaults;
    match role {
        "states" => {
            let machine = order::machine(item, &attributes, errors);
            if item.sound && errors.count() == before {
                parsed.protocol.machines.push(machine);
            } else {
                parsed.fallbacks.push(Fallback::Machine(machine));
            }
        }
        "data" => {
            let data = data::data(item, &attributes, defaults, scope, errors);
            if item.sound && errors.count() == before {
                parsed.protocol.types.push(data);
            } else {
                let shape = DataShape::Object(Vec::new());
                parsed
                    .fallbacks
                    .push(Fallback::Data(Box::new(Data { shape, ..data })));
            }
        }
        "event" | "command" => {
            let direction = if role == "event" {
                Direction::FromVendor
            } else {
                Direction::ToVendor
            };
            messages(
                item,
                &attributes,
                direction,
                arguments,
                scope,
                parsed,
                errors,
            );
        }
        _ => {
            let kind = match role {
                "method" => FamilyKind::Methods,
                _ => FamilyKind::Subscriptions,
            };
            if library_error.is_none() {
                let message = "functions belong to a library: write `calls(library = \"…\", \
                               error = Type)` in `#[protocol(…)]`, or declare `#[command]` and \
                               `#[event]` enums";
                errors.push(Rule::FamilyCarrier, item.ident.span(), message);
            }
            let unknown = Type::unit(item.ident.span());
            let error = library_error.unwrap_or(&unknown);
            let setting = Setting { defaults, scope };
            let fallbacks = &mut parsed.fallbacks;
            let family =
                function::family(item, &attributes, kind, error, &setting, fallbacks, errors);
            parsed.protocol.families.push(family);
        }
    }
}

/// Reads an `#[event]` or `#[command]` enum or trait into the model.
fn messages(
    item: &Item,
    attributes: &Attributes,
    direction: Direction,
    arguments: &arguments::Arguments,
    scope: &Scope,
    parsed: &mut Parsed,
    errors: &mut Errors,
) {
    // A library's missing envelope is no second error.
    let mut envelope = arguments.defaults.envelope.clone();
    if arguments.calls.is_some() {
        let message = "a library has no messages; declare `#[method]` and `#[subscription]` traits";
        errors.push(Rule::FamilyCarrier, item.ident.span(), message);
        envelope = None;
    }
    let defaults = Defaults {
        envelope,
        ..arguments.defaults
    };
    let setting = Setting {
        defaults: &defaults,
        scope,
    };
    let fallbacks = &mut parsed.fallbacks;
    let read = if item.keyword == "trait" {
        requests::family
    } else {
        family::family
    };
    let family = read(item, attributes, direction, &setting, fallbacks, errors);
    parsed.protocol.families.push(family);
}

/// The first attribute that says what an item is.
fn role(item: &Item) -> Option<(String, Span)> {
    item.attributes
        .iter()
        .find_map(|(_, group)| match group.stream().into_iter().next() {
            Some(TokenTree::Ident(ident)) if ROLES.iter().any(|role| ident == role) => {
                Some((plain(&ident), ident.span()))
            }
            _ => None,
        })
}

fn single_role(item: &Item, attributes: &Attributes, errors: &mut Errors) -> Option<&'static str> {
    let mut found: Vec<(&'static str, Span)> = ROLES
        .into_iter()
        .filter_map(|role| Some((role, attributes.get(role)?.span)))
        .collect();
    if let [(first, at), (second, behind), ..] = found.as_slice() {
        let message = format!(
            "`{}` is `#[{first}]` or `#[{second}]`; remove one of the two",
            item.ident
        );
        let hint = "the other one is here";
        errors.twice(Rule::ItemRole, *at, *behind, message, hint);
        return None;
    }
    found.pop().map(|(role, _)| role)
}

/// Attributes that stand on items, but not on this kind.
fn misplaced(role: &str, item: &Item, attributes: &Attributes, errors: &mut Errors) {
    let functions = item.keyword == "trait";
    for attribute in attributes.iter() {
        let wanted = match attribute.name.as_str() {
            "personal" if role != "data" => "a `#[data]` type or a field",
            "moves" | "only" if !functions => "a message, a function or a trait of functions",
            "object" if !matches!(role, "method" | "subscription") => {
                "a library's function, or a trait of such"
            }
            _ => continue,
        };
        let message = format!("`#[{}]` stands on {wanted}", attribute.name);
        errors.push(Rule::AttributePlace, attribute.span, message);
    }
}

/// The module around the declaration.
struct Module {
    attributes: Vec<(Span, Group)>,
    visibility: TokenStream,
    ident: Ident,
    body: Group,
}

fn module(item: TokenStream, errors: &mut Errors) -> Option<Module> {
    let tokens: Vec<TokenTree> = unwrapped(item);
    let mut cursor = Cursor::new(&tokens, Span::call_site());
    let attributes = attributes::take(&mut cursor);
    let visibility = cursor.visibility();
    let at = cursor.span();
    let found = (|| {
        cursor.word("mod").then_some(())?;
        let ident = cursor.ident()?.clone();
        Some((ident, cursor.group(Delimiter::Brace)?.clone()))
    })();
    let Some((ident, body)) = found else {
        let message = "a protocol is a module with its content in braces: \
                       `#[protocol(…)] pub mod my_phone { … }`";
        errors.push(Rule::ModuleShape, at, message);
        return None;
    };
    Some(Module {
        attributes,
        visibility,
        ident,
        body,
    })
}

/// Without the invisible groups around and before the module.
fn unwrapped(item: TokenStream) -> Vec<TokenTree> {
    let mut found = Vec::new();
    let mut open = vec![item.into_iter()];
    while let Some(tokens) = open.last_mut() {
        match tokens.next() {
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::None => {
                open.push(group.stream().into_iter());
            }
            Some(token) => found.push(token),
            None => drop(open.pop()),
        }
    }
    found
}

/// `#![…]` and `//!` at the head of the module, as attributes of the module.
fn inner_attributes(body: &[TokenTree]) -> (Vec<TokenStream>, &[TokenTree]) {
    let mut rest = body;
    let mut found = Vec::new();
    while let [hash, mark, TokenTree::Group(group), behind @ ..] = rest {
        if sign(hash) != '#' || sign(mark) != '!' {
            break;
        }
        found.push(hashed(group));
        rest = behind;
    }
    (found, rest)
}

/// `#[…]`
fn hashed(group: &Group) -> TokenStream {
    let mut hash = Punct::new('#', Spacing::Alone);
    hash.set_span(group.span());
    [TokenTree::Punct(hash), TokenTree::Group(group.clone())]
        .into_iter()
        .collect()
}

/// `#[evnt] enum …` would be passed through, and nobody would say why there are no events.
fn misspelt(attributes: &[(Span, Group)], errors: &mut Errors) -> bool {
    let before = errors.count();
    for (_, group) in attributes {
        let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
        let [TokenTree::Ident(ident), ..] = tokens.as_slice() else {
            continue;
        };
        let hint = suggest(&plain(ident), ROLES);
        if hint.contains("did you mean") {
            let message = format!("declarations have no attribute `{ident}`{hint}");
            errors.push(Rule::AttributeUnknown, ident.span(), message);
        }
    }
    errors.count() > before
}
