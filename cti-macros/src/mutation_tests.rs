//! Declarations with tokens deleted, doubled, swapped and replaced: each mutant ends in output or in
//! errors that point at what was written, never in a panic or a hang.
//!
//! Some of them are tried; all of them, which takes minutes, with `cargo test -p cti-macros -- --ignored`.

use crate::tests::{DESK, LIBRARY, PHONE, WINDOW, tokens};
use crate::{declaration, vendor_files};
use proc_macro2::{Delimiter, Group, Literal, Span, TokenStream, TokenTree};
use std::path::Path;
use std::str::FromStr as _;
use std::thread;
use syn::parse::{ParseStream, Parser as _};

#[test]
fn declarations_with_a_slip() {
    mutate_made_up(17);
    mutate_vendors(251, 7);
}

#[test]
#[ignore = "takes minutes"]
fn declarations_with_every_slip() {
    mutate_made_up(1);
    mutate_vendors(1, 1);
}

/// Tries every so manieth place of the declarations that other tests are about.
fn mutate_made_up(stride: usize) {
    for (arguments, item) in [(WINDOW, PHONE), (LIBRARY, DESK)] {
        let (mutants, refused) = mutate(&tokens(arguments), &tokens(item), stride, stride);
        assert!(refused > mutants / 4, "{refused} of {mutants}");
    }
}

/// Tries every so manieth place of each vendor's module, and of its arguments.
fn mutate_vendors(stride: usize, in_arguments: usize) {
    let threads = vendor_files::all().into_iter().map(|(vendor, path)| {
        let thread = thread::spawn(move || {
            let (arguments, item) = read(&path);
            assert_eq!(errors(&arguments, &item), 0, "{}", path.display());
            mutate(&arguments, &item, stride, in_arguments)
        });
        (vendor, thread)
    });
    for (vendor, thread) in threads.collect::<Vec<_>>() {
        let (mutants, refused) = thread.join().unwrap();
        println!("{vendor}: {mutants} mutants, {refused} refused");
        assert!(refused > mutants / 4, "{refused} of {mutants}");
    }
}

/// Tries every so manieth place, each kind of slip at another. Gives how many mutants there were, and how
/// many were refused.
fn mutate(
    arguments: &TokenStream,
    item: &TokenStream,
    stride: usize,
    in_arguments: usize,
) -> (usize, usize) {
    let (mut mutants, mut refused) = (0, 0);
    for (offset, slip) in Slip::ALL.into_iter().enumerate() {
        for place in (offset..).step_by(stride) {
            let Some(mutant) = slip.at(item, place) else {
                break;
            };
            mutants += 1;
            refused += usize::from(errors(arguments, &mutant) > 0);
        }
        for place in (offset..).step_by(in_arguments) {
            let Some(mutant) = slip.at(arguments, place) else {
                break;
            };
            mutants += 1;
            refused += usize::from(errors(&mutant, item) > 0);
        }
    }
    (mutants, refused)
}

/// The arguments and the module of a vendor's declaration.
fn read(path: &Path) -> (TokenStream, TokenStream) {
    let text = std::fs::read_to_string(path).unwrap();
    let mut tokens = TokenStream::from_str(&text).unwrap().into_iter();
    let mut before = Vec::new();
    // Doc comments of the module, then `#[cti_runtime::protocol(…)]`, then the module.
    for token in tokens.by_ref() {
        match &token {
            TokenTree::Group(group) if group.to_string().contains("protocol") => {
                let last = group.stream().into_iter().last();
                let Some(TokenTree::Group(arguments)) = last else {
                    continue;
                };
                before.pop();
                return (
                    arguments.stream(),
                    before.into_iter().chain(tokens).collect(),
                );
            }
            _ => before.push(token),
        }
    }
    panic!("{} has no declaration", path.display())
}

/// How many errors a declaration has. Each must point into it, and what stands beside them must be
/// items, if it is a module at all: anything else doesn't get past the compiler's own parser.
fn errors(arguments: &TokenStream, item: &TokenStream) -> usize {
    let expansion = declaration(arguments.clone(), item);
    let mut found = 0;
    let mut before: Option<Span> = None;
    for token in expansion.clone() {
        match &token {
            TokenTree::Ident(ident) if ident == "compile_error" => {
                found += 1;
                before = Some(ident.span());
            }
            TokenTree::Group(group) => {
                if let Some(span) = before.take() {
                    let text = group.stream().to_string();
                    assert!(
                        text.contains("(rule: ") || text.len() > 4,
                        "says nothing: {text}"
                    );
                    let nowhere = span.byte_range().is_empty();
                    assert!(!nowhere || at_an_end(&text), "points nowhere: {text}");
                }
            }
            _ => {}
        }
    }
    if is_module.parse2(item.clone()).is_ok() {
        let items = syn::parse2::<syn::File>(expansion);
        assert!(items.is_ok(), "{:?}: {item}", items.err());
    }
    found
}

/// Whether a part of the declaration ends too early: there is no token to point at, so the error is on
/// the whole attribute. The compiler's parser catches most of these before a macro is called.
fn at_an_end(text: &str) -> bool {
    text.contains("-syntax)")
}

/// A module, whatever is in it.
fn is_module(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    syn::Attribute::parse_outer(input)?;
    input.parse::<syn::Visibility>()?;
    input.parse::<syn::Token![mod]>()?;
    input.parse::<syn::Ident>()?;
    let inside;
    syn::braced!(inside in input);
    inside.parse()
}

#[derive(Clone, Copy, Debug)]
enum Slip {
    Delete,
    Double,
    Swap,
    Replace,
}

impl Slip {
    const ALL: [Self; 4] = [Self::Delete, Self::Double, Self::Swap, Self::Replace];

    /// The tokens with a slip at this place, counted through all groups but doc comments; `None` if
    /// there are fewer.
    fn at(self, tokens: &TokenStream, place: usize) -> Option<TokenStream> {
        let mut left = Some(place);
        let mutant = self.within(tokens.clone(), &mut left);
        left.is_none().then_some(mutant)
    }

    fn within(self, tokens: TokenStream, left: &mut Option<usize>) -> TokenStream {
        let mut out: Vec<TokenTree> = Vec::new();
        let mut rest = tokens.into_iter();
        while let Some(token) = rest.next() {
            match left {
                Some(0) => {
                    *left = None;
                    match self {
                        Self::Delete => {}
                        Self::Double => out.extend([token.clone(), token]),
                        Self::Swap => {
                            out.extend(rest.next());
                            out.push(token);
                        }
                        Self::Replace => {
                            let mut text = Literal::string("");
                            text.set_span(token.span());
                            out.push(text.into());
                        }
                    }
                }
                Some(more) => {
                    *more -= 1;
                    out.push(match token {
                        TokenTree::Group(group) if !is_doc(&group) => {
                            let inner = self.within(group.stream(), left);
                            let mut mutant = Group::new(group.delimiter(), inner);
                            mutant.set_span(group.span());
                            TokenTree::Group(mutant)
                        }
                        token => token,
                    });
                }
                None => out.push(token),
            }
        }
        out.into_iter().collect()
    }
}

fn is_doc(group: &Group) -> bool {
    let first = group.stream().into_iter().next();
    group.delimiter() == Delimiter::Bracket
        && matches!(first, Some(TokenTree::Ident(ident)) if ident == "doc")
}
