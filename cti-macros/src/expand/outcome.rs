//! How is a body read and written that is either of two? The parts of a `Record` that have to do with
//! `#[outcome(…)]`.

use proc_macro2::TokenStream;
use quote::quote;

use super::names;
use crate::model::{At, Field};
use crate::resolve::Resolved;
use crate::resolve::layout::{Side, Slot};

/// The arms of `fn set`: the flag, success, failure.
pub(super) fn set(
    protocol: &Resolved<'_>,
    slot: &Slot<'_>,
    sides: Option<&[Side; 2]>,
) -> TokenStream {
    let runtime = &protocol.runtime;
    let name = &slot.field.ident;
    let Some(sides) = sides else {
        let (ok, error) = (names::index(slot.at), names::index(slot.at + 1));
        return quote! {
            #ok => #runtime::__private::outcome::ok(&mut self.#name, reader),
            #error => #runtime::__private::outcome::error(&mut self.#name, reader),
        };
    };
    let decides = slot
        .field
        .outcome
        .as_ref()
        .is_some_and(|keys| keys.decides.is_some());
    let arms = (0..slot.len).map(|index| {
        let at = names::index(slot.at + index);
        let keyed = |side: &Side| side.keyed && side.indices.contains(&index);
        let read = if index == 0 {
            quote!(flag)
        } else if keyed(&sides[0]) {
            if decides {
                quote!(decided_ok)
            } else {
                quote!(flagged_ok)
            }
        } else if keyed(&sides[1]) {
            if decides {
                quote!(decided_error)
            } else {
                quote!(flagged_error)
            }
        } else {
            let read = beside(protocol, slot, sides, index);
            return quote!(#at => #read,);
        };
        quote!(#at => #runtime::__private::outcome::#read(&mut self.#name, reader),)
    });
    quote!(#(#arms)*)
}

/// Reads a field that stands beside the flag: that of the one of the two that the flag says, or none.
fn beside(
    protocol: &Resolved<'_>,
    slot: &Slot<'_>,
    [ok, error]: &[Side; 2],
    index: usize,
) -> TokenStream {
    let runtime = &protocol.runtime;
    let name = &slot.field.ident;
    let arms = [(quote!(Ok), ok), (quote!(Err), error)].map(|(which, side)| {
        let within = side.indices.iter().position(|of| *of == index)?;
        let within = names::index(within);
        Some(quote! {
            ::core::result::Result::#which(value) => {
                #runtime::__private::Fill::set(value, #within, reader)
            }
        })
    });
    let otherwise = arms
        .iter()
        .any(Option::is_none)
        .then(|| quote!(_ => reader.skip(),));
    let arms = arms.iter().flatten();
    quote!(match &mut self.#name { #(#arms)* #otherwise })
}

/// What must be there once the flag was read.
pub(super) fn required(slot: &Slot<'_>, sides: &[Side; 2]) -> TokenStream {
    let name = &slot.field.ident;
    let [ok, error] = sides.each_ref().map(|side| {
        let indices = side.required.iter().map(|index| slot.at + index);
        names::mask(indices)
    });
    quote! {
        match &self.#name {
            ::core::result::Result::Ok(_) => #ok,
            ::core::result::Result::Err(_) => #error,
        }
    }
}

/// Writes the keys of an outcome, given a reference to it.
pub(super) fn write(
    protocol: &Resolved<'_>,
    slot: &Slot<'_>,
    sides: Option<&[Side; 2]>,
    source: &TokenStream,
) -> TokenStream {
    let runtime = &protocol.runtime;
    let field = slot.field;
    let Some(keys) = &field.outcome else {
        return TokenStream::new();
    };
    let (Some(flag), Some([ok, error])) = (&keys.flag, sides) else {
        let [ok, error] = [&keys.ok, &keys.error].map(|key| key.as_ref().map(open));
        let personal = field.personal;
        return quote!(#runtime::__private::outcome::put(#source, [#ok, #error], #personal, out););
    };
    let flag = open(flag);
    let ok = side(protocol, field, keys.ok.as_ref(), ok);
    let error = side(protocol, field, keys.error.as_ref(), error);
    let bound = |written: &TokenStream| {
        if written.is_empty() {
            quote!(_)
        } else {
            quote!(value)
        }
    };
    let (ok_value, error_value) = (bound(&ok), bound(&error));
    quote! {
        match #source {
            ::core::result::Result::Ok(#ok_value) => {
                out.literal(#flag, "true");
                #ok
            }
            ::core::result::Result::Err(#error_value) => {
                out.literal(#flag, "false");
                #error
            }
        }
    }
}

/// Writes success or failure: under its key, or beside the flag.
fn side(
    protocol: &Resolved<'_>,
    field: &Field,
    key: Option<&At<String>>,
    side: &Side,
) -> TokenStream {
    let runtime = &protocol.runtime;
    match (key.map(open), field.personal) {
        (Some(key), false) => quote!(out.optional(#key, value);),
        (Some(key), true) => quote!(out.personal_optional(#key, value);),
        (None, _) if side.indices.is_empty() => TokenStream::new(),
        (None, false) => quote!(#runtime::__private::Put::put(value, out);),
        (None, true) => {
            // Shown as one masked value under the field's own name.
            let key = names::key(&field.key.value);
            quote! {
                if out.is_masked() {
                    out.personal(#key, value);
                } else {
                    #runtime::__private::Put::put(value, out);
                }
            }
        }
    }
}

/// A key as it is written.
fn open(key: &At<String>) -> String {
    names::key(&key.value)
}
