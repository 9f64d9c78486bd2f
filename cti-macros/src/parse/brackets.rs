//! What stands between the brackets of known types: how many types.

use super::known_types::{RUNTIME, primitive};
use super::types::Scope;
use crate::errors::Errors;
use crate::idents::plain;
use crate::model::Type;
use crate::rules::Rule;
use syn::PathArguments;

impl Scope {
    /// What is meant by a known type with too few or too many types between its brackets.
    pub(super) fn arity(&self, path: &syn::Path, errors: &mut Errors) -> Option<Type> {
        let segment = path.segments.first()?;
        let name = plain(&segment.ident);
        let given = match &segment.arguments {
            PathArguments::AngleBracketed(list) => list.args.len(),
            _ => 0,
        };
        let wanted = if self.declared.contains(&name) {
            0
        } else if self.imported.contains_key(&name) {
            return None;
        } else {
            arity(&name)?
        };
        if given == wanted || wanted == 2 {
            return None;
        }
        let message = match (wanted, given) {
            (0, _) => format!("`{name}` has nothing between brackets: write `{name}`"),
            (_, 0) => format!(
                "of what? Write `{name}<…>`, such as `{name}<{}>`",
                example(&name)
            ),
            _ => format!(
                "`{name}` has one type between its brackets: `{name}<{}>`",
                example(&name)
            ),
        };
        if !self.generic.contains(&name) {
            errors.over(Rule::FieldType, path, message);
        }
        let mut bare = path.clone();
        let meant = bare.segments.first_mut()?;
        meant.arguments = PathArguments::None;
        let ident = &meant.ident;
        Some(self.meant(&match wanted {
            0 => syn::parse_quote!(#bare),
            _ if name == "Text" => syn::parse_quote!(#ident<u64>),
            _ => syn::parse_quote!(#ident<Json>),
        }))
    }
}

/// How many types stand between the brackets of a known one.
fn arity(name: &str) -> Option<usize> {
    Some(match name {
        "Result" => 2,
        "Vec" | "Option" | "Box" | "OneOrMany" | "Text" | "Map" | "Secret" | "Query" => 1,
        _ if RUNTIME.contains(&name) || name == "String" || primitive(name).is_some() => 0,
        _ => return None,
    })
}

/// A type that may stand between its brackets.
fn example(name: &str) -> &'static str {
    match name {
        "Text" => "u64",
        "Query" => "Fields",
        _ => "String",
    }
}
