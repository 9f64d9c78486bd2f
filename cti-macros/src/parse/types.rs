//! How a written type is looked up: what it stands for, and how generated code writes it in the module and
//! inside it.

use super::attributes::Attributes;
use super::depth::{self, too_deep};
use super::known_types::{
    RUNTIME, STANDARD, in_text, is_standard, named, names, primitive, refused,
};
use super::tokens::{sign, slip, string};
use crate::errors::Errors;
use crate::idents::{ident, plain};
use crate::model::{Type, TypeKind};
use crate::rules::Rule;
use crate::suggest::nearest;
use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use syn::parse::{ParseStream, Parser};
use syn::{GenericArgument, PathArguments};

/// The names that types are looked up in.
#[derive(Clone)]
pub(crate) struct Scope {
    pub(crate) runtime: TokenStream,
    /// Names of `#[data]` types.
    pub(crate) declared: HashSet<String>,
    /// Names of directions and machines.
    pub(crate) no_data: HashSet<String>,
    /// Names of other items, and names that `use` brings in with the path that they stand for.
    pub(crate) imported: HashMap<String, Vec<String>>,
    /// What names of the module stand for that are `type`s.
    pub(crate) aliases: HashMap<String, syn::Type>,
    /// Types of other libraries are taken as they are.
    pub(crate) opaque: bool,
    /// Names of `#[data]` types with parameters, which is reported where they are declared.
    pub(crate) generic: HashSet<String>,
    /// There are no other names: no glob, no item that couldn't be read.
    pub(crate) closed: bool,
}

impl Scope {
    /// Reads a type. What is wrong is reported, and what is meant, as far as that can be told, is
    /// given in its place, so that nothing else is reported about it.
    pub(crate) fn read(&self, tokens: TokenStream, otherwise: Span, errors: &mut Errors) -> Type {
        if tokens.is_empty() {
            errors.syntax(Rule::FieldSyntax, otherwise, "a type is missing here");
            return self.any(otherwise);
        }
        if let Some(at) = too_deep(tokens.clone(), depth::TYPE) {
            errors.push(Rule::FieldDepth, at, TOO_DEEP);
            return self.any(otherwise);
        }
        let parts: Vec<TokenTree> = tokens.clone().into_iter().collect();
        if let Some(written) = string(&parts)
            && let Ok(ty) = syn::parse_str::<syn::Type>(&written)
        {
            let message = format!("a type stands without quotes: `{written}`");
            errors.push(Rule::FieldSyntax, otherwise, message);
            return self.meant(&ty);
        }
        let first = |input: ParseStream<'_>| Ok((input.parse()?, input.parse()?));
        match Parser::parse2(first, tokens) {
            Ok((ty, rest)) => self.alone(&ty, rest, errors),
            Err(error) => {
                let (at, reason) = slip(&error, otherwise);
                errors.syntax(Rule::FieldSyntax, at, format!("this is no type{reason}"));
                self.any(otherwise)
            }
        }
    }

