//! How much code a declaration becomes, and how long that takes.
//!
//! Every token of an expansion is parsed and checked in every build of whoever declares the protocol.
//! `cargo test -p cti-macros budget -- --nocapture` prints the figures;
//! `cargo test -p cti-macros time_in_the_macro -- --ignored --nocapture` prints the times.

use crate::{declaration, vendor_files};
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens as _;
use std::path::Path;
use std::time::{Duration, Instant};

/// Tokens that an expansion may have for each one of the declaration: over all vendors, and for one of
/// them. The types of fields, the tables, the description and the tests of samples are part of it.
///
/// A change that needs more says why in its commit, and moves the line.
const BUDGET: (usize, usize) = (29, 36);

#[test]
fn expansions_keep_to_their_budget() {
    let (mut all_written, mut all_tokens) = (0, 0);
    let mut over = Vec::new();
    for (vendor, path) in vendor_files::all() {
        let (arguments, item) = declared(&path);
        let written = count(&item);
        let tokens = count(&declaration(arguments, &item));
        let each = tokens / written;
        println!("{vendor:22} {written:5} tokens become {tokens:6}: {each:3} for each");
        if tokens > written * BUDGET.1 {
            over.push((vendor, tokens, written));
        }
        all_written += written;
        all_tokens += tokens;
    }
    println!("{all_written} tokens become {all_tokens}");
    assert_eq!(
        over,
        [],
        "tokens for each that is written, beyond {}",
        BUDGET.1
    );
    let whole = all_written * BUDGET.0;
    assert!(all_tokens <= whole, "{all_tokens} tokens, beyond {whole}");
}

#[test]
#[ignore = "prints times, checks nothing"]
fn time_in_the_macro() {
    for (vendor, path) in vendor_files::all() {
        let (arguments, item) = declared(&path);
        let mut times: Vec<Duration> = (0..21)
            .map(|_| {
                let arguments = arguments.clone();
                let start = Instant::now();
                let _ = declaration(arguments, &item);
                start.elapsed()
            })
            .collect();
        times.sort_unstable();
        println!("{vendor:22} in {:?}", times[10]);
    }
}

/// The arguments and the module of a file's declaration.
fn declared(path: &Path) -> (TokenStream, TokenStream) {
    let source = std::fs::read_to_string(path).unwrap();
    let modules = syn::parse_file(&source).unwrap().items.into_iter();
    let declared = modules.filter_map(|item| match item {
        syn::Item::Mod(mut module) => {
            let place = module.attrs.iter().position(is_declaration)?;
            let attribute = module.attrs.remove(place);
            let arguments = attribute.meta.require_list().unwrap().tokens.clone();
            Some((arguments, module.into_token_stream()))
        }
        _ => None,
    });
    declared.last().unwrap()
}

fn is_declaration(attribute: &syn::Attribute) -> bool {
    let mut path = attribute.path().segments.iter();
    path.next_back()
        .is_some_and(|name| name.ident == "protocol")
}

/// Tokens, in groups and out of them; a group is one more.
fn count(stream: &TokenStream) -> usize {
    let each = |token| match token {
        TokenTree::Group(group) => 1 + count(&group.stream()),
        _ => 1,
    };
    stream.clone().into_iter().map(each).sum()
}
