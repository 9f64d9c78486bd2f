//! Plain items, which are passed through: that they are Rust, and which names they bring.

use super::depth::{self, too_deep};
use super::role;
use crate::errors::Errors;
use crate::idents::{ident, plain};
use crate::rules::Rule;
use proc_macro2::{Ident, Span, TokenStream};

/// The names that an item brings into the module.
#[derive(Default)]
pub(super) struct Names {
    /// Each with the path that it stands for.
    pub(super) brought: Vec<(Ident, Vec<String>)>,
    /// There are more, which can't be seen in it: those of a glob, or of what a macro makes.
    pub(super) more: bool,
    /// A name that stands for another type.
    pub(super) alias: Option<(Ident, syn::Type)>,
}

/// Reads an item; `None` if it is none.
pub(super) fn item(tokens: TokenStream, errors: &mut Errors) -> Option<Names> {
    if let Some(at) = too_deep(tokens.clone(), depth::ITEM) {
        let message = "this item nests too deep here to be read; declare it outside of the protocol, \
                       and bring it in with `use`";
        errors.push(Rule::ItemDepth, at, message);
        return None;
    }
    let item = match syn::parse2::<syn::Item>(tokens) {
        Ok(item) => item,
        Err(error) => {
            let message = format!("this is no item: {error}");
            errors.syntax(Rule::ItemSyntax, error.span(), message);
            return None;
        }
    };
    if let syn::Item::Mod(inner) = &item
        && let Some((_, items)) = &inner.content
        && let Some(at) = items.iter().find_map(declaring)
    {
        let message = format!(
            "a declaration is one module: move this out of `{}`, into the module with `#[protocol]`",
            inner.ident
        );
        errors.push(Rule::ModuleNested, at, message);
        return None;
    }
    let mut found = Names::default();
    let ident = match item {
        syn::Item::Use(item) => {
            let start = item.leading_colon.map(|_| String::new());
            found.tree(&item.tree, &Vec::from_iter(start));
            return Some(found);
        }
        syn::Item::Macro(item) => {
            found.more = item.ident.is_none();
            return Some(found);
        }
        syn::Item::Verbatim(_) => {
            found.more = true;
            return Some(found);
        }
        syn::Item::Enum(item) => item.ident,
        syn::Item::ExternCrate(item) => item.rename.map_or(item.ident, |(_, name)| name),
        syn::Item::Mod(item) => item.ident,
        syn::Item::Struct(item) => item.ident,
        syn::Item::Trait(item) => item.ident,
        syn::Item::TraitAlias(item) => item.ident,
        syn::Item::Type(item) => {
            if item.generics.params.is_empty() {
                found.alias = Some((item.ident.clone(), *item.ty));
            }
            item.ident
        }
        syn::Item::Union(item) => item.ident,
        _ => return Some(found),
    };
    let path = vec!["self".to_owned(), plain(&ident)];
    found.brought.push((ident, path));
    Some(found)
}

/// Where an item begins to say something of a protocol.
fn declaring(item: &syn::Item) -> Option<Span> {
    let attributes = match item {
        syn::Item::Enum(item) => &item.attrs,
        syn::Item::Struct(item) => &item.attrs,
        syn::Item::Trait(item) => &item.attrs,
        _ => return None,
    };
    let names = attributes
        .iter()
        .filter_map(|attribute| attribute.path().get_ident());
    let mut names = names.filter(|name| role::is_role(name));
    names.next().map(Ident::span)
}

impl Names {
    /// Notes the names that a `use` brings in.
    fn tree(&mut self, tree: &syn::UseTree, path: &[String]) {
        match tree {
            syn::UseTree::Path(step) => {
                let path = [path, &[plain(&step.ident)]].concat();
                self.tree(&step.tree, &path);
            }
            syn::UseTree::Name(name) => self.name(&name.ident, &name.ident, path),
            syn::UseTree::Rename(rename) if rename.rename == "_" => {}
            syn::UseTree::Rename(rename) => self.name(&rename.rename, &rename.ident, path),
            syn::UseTree::Glob(_) => self.more = true,
            syn::UseTree::Group(group) => {
                for tree in &group.items {
                    self.tree(tree, path);
                }
            }
        }
    }

    fn name(&mut self, name: &Ident, original: &Ident, path: &[String]) {
        let parts = path.iter().filter(|part| !part.is_empty());
        let own = (original != "self").then(|| plain(original));
        let full: Vec<String> = parts.cloned().chain(own).collect();
        let name = match full.last() {
            Some(last) if name == "self" => ident(last, name.span()),
            _ => name.clone(),
        };
        self.brought.push((name, full));
    }
}
