//! Types: what they are, and how generated code writes them in the module and inside it.

use super::depth::{self, too_deep};
use super::tokens::slip;
use crate::errors::Errors;
use crate::idents::{ident, plain};
use crate::model::{Type, TypeKind};
use crate::rules::Rule;
use crate::suggest::suggest;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use std::collections::{HashMap, HashSet};
use syn::{GenericArgument, PathArguments};

/// The names that types are looked up in.
pub(crate) struct Scope {
    pub(crate) runtime: TokenStream,
    /// Names of `#[data]` types.
    pub(crate) declared: HashSet<String>,
    /// Names of directions and machines.
    pub(crate) no_data: HashSet<String>,
    /// Names of other items, and names that `use` brings in with the path that they stand for.
    pub(crate) imported: HashMap<String, Vec<String>>,
    /// There are no other names: no glob, no item that couldn't be read.
    pub(crate) closed: bool,
}

/// Types that a declaration can name without importing them.
const STANDARD: [(&str, &str); 5] = [
    ("String", "::std::string"),
    ("Vec", "::std::vec"),
    ("Option", "::core::option"),
    ("Box", "::std::boxed"),
    ("Result", "::core::result"),
];
const RUNTIME: [&str; 13] = [
    "PhoneNumber",
    "Id",
    "DateTime",
    "EpochMillis",
    "EpochSeconds",
    "Url",
    "Uuid",
    "Secret",
    "Json",
    "Map",
    "OneOrMany",
    "Text",
    "Query",
];

impl Scope {
    /// Reads a type; `None` if it was refused.
    pub(crate) fn read(
        &self,
        tokens: TokenStream,
        otherwise: Span,
        errors: &mut Errors,
    ) -> Option<Type> {
        if tokens.is_empty() {
            errors.push(Rule::FieldSyntax, otherwise, "a type is missing here");
            return None;
        }
        if let Some(at) = too_deep(tokens.clone(), depth::TYPE) {
            errors.push(Rule::FieldDepth, at, TOO_DEEP);
            return None;
        }
        match syn::parse2::<syn::Type>(tokens) {
            Ok(ty) => self.resolve(&ty, errors),
            Err(error) => {
                let (at, reason) = slip(&error, otherwise);
                errors.push(Rule::FieldSyntax, at, format!("this is no type{reason}"));
                None
            }
        }
    }

    pub(crate) fn resolve(&self, ty: &syn::Type, errors: &mut Errors) -> Option<Type> {
        let (span, message) = match ty {
            syn::Type::Group(group) => return self.resolve(&group.elem, errors),
            syn::Type::Paren(paren) => return self.resolve(&paren.elem, errors),
            syn::Type::Path(path) if path.qself.is_none() => {
                return self.path(&path.path, errors);
            }
            syn::Type::Tuple(tuple) if tuple.elems.is_empty() => {
                let span = tuple.paren_token.span.join();
                return Some(Type::unit(span));
            }
            syn::Type::Tuple(tuple) => (
                tuple.paren_token.span.join(),
                "a field cannot be a tuple; declare a `#[data]` struct",
            ),
            syn::Type::Reference(reference) => (
                reference.and_token.span,
                "a field owns its data; write `String` or `Vec<…>` instead of a reference",
            ),
            syn::Type::Ptr(pointer) => (
                pointer.star_token.span,
                "a pointer cannot be sent; write an owned type",
            ),
            syn::Type::FnPtr(function) => (
                function.fn_token.span,
                "a function cannot be sent; write an owned type",
            ),
            syn::Type::Array(array) => {
                (array.bracket_token.span.join(), "write `Vec<…>` for a list")
            }
            syn::Type::Slice(slice) => {
                (slice.bracket_token.span.join(), "write `Vec<…>` for a list")
            }
            other => (
                first_span(other),
                "a field's type is a path: a type of `cti_runtime::types`, a `#[data]` type, …",
            ),
        };
        errors.push(Rule::FieldType, span, message);
        None
    }

    fn path(&self, path: &syn::Path, errors: &mut Errors) -> Option<Type> {
        let leading = path.leading_colon;
        let names: Vec<String> = path
            .segments
            .iter()
            .map(|part| plain(&part.ident))
            .collect();
        let first = &path.segments.first()?.ident;
        let single = names.len() == 1 && leading.is_none();
        let mut written = if single {
            self.single(first, errors)?
        } else {
            Written::both(leading)
        };
        let mut arguments = Vec::new();
        let mut complete = true;
        for (index, segment) in path.segments.iter().enumerate() {
            if !single {
                self.step(&segment.ident, index, leading.is_some(), &mut written);
            }
            complete &= self.arguments(&segment.arguments, &mut written, &mut arguments, errors);
        }
        if !complete {
            return None;
        }
        let kind = self.kind(&names, leading.is_some(), arguments);
        if let TypeKind::Text(inner) = &kind
            && !in_text(&inner.kind)
        {
            let message = "`Text<…>` is a boolean or a number that is written as a string; write \
                           this type without it";
            errors.push(Rule::FieldText, inner.span, message);
            return None;
        }
        Some(Type {
            span: first.span(),
            here: written.here,
            inner: written.inner,
            kind,
        })
    }

