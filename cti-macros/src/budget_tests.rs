//! How much code a declaration becomes, and how long that takes.
//!
//! Every token of an expansion is parsed and checked in every build of whoever declares the protocol.
//! `cargo test -p cti-macros budget -- --nocapture` prints the figures;
//! `cargo test -p cti-macros time_in_the_macro -- --ignored --nocapture` prints the times.

use crate::declaration;
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens as _;
use std::path::Path;
use std::time::{Duration, Instant};

/// For each vendor: messages, and tokens that the expansion may have for each of them. The types of
/// fields, the tables, the description and the tests of samples are part of it.
///
/// A change that needs more says why in its commit, and moves the line.
const BUDGETS: [(&str, usize, usize); 9] = [
    ("aircall", 20, 1600),
    ("cloudtalk", 6, 2900),
    ("desk_open_cti", 14, 2200),
    ("dialpad", 5, 3000),
    ("justcall", 8, 2000),
    ("leaddesk_contact_card", 17, 1250),
    ("leaddesk_talk", 17, 1550),
    ("ringcentral", 30, 2350),
    ("talkdesk_embedded", 12, 1650),
];

#[test]
fn expansions_keep_to_their_budget() {
    let mut over = Vec::new();
    for (vendor, messages, budget) in BUDGETS {
        let (arguments, item) = vendor_declaration(vendor);
        let written = count(&item);
        let expansion = declaration(arguments, &item);
        let tokens = count(&expansion);
        let each = tokens / messages;
        let bytes = expansion.to_string().len() / messages;
        println!(
            "{vendor:22} {messages:3} messages, {written:5} tokens become {tokens:6}: \
             {each:5} tokens or {bytes:5} bytes a message, of {budget}"
        );
        if each > budget {
            over.push((vendor, each));
        }
    }
    assert_eq!(over, [], "tokens a message, beyond the budget");
}

#[test]
#[ignore = "prints times, checks nothing"]
fn time_in_the_macro() {
    for (vendor, messages, _) in BUDGETS {
        let (arguments, item) = vendor_declaration(vendor);
        let mut times: Vec<Duration> = (0..21)
            .map(|_| {
                let arguments = arguments.clone();
                let start = Instant::now();
                let _ = declaration(arguments, &item);
                start.elapsed()
            })
            .collect();
        times.sort_unstable();
        println!("{vendor:22} {messages:3} messages in {:?}", times[10]);
    }
}

/// The arguments and the module of a vendor's declaration.
fn vendor_declaration(vendor: &str) -> (TokenStream, TokenStream) {
    let vendors = Path::new(env!("CARGO_MANIFEST_DIR")).join("../vendors/src");
    let source = std::fs::read_to_string(vendors.join(vendor).with_extension("rs")).unwrap();
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
