//! The expansion of models built by hand: that it parses, and what it must have.

mod models;

use models::{acme_phone, desk, odd_phone};
use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};

use super::protocol;
use crate::model::Protocol;
use crate::resolve::Resolved;

/// The expansion, without spaces and line breaks.
fn dense(declared: &Protocol) -> String {
    let tokens = protocol(&Resolved::of(declared));
    let file: syn::File = syn::parse2(tokens).expect("the expansion is Rust");
    file.into_token_stream()
        .to_string()
        .replace([' ', '\n'], "")
}

#[track_caller]
fn has(declared: &Protocol, code: &TokenStream) {
    let code = code.to_string().replace([' ', '\n'], "");
    let expansion = dense(declared);
    assert!(expansion.contains(&code), "`{code}` is not in {expansion}");
}

#[test]
fn expansions_are_rust() {
    for declared in [acme_phone(), odd_phone(), desk()] {
        assert!(!dense(&declared).is_empty());
    }
}

#[test]
fn nothing_is_named_without_its_root() {
    let declared = acme_phone();
    let expansion = dense(&declared);
    for name in [
        "Option<", "Result<", "String>", "Vec<", "Some(", "Ok(", "Err(",
    ] {
        for (at, _) in expansion.match_indices(name) {
            let before = &expansion[at.saturating_sub(2)..at];
            assert_eq!(
                before,
                "::",
                "{name} after {}",
                &expansion[at.saturating_sub(40)..at]
            );
        }
    }
}

#[test]
fn tags_are_sorted_with_their_aliases() {
    has(
        &odd_phone(),
        &quote!(tags: &[("pe\"er", 1), ("RINGING", 0), ("ringing", 0), ("alerting", 0)],),
    );
}

#[test]
fn literals_are_escaped() {
    has(&odd_phone(), &quote!("{\"action\":\"pe\\\"er\""));
}

#[test]
fn flattened_fields_take_a_range_each() {
    let declared = acme_phone();
    has(
        &declared,
        &quote! {
            match field {
                0..2 => ::cti_runtime::__private::Fill::set(&mut self.target, field, reader),
                2..4 => ::cti_runtime::__private::Fill::set(&mut self.view, field - 2, reader),
                _ => reader.skip(),
            }
        },
    );
    has(&declared, &quote!(first: ::core::option::Option::Some(2)));
    has(
        &declared,
        &quote! {
            ::cti_runtime::__private::Fill::required(&self.view) << 2
        },
    );
}

#[test]
fn aliases_follow_all_own_keys() {
    let key = |key: &str, index: usize| {
        let index = super::names::index(index);
        quote!(::cti_runtime::__private::Key::new(#key, #index))
    };
    let keys = [
        key("number", 0),
        key("callId", 1),
        key("tags", 3),
        key("type", 4),
        key("first", 5),
        key("last", 6),
        key("agent", 7),
    ];
    let labels = key("labels", 3);
    has(&odd_phone(), &quote!(keys: &[#(#keys),*, #labels.alias()]));
}

#[test]
fn fields_beside_the_content_have_their_own_keys() {
    let declared = odd_phone();
    has(
        &declared,
        &quote! {
            beside: &[::cti_runtime::__private::Key::new("call_uuid", 2)]
        },
    );
    has(
        &declared,
        &quote! {
            fn put_beside(&self, out: &mut ::cti_runtime::__private::Writer) {
                out.field(",\"call_uuid\":", { &self.call_uuid });
            }
        },
    );
}

#[test]
fn keyed_machines_know_their_field() {
    let declared = odd_phone();
    has(
        &declared,
        &quote! {
            ::cti_runtime::__private::Move::new(
                0,
                ::cti_runtime::__private::Move::NEW,
                0,
                ::core::option::Option::Some(2)
            )
        },
    );
    has(
        &declared,
        &quote!(2 => ::cti_runtime::__private::Wire::call_key(&self.call_uuid),),
    );
}

#[test]
fn variants_share_the_index_of_a_shared_key() {
    let declared = odd_phone();
    for arm in [
        quote!((1, Self::Round { size: value, .. }) => ),
        quote!((1, Self::Square { size: value, .. }) => ),
        quote!((3, Self::Square { name: value, .. }) => ),
        quote!(Self::Round { .. } => 0b11,),
        quote!(Self::Square { .. } => 0b1001,),
        quote!(Self::Body(_) => 0b10001,),
    ] {
        has(&declared, &arm);
    }
}

#[test]
fn a_flattened_personal_type_is_masked_by_field() {
    has(
        &odd_phone(),
        &quote! {
            out.personal(",\"first\":", { &self.first });
            out.personal_optional(",\"last\":", { &self.last });
        },
    );
}

#[test]
fn an_undeclared_direction_has_an_empty_family() {
    has(&odd_phone(), &quote!(pub enum Command));
}

#[test]
fn functions_return_what_their_callback_receives() {
    has(
        &desk(),
        &quote! {
            -> ::cti_runtime::__private::Return<bool, ::std::string::String> {
                peer.ignore(0);
                ::cti_runtime::__private::Return::unsupported()
            }
        },
    );
}

#[test]
fn samples_are_tests() {
    let declared = desk();
    has(
        &declared,
        &quote!(::cti_runtime::__private::testing::arguments::<super::Method>(0, "[true]");),
    );
    has(
        &declared,
        &quote! {
            ::cti_runtime::__private::testing::result::<super::Page, ::std::string::String>("{\"url\":\"/\"}");
        },
    );
}