    /// A name that stands alone.
    fn single(&self, ident: &Ident, errors: &mut Errors) -> Option<Written> {
        let (name, span) = (ident.to_string(), ident.span());
        if let Some(message) = refused(&name) {
            errors.push(Rule::FieldType, span, message);
            return None;
        }
        let local = self.is_local(&plain(ident));
        if let Some(prefix) = self.absolute(&name, span).filter(|_| !local) {
            return Some(Written::both(quote!(#prefix #ident)));
        }
        if !local && primitive(&name).is_some() {
            return Some(Written::both(ident));
        }
        if !local && self.closed {
            self.unknown(&plain(ident), span, errors);
            return None;
        }
        Some(Written::local(ident))
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
                GenericArgument::Type(ty) => match self.resolve(ty, errors) {
                    Some(ty) => {
                        here.push(ty.here.clone());
                        inner.push(ty.inner.clone());
                        found.push(ty);
                    }
                    None => complete = false,
                },
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

    /// A name that rustc wouldn't find either, or find and have nothing to do with.
    fn unknown(&self, name: &str, span: Span, errors: &mut Errors) {
        let message = if self.no_data.contains(name) {
            format!("`{name}` is no data; the type of a field is declared with `#[data]`")
        } else {
            let known = STANDARD.iter().map(|(name, _)| *name).chain(RUNTIME);
            let ours = self.declared.iter().chain(self.imported.keys());
            let mut known: Vec<&str> = known.chain(ours.map(String::as_str)).collect();
            known.sort_unstable();
            // What other crates call a type of the runtime's.
            let alike = match name {
                "HashMap" | "BTreeMap" | "IndexMap" => "Map",
                "Value" => "Json",
                name => name,
            };
            match suggest(alike, known) {
                hint if hint.contains("did you mean") => format!("there is no type `{name}`{hint}"),
                _ => format!("there is no type `{name}`; declare it with `#[data]`, or import it"),
            }
        };
        errors.push(Rule::TypeUnknown, span, message);
    }

    /// Declared in the module, or brought into it.
    fn is_local(&self, name: &str) -> bool {
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
        if let Some(kind) = primitive(&name) {
            return kind;
        }
        let mut arguments = arguments.into_iter();
        let (first, second) = (
            arguments.next().map(Box::new),
            arguments.next().map(Box::new),
        );
        match (name.as_str(), first, second) {
            ("String", None, None) => TypeKind::String,
            ("PhoneNumber", None, None) => TypeKind::PhoneNumber,
            ("Id", None, None) => TypeKind::Id,
            ("EpochMillis" | "EpochSeconds", None, None) => TypeKind::Epoch,
            ("DateTime", None, None) => TypeKind::DateTime,
            ("Url", None, None) => TypeKind::Url,
            ("Uuid", None, None) => TypeKind::Uuid,
            ("Json", None, None) => TypeKind::Json,
            ("Option", Some(ty), None) => TypeKind::Option(ty),
            ("Vec", Some(ty), None) => TypeKind::List(ty),
            ("OneOrMany", Some(ty), None) => TypeKind::OneOrMany(ty),
            ("Text", Some(ty), None) => TypeKind::Text(ty),
            ("Map", Some(ty), None) => TypeKind::Map(ty),
            ("Secret", Some(ty), None) => TypeKind::Secret(ty),
            ("Query", Some(ty), None) => TypeKind::Query(ty),
            ("Box", Some(ty), None) => ty.kind,
            ("Result", Some(ok), Some(error)) => TypeKind::Result(ok, error),
            _ => TypeKind::Foreign,
        }
    }

    /// The name of a known type that a path leads to.
    fn known(&self, path: &[String]) -> Option<String> {
        let (name, parents) = path.split_last()?;
        let parents = parents.join("::");
        let standard = STANDARD.iter().any(|(known, at)| {
            let at = at.trim_start_matches("::");
            let core = at.replacen("core", "std", 1);
            known == name && (parents == at || parents == core)
        });
        let runtime: String = self
            .runtime
            .to_string()
            .chars()
            .filter(|letter| !letter.is_whitespace())
            .collect();
        let types = format!("{}::types", runtime.trim_start_matches("::"));
        let ours = RUNTIME.contains(&name.as_str())
            && (parents == types || parents == "cti_runtime::types");
        (standard || ours).then(|| name.clone())
    }
}

pub(super) const TOO_DEEP: &str = "types stand in each other at most 16 deep; declare a `#[data]` \
                                   struct for what is inside";

/// What the runtime's `InText` is implemented for. Of a type of another crate rustc knows.
const fn in_text(kind: &TypeKind) -> bool {
    matches!(
        kind,
        TypeKind::Bool
            | TypeKind::Integer { .. }
            | TypeKind::Float
            | TypeKind::Epoch
            | TypeKind::Foreign
    )
}

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

/// Why a type is refused by name.
fn refused(name: &str) -> Option<&'static str> {
    Some(match name {
        "f32" => "`f32` loses digits of JSON numbers; write `f64`",
        "usize" | "u128" => "write `u64`: the wire's integers don't depend on the platform",
        "isize" | "i128" => "write `i64`: the wire's integers don't depend on the platform",
        "char" | "str" => "write `String`",
        "Self" => "write the type's name instead of `Self`",
        _ => return None,
    })
}

fn primitive(name: &str) -> Option<TypeKind> {
    let integer = |bits, signed| TypeKind::Integer { bits, signed };
    Some(match name {
        "bool" => TypeKind::Bool,
        "f64" => TypeKind::Float,
        "u8" => integer(8, false),
        "u16" => integer(16, false),
        "u32" => integer(32, false),
        "u64" => integer(64, false),
        "i8" => integer(8, true),
        "i16" => integer(16, true),
        "i32" => integer(32, true),
        "i64" => integer(64, true),
        _ => return None,
    })
}