    /// A type, and what stands behind it, which should be nothing.
    fn alone(&self, ty: &syn::Type, rest: TokenStream, errors: &mut Errors) -> Type {
        let Some(next) = rest.into_iter().next() else {
            return self.resolve(ty, errors);
        };
        let written = compact(ty);
        let other = match &next {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {
                Some(format!("a list is `Vec<{written}>`"))
            }
            next => match sign(next) {
                '|' => Some("what may be one of several types is a `#[data(untagged)]` enum".to_owned()),
                '=' => Some(
                    "no value is given here; `#[default]` reads what is absent as the type's default"
                        .to_owned(),
                ),
                _ => None,
            },
        };
        if let Some(message) = other {
            errors.push(Rule::FieldSyntax, next.span(), message);
        } else {
            let message = format!("expected `,` behind `{written}`");
            errors.syntax(Rule::FieldSyntax, next.span(), message);
        }
        if sign(&next) == '?' {
            return self.meant(&syn::parse_quote!(Option<#ty>));
        }
        self.meant(ty)
    }

    /// A type of which nothing is reported any more.
    pub(super) fn meant(&self, ty: &syn::Type) -> Type {
        let mut told = Errors::new();
        let ty = self.resolve(ty, &mut told);
        told.forget();
        ty
    }

    /// Stands for a type that can't be told.
    fn any(&self, span: Span) -> Type {
        let runtime = &self.runtime;
        let path = quote_spanned!(located(span)=> #runtime::types::Json);
        Type {
            span,
            here: path.clone(),
            inner: path,
            kind: TypeKind::Json,
        }
    }

    /// The names for the type of a field with these attributes: what is opaque may be of any type with
    /// serde's traits.
    pub(crate) fn of(&self, attributes: &Attributes) -> Cow<'_, Self> {
        match attributes.get("opaque") {
            Some(_) => Cow::Owned(Self {
                opaque: true,
                ..self.clone()
            }),
            None => Cow::Borrowed(self),
        }
    }

    /// The same names without one alias, which can't stand for itself.
    fn without(&self, alias: &str) -> Self {
        let mut scope = self.clone();
        scope.aliases.remove(alias);
        scope
    }

    /// What a type stands for; see [`Scope::read`].
    pub(crate) fn resolve(&self, ty: &syn::Type, errors: &mut Errors) -> Type {
        let message = match ty {
            syn::Type::Group(group) => return self.resolve(&group.elem, errors),
            syn::Type::Paren(paren) => return self.resolve(&paren.elem, errors),
            syn::Type::Path(path) if path.qself.is_none() => {
                return match self.translated(&path.path) {
                    Some((message, rule, ty)) => {
                        errors.over(rule, path, message);
                        self.meant(&ty)
                    }
                    None => self.path(&path.path, errors),
                };
            }
            syn::Type::Tuple(tuple) if tuple.elems.is_empty() => {
                let span = tuple.paren_token.span.join();
                return Type::unit(span);
            }
            syn::Type::Reference(reference) => {
                let owned = self.owned(&reference.elem);
                let message = format!("a field owns its data: write `{}`", compact(&owned));
                errors.over(Rule::FieldType, ty, message);
                return self.meant(&owned);
            }
            syn::Type::Array(syn::TypeArray { elem, .. })
            | syn::Type::Slice(syn::TypeSlice { elem, .. }) => {
                let list: syn::Type = syn::parse_quote!(Vec<#elem>);
                let message = format!("a list is `{}`", compact(&list));
                errors.over(Rule::FieldType, ty, message);
                return self.meant(&list);
            }
            syn::Type::Tuple(_) => {
                "a list whose values differ is a `#[data(positional)]` struct, which names each; values of one \
                 type are a `Vec<…>`"
            }
            syn::Type::Ptr(_) => "a pointer cannot be sent; write an owned type",
            syn::Type::TraitObject(_) | syn::Type::ImplTrait(_) => {
                "a trait cannot be sent; write the type of the value, such as `String`"
            }
            syn::Type::FnPtr(_) => "a function cannot be sent; write an owned type",
            _ => "a field's type is a path: a type of `cti_runtime::types`, a `#[data]` type, …",
        };
        errors.over(Rule::FieldType, ty, message);
        self.any(first_span(ty))
    }

    fn path(&self, path: &syn::Path, errors: &mut Errors) -> Type {
        let meant = || self.any(first_span(path));
        let leading = path.leading_colon;
        let names: Vec<String> = path
            .segments
            .iter()
            .map(|part| plain(&part.ident))
            .collect();
        let Some(first) = path.segments.first().map(|segment| &segment.ident) else {
            return meant();
        };
        let single = names.len() == 1 && leading.is_none();
        let mut written = if single {
            match self.single(first, path, errors) {
                Ok(written) => written,
                Err(instead) => return instead,
            }
        } else {
            Written::both(leading)
        };
        if let Some(instead) = single.then(|| self.arity(path, errors)).flatten() {
            return instead;
        }
        let mut arguments = Vec::new();
        let mut complete = true;
        for (index, segment) in path.segments.iter().enumerate() {
            if !single {
                self.step(&segment.ident, index, leading.is_some(), &mut written);
            }
            complete &= self.arguments(&segment.arguments, &mut written, &mut arguments, errors);
        }
        if !complete {
            return meant();
        }
        let alias = self.aliases.get(&names[0]).filter(|_| single);
        let kind = match alias {
            Some(ty) => self.without(&names[0]).meant(ty).kind,
            None => self.kind(&names, leading.is_some(), arguments),
        };
        if let TypeKind::Text(inner) = &kind
            && !in_text(&inner.kind)
        {
            let message = "`Text<…>` is a boolean or a number that is written as a string; write \
                           this type without it";
            errors.push(Rule::FieldText, inner.span, message);
            return inner.as_ref().clone();
        }
        Type {
            span: first.span(),
            here: written.here,
            inner: written.inner,
            kind,
        }
    }

    /// A name that stands alone; what is meant by it if there is no such type.
    fn single(
        &self,
        ident: &Ident,
        path: &syn::Path,
        errors: &mut Errors,
    ) -> Result<Written, Type> {
        let (name, span) = (ident.to_string(), ident.span());
        if let Some(why) = refused(&name) {
            errors.push(Rule::FieldType, span, why);
            return Err(self.any(span));
        }
        let local = self.is_local(&plain(ident));
        if let Some(prefix) = self.absolute(&name, span).filter(|_| !local) {
            return Ok(Written::both(quote!(#prefix #ident)));
        }
        if !local && primitive(&name).is_some() {
            return Ok(Written::both(ident));
        }
        if !local && self.closed {
            return Err(self.unknown(&plain(ident), path, errors));
        }
        Ok(Written::local(ident))
    }

    /// A name of a path.
    fn step(&self, ident: &Ident, index: usize, leading: bool, written: &mut Written) {
        if index > 0 {
            written.extend(&Written::both(quote!(::)));
        }
        let name = plain(ident);
        written.extend(&match name.as_str() {
            "self" if index == 0 && !leading => Written {
                inner: Ident::new("super", ident.span()).into_token_stream(),
                ..Written::both(ident)
            },
            "super" if index == 0 => Written::local(ident),
            _ if index == 0 && !leading && self.is_local(&name) => Written::local(ident),
            _ => Written::both(ident),
        });
    }

    fn arguments(
        &self,
        list: &PathArguments,
        written: &mut Written,
        found: &mut Vec<Type>,
        errors: &mut Errors,
    ) -> bool {
        let list = match list {
            PathArguments::None => return true,
            PathArguments::AngleBracketed(list) => list,
            PathArguments::Parenthesized(list) => {
                let span = list.paren_token.span.join();
                errors.push(Rule::FieldType, span, "a function cannot be sent");
                return false;
            }
        };
        let mut complete = true;
        let (mut here, mut inner) = (Vec::new(), Vec::new());
        for argument in &list.args {
            match argument {
                GenericArgument::Type(ty) => {
                    let ty = self.resolve(ty, errors);
                    here.push(ty.here.clone());
                    inner.push(ty.inner.clone());
                    found.push(ty);
                }
                GenericArgument::Const(value) => {
                    here.push(value.to_token_stream());
                    inner.push(value.to_token_stream());
                }
                other => {
                    let message = "expected a type between the brackets";
                    errors.push(Rule::FieldType, first_span(other), message);
                    complete = false;
                }
            }
        }
        written.here.extend(quote!(<#(#here),*>));
        written.inner.extend(quote!(<#(#inner),*>));
        complete
    }

    /// A name that rustc wouldn't find either, or find and have nothing to do with; and what is meant.
    fn unknown(&self, name: &str, path: &syn::Path, errors: &mut Errors) -> Type {
        let at = first_span(path);
        if self.no_data.contains(name) {
            let message =
                format!("`{name}` is no data; the type of a field is declared with `#[data]`");
            errors.push(Rule::TypeUnknown, at, message);
            return self.any(at);
        }
        let ours = self.declared.iter().chain(self.imported.keys());
        let mut known: Vec<&str> = names().collect();
        known.extend(ours.map(String::as_str));
        known.sort_unstable();
        let Some(likely) = nearest(name, &known) else {
            let message =
                format!("there is no type `{name}`; declare it with `#[data]`, or import it");
            errors.push(Rule::TypeUnknown, at, message);
            return self.any(at);
        };
        let message = format!("there is no type `{name}`; did you mean `{likely}`?");
        errors.push(Rule::TypeUnknown, at, message);
        let mut meant = path.clone();
        if let Some(segment) = meant.segments.last_mut() {
            segment.ident = ident(likely, segment.ident.span());
        }
        self.meant(&syn::parse_quote!(#meant))
    }

    /// Declared in the module, or brought into it.
    pub(super) fn is_local(&self, name: &str) -> bool {
        self.declared.contains(name) || self.imported.contains_key(name)
    }

    /// The path in front of a known name.
    fn absolute(&self, name: &str, span: Span) -> Option<TokenStream> {
        if RUNTIME.contains(&name) {
            let runtime = &self.runtime;
            return Some(quote_spanned!(located(span)=> #runtime::types::));
        }
        let (_, path) = STANDARD.iter().find(|(known, _)| *known == name)?;
        let path: TokenStream = path.parse().ok()?;
        Some(quote_spanned!(located(span)=> #path::))
    }

    fn kind(&self, names: &[String], leading: bool, arguments: Vec<Type>) -> TypeKind {
        let known = match names {
            [name] if !leading => {
                if self.declared.contains(name) {
                    return TypeKind::Declared(ident(name, Span::call_site()));
                }
                match self.imported.get(name) {
                    Some(path) => self.known(path),
                    None => Some(name.clone()),
                }
            }
            [this, name] if this == "self" && self.declared.contains(name) => {
                return TypeKind::Declared(ident(name, Span::call_site()));
            }
            [first, rest @ ..] if !leading => match self.imported.get(first) {
                Some(path) => self.known(&[path.as_slice(), rest].concat()),
                None => self.known(names),
            },
            _ => self.known(names),
        };
        let Some(name) = known else {
            return TypeKind::Foreign;
        };
        named(&name, arguments)
    }

    /// The name of a known type that a path leads to.
    fn known(&self, path: &[String]) -> Option<String> {
        let (name, parents) = path.split_last()?;
        let parents = parents.join("::");
        let runtime: String = self
            .runtime
            .to_string()
            .chars()
            .filter(|letter| !letter.is_whitespace())
            .collect();
        let types = format!("{}::types", runtime.trim_start_matches("::"));
        let ours = RUNTIME.contains(&name.as_str())
            && (parents == types || parents == "cti_runtime::types");
        (ours || is_standard(name, &parents)).then(|| name.clone())
    }
}

pub(super) const TOO_DEEP: &str = "types stand in each other at most 16 deep; declare a `#[data]` \
                                   struct for what is inside";

/// A type as generated code writes it, in the module and inside it.
struct Written {
    here: TokenStream,
    inner: TokenStream,
}

impl Written {
    fn both(tokens: impl ToTokens) -> Self {
        Self {
            here: tokens.to_token_stream(),
            inner: tokens.to_token_stream(),
        }
    }

    /// What the module has.
    fn local(ident: &Ident) -> Self {
        Self {
            inner: through_super(ident),
            ..Self::both(ident)
        }
    }

    fn extend(&mut self, more: &Self) {
        self.here.extend(more.here.clone());
        self.inner.extend(more.inner.clone());
    }
}

/// `super::name`
fn through_super(ident: &Ident) -> TokenStream {
    let word = Ident::new("super", located(ident.span()));
    quote_spanned!(located(ident.span())=> #word::#ident)
}

/// At a place in the source, with the macro's view of names.
fn located(span: Span) -> Span {
    Span::call_site().located_at(span)
}

fn first_span(tokens: &impl quote::ToTokens) -> Span {
    tokens
        .to_token_stream()
        .into_iter()
        .next()
        .map_or_else(Span::call_site, |token| token.span())
}

/// A type as it is written by hand.
pub(super) fn compact(ty: &syn::Type) -> String {
    let text = ty.to_token_stream().to_string();
    let text = text
        .replace(" <", "<")
        .replace("< ", "<")
        .replace(" >", ">");
    text.replace(" :: ", "::")
        .replace(":: ", "::")
        .replace(" ,", ",")
        .replace("& ", "&")
}
