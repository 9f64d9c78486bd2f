//! Parsing: from tokens to the model, item by item, variant by variant, field by field.
//!
//! Nothing here looks at two parts at once; that is for the checks. What could not be read is
//! reported, left out of the model, and kept as a fallback, so that the code around a broken
//! declaration still finds the names.

mod arguments;
mod attributes;
mod brackets;
mod broken;
mod case;
mod constants;
mod convention;
mod data;
mod declare;
mod deprecated;
mod depth;
mod derives;
mod envelope;
mod family;
pub(crate) mod fields;
mod foreign;
pub(crate) mod function;
mod handshake;
mod heading;
mod item;
mod keys;
mod known_attributes;
mod known_types;
mod module;
mod names;
mod order;
mod parsed;
mod path;
mod place;
mod plain;
mod posted;
mod prefix;
mod replies;
mod requests;
mod role;
mod sample;
mod setting;
mod stamp;
mod stream;
mod tag;
mod targets;
pub(crate) mod tokens;
mod types;
mod undeclared;

use crate::errors::Errors;
use crate::idents::plain;
use crate::model::{Protocol, Transport, Type};
use item::Item;
use module::Module;
pub(crate) use parsed::{Fallback, Parsed, Reading};
use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use role::Role;
use std::collections::HashMap;
use tokens::{Cursor, visible};
use types::Scope;
use undeclared::Undeclared;

/// Reads a declaration; `None` if there is no module to read.
pub(crate) fn protocol(
    arguments: TokenStream,
    item: TokenStream,
    errors: &mut Errors,
) -> Option<Parsed> {
    let arguments = arguments::read(arguments, errors);
    let module = module::module(item, errors)?;
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
    let (inner, body) = module::inner_attributes(&body);

    let mut named = true;
    let mut ours = Vec::new();
    let mut others = Vec::new();
    let mut imported: HashMap<String, Vec<String>> = HashMap::new();
    let mut names = Vec::new();
    let mut aliases = HashMap::new();
    let before = errors.count();
    let mut closed = true;
    let items = item::items(body);
    let undeclared = Undeclared::of(&items);
    for tokens in items {
        let meant = undeclared
            .declared(tokens, errors)
            .or_else(|| role::meant(tokens, errors));
        let tokens = meant.as_deref().unwrap_or(tokens);
        let mut cursor = Cursor::new(tokens, Span::call_site());
        let groups = attributes::take(&mut cursor);
        let stream = || tokens.iter().cloned().collect::<TokenStream>();
        if Role::of(&groups).is_some() {
            let tokens: Vec<TokenTree> = visible(stream()).into_iter().collect();
            let item = Item::read(&tokens, errors);
            named &= item.is_some();
            ours.extend(item);
        } else if let Some(found) = plain::item(stream(), errors) {
            others.push(stream());
            closed &= !found.more;
            if let Some((name, ty)) = found.alias {
                aliases.insert(plain(&name), ty);
            }
            for (name, path) in found.brought {
                imported.insert(plain(&name), path);
                names.push(name);
            }
        }
    }
    let (data, no_data): (Vec<&Item>, Vec<&Item>) = ours
        .iter()
        .partition(|item| Role::of(&item.attributes) == Some(Role::Data));
    let generic = data.iter().filter(|item| item.generic);
    let generic = generic.map(|item| plain(&item.ident)).collect();
    let all_names = |items: Vec<&Item>| items.iter().map(|item| plain(&item.ident)).collect();
    let scope = Scope {
        runtime: arguments.runtime.clone(),
        declared: all_names(data),
        no_data: all_names(no_data),
        imported,
        aliases,
        opaque: false,
        generic,
        closed: closed && errors.count() == before,
    };
    let calls = arguments.calls.as_ref();
    let library_error = calls.and_then(|calls| Some((calls, calls.error.as_ref()?)));
    let library_error = library_error.map(|(calls, error)| {
        let tokens: TokenStream = error.iter().cloned().collect();
        errors.in_arguments(|errors| scope.read(tokens, calls.span, errors))
    });

    let mut parsed = Parsed {
        protocol: head(module, inner, &arguments, library_error.clone()),
        fallbacks: Vec::new(),
        reading: Reading::Complete,
    };
    parsed.protocol.items = others;
    parsed.protocol.imported = names;
    for item in &ours {
        declare::declare(
            item,
            &arguments,
            library_error.as_ref(),
            &scope,
            &mut parsed,
            errors,
        );
    }
    stamp::settle_ids(&mut parsed.protocol);
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
            .map(|(_, group)| module::hashed(group))
            .chain(inner)
            .collect(),
        doc: attributes::doc(&module.attributes),
        marker: arguments.marker.clone().unwrap_or_else(marker),
        name: plain(&module.ident).replace('_', "-"),
        vendor: arguments.vendor.clone(),
        transport: match &arguments.calls {
            Some(calls) => Transport::Library {
                library: calls.library.clone(),
                error: library_error,
            },
            None => Transport::Window {
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
