//! How is a struct read and written field by field? The `Record` of messages and data types.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::fields;
use super::{names, outcome, structs};
use crate::model::Field;
use crate::resolve::Resolved;
use crate::resolve::layout::{Layout, Slot, SlotKind};

/// `Record` of a struct with these fields. With `content`, some may stand beside it. What is under the keys
/// `passed_over` is nothing of the record's, also where a map takes all keys. `hooks` are the
/// methods by which [rules](super::values) look at them.
pub(super) fn of_fields(
    protocol: &Resolved<'_>,
    ident: &Ident,
    layout: &Layout<'_>,
    content: bool,
    passed_over: &[String],
    hooks: &TokenStream,
) -> TokenStream {
    let arms = layout
        .slots
        .iter()
        .filter_map(|slot| set_arm(protocol, slot));
    let (beside, inside): (Vec<_>, Vec<_>) = layout
        .slots
        .iter()
        .partition(|slot| content && slot.field.beside);
    let put_beside = if beside.is_empty() {
        TokenStream::new()
    } else {
        put(protocol, &quote!(put_beside), &beside)
    };
    let fill = [
        set(protocol, &arms.collect::<Vec<_>>()),
        required(protocol, layout),
        rest(protocol, layout),
    ];
    let put = put(protocol, &quote!(put), &inside);
    Record {
        shape: shape(protocol, layout, content, passed_over),
        hooks: hooks.clone(),
        fill: quote!(#(#fill)*),
        put: quote!(#put #put_beside),
    }
    .of(protocol, ident)
}

/// `Record` of a struct with one value that is no field of an object.
pub(super) fn of_value(
    protocol: &Resolved<'_>,
    ident: &Ident,
    field: &Field,
    hooks: &TokenStream,
) -> TokenStream {
    let runtime = &protocol.runtime;
    let value = if structs::is_named(field, &[]) {
        let name = &field.ident;
        quote!(self.#name)
    } else {
        quote!(self.0)
    };
    let read = fields::read(protocol, field, &quote!(&mut #value));
    let set = set(protocol, &[quote!(0 => #read,)]);
    let write = fields::write_bare(protocol, field, &quote!(&#value));
    let required = names::index(usize::from(structs::is_required(field)));
    let shape = quote! {
        #runtime::__private::Shape {
            required: #required,
            whole: true,
            ..#runtime::__private::Shape::EMPTY
        }
    };
    let put = quote! {
        fn put(&self, out: &mut #runtime::__private::Writer) {
            #write
        }
    };
    Record {
        shape,
        hooks: hooks.clone(),
        fill: set,
        put,
    }
    .of(protocol, ident)
}

/// `Record` of a struct with a value that is the content, the first field, and others beside it.
pub(super) fn of_whole(
    protocol: &Resolved<'_>,
    ident: &Ident,
    layout: &Layout<'_>,
    hooks: &TokenStream,
) -> TokenStream {
    let runtime = &protocol.runtime;
    let arms = layout.slots.iter();
    let arms: Vec<_> = arms.filter_map(|slot| set_arm(protocol, slot)).collect();
    let write = layout.slots.first().map(|slot| {
        let name = &slot.field.ident;
        fields::write_bare(protocol, slot.field, &quote!(&self.#name))
    });
    let beside: Vec<_> = layout.slots.iter().skip(1).collect();
    let put_beside = put(protocol, &quote!(put_beside), &beside);
    let keys = keys(protocol, layout, |beside| beside);
    let required = names::mask(layout.required());
    let shape = quote! {
        #runtime::__private::Shape {
            beside: &[#(#keys),*],
            required: #required,
            whole: true,
            ..#runtime::__private::Shape::EMPTY
        }
    };
    Record {
        shape,
        hooks: hooks.clone(),
        fill: set(protocol, &arms),
        put: quote! {
            fn put(&self, out: &mut #runtime::__private::Writer) {
                #write
            }
            #put_beside
        },
    }
    .of(protocol, ident)
}

/// What is written of a record.
pub(super) struct Record {
    /// The table itself.
    pub shape: TokenStream,
    /// The methods by which [rules](super::values) look at it.
    pub hooks: TokenStream,
    /// The methods of its reading half.
    pub fill: TokenStream,
    /// The methods of its writing half.
    pub put: TokenStream,
}

impl Record {
    /// The `impl`s for a type.
    pub(super) fn of(&self, protocol: &Resolved<'_>, ident: &Ident) -> TokenStream {
        let runtime = &protocol.runtime;
        let Self {
            shape,
            hooks,
            fill,
            put,
        } = self;
        quote! {
            impl #runtime::__private::Record for #ident {
                fn shape(&self) -> &'static #runtime::__private::Shape {
                    static SHAPE: #runtime::__private::Shape = #shape;
                    &SHAPE
                }
                #hooks
            }

            impl #runtime::__private::Fill for #ident {
                #fill
            }

            impl #runtime::__private::Put for #ident {
                #put
            }
        }
    }
}

/// The table itself.
pub(super) fn shape(
    protocol: &Resolved<'_>,
    layout: &Layout<'_>,
    content: bool,
    passed_over: &[String],
) -> TokenStream {
    let runtime = &protocol.runtime;
    let empty = quote!(#runtime::__private::Shape::EMPTY);
    let mut parts = Vec::new();
    for (part, beside) in [(quote!(keys), false), (quote!(beside), true)] {
        let mut keys = keys(protocol, layout, |leaf_beside| {
            (content && leaf_beside) == beside
        });
        if !beside {
            // Places that no field has: what is read there is skipped.
            let indices = layout.leaves.len()..;
            let others = passed_over.iter().zip(indices);
            keys.extend(others.map(|(name, index)| key(protocol, name, index)));
        }
        if !keys.is_empty() {
            parts.push(quote!(#part: &[#(#keys),*]));
        }
    }
    if layout.required().next().is_some() {
        let required = names::mask(layout.required());
        parts.push(quote!(required: #required));
    }
    if !layout.groups.is_empty() {
        let groups = layout.groups.iter().map(|group| {
            let (name, required) = (&group.name, group.required);
            let fields = names::mask(group.at..group.at + group.len);
            quote! {
                #runtime::__private::OneOf { name: #name, fields: #fields, required: #required }
            }
        });
        parts.push(quote!(one_of: &[#(#groups),*]));
    }
    if let Some(first) = layout.first {
        let first = names::index(first);
        parts.push(quote!(first: ::core::option::Option::Some(#first)));
    }
    if layout.rest().next().is_some() {
        parts.push(quote!(rest: true));
    }
    if parts.is_empty() {
        return empty;
    }
    quote!(#runtime::__private::Shape { #(#parts,)* ..#empty })
}

/// Each field's own key in order, then the aliases: lookup tries the expected next index first.
fn keys(
    protocol: &Resolved<'_>,
    layout: &Layout<'_>,
    stands_here: impl Fn(bool) -> bool,
) -> Vec<TokenStream> {
    let here = || {
        layout
            .leaves
            .iter()
            .enumerate()
            .filter(|(_, leaf)| stands_here(leaf.beside))
    };
    let own =
        here().filter_map(|(index, leaf)| leaf.names.first().map(|name| (index, *name, None)));
    let aliases = here().flat_map(|(index, leaf)| {
        let others = leaf.names.iter().skip(1);
        others.map(move |name| (index, *name, Some(quote!(.alias()))))
    });
    own.chain(aliases)
        .map(|(index, name, alias)| {
            let key = key(protocol, &name.value, index);
            quote!(#key #alias)
        })
        .collect()
}

/// `Key::new("callId", 0)`
fn key(protocol: &Resolved<'_>, name: &str, index: usize) -> TokenStream {
    let runtime = &protocol.runtime;
    let index = names::index(index);
    if names::json(name).len() == name.len() + names::json("").len() {
        return quote!(#runtime::__private::Key::new(#name, #index));
    }
    quote! {
        #runtime::__private::Key { key: #name, field: #index, escaped: true, alias: false }
    }
}

/// `fn set`, given its arms.
pub(super) fn set(protocol: &Resolved<'_>, arms: &[TokenStream]) -> TokenStream {
    let runtime = &protocol.runtime;
    let (field, body) = if arms.is_empty() {
        (quote!(_), quote!(reader.skip()))
    } else {
        (
            quote!(field),
            quote!(match field { #(#arms)* _ => reader.skip(), }),
        )
    };
    quote! {
        fn set(
            &mut self,
            #field: usize,
            reader: &mut dyn #runtime::__private::Reader,
        ) -> ::core::result::Result<(), #runtime::__private::Fault> {
            #body
        }
    }
}

fn set_arm(protocol: &Resolved<'_>, slot: &Slot<'_>) -> Option<TokenStream> {
    let runtime = &protocol.runtime;
    let name = &slot.field.ident;
    let pattern = range(slot);
    match &slot.kind {
        SlotKind::Own => {
            let read = fields::read(protocol, slot.field, &quote!(&mut self.#name));
            Some(quote!(#pattern => #read,))
        }
        SlotKind::Flat(flat) if slot.len > 0 => {
            let index = index_within(slot);
            let value = present(protocol, name, flat.optional);
            Some(quote!(#pattern => #runtime::__private::Fill::set(#value, #index, reader),))
        }
        SlotKind::Outcome(sides) => Some(outcome::set(protocol, slot, sides.as_ref())),
        _ => None,
    }
}

/// A `&mut` of a flattened field's value; the first of its keys makes an optional one.
fn present(protocol: &Resolved<'_>, name: &Ident, optional: bool) -> TokenStream {
    let runtime = &protocol.runtime;
    if optional {
        quote! {
            ::core::option::Option::get_or_insert_with(
                &mut self.#name,
                #runtime::__private::Wire::blank,
            )
        }
    } else {
        quote!(&mut self.#name)
    }
}

/// The indices of a field, as a pattern.
fn range(slot: &Slot<'_>) -> TokenStream {
    let at = names::index(slot.at);
    if slot.len == 1 {
        quote!(#at)
    } else {
        let end = names::index(slot.at + slot.len);
        quote!(#at..#end)
    }
}

/// The index in a flattened field's own table.
fn index_within(slot: &Slot<'_>) -> TokenStream {
    let at = names::index(slot.at);
    match (slot.at, slot.len) {
        (_, 1) => quote!(0),
        (0, _) => quote!(field),
        _ => quote!(field - #at),
    }
}

/// `fn required`, where the fields that must be there depend on the value.
fn required(protocol: &Resolved<'_>, layout: &Layout<'_>) -> TokenStream {
    let runtime = &protocol.runtime;
    let mut terms = Vec::new();
    if layout.required().next().is_some() {
        let always = names::mask(layout.required());
        terms.push(quote!(#always));
    }
    for slot in &layout.slots {
        let optional = match &slot.kind {
            SlotKind::Flat(flat) if flat.computed => flat.optional,
            SlotKind::Outcome(Some(sides)) => {
                terms.push(outcome::required(slot, sides));
                continue;
            }
            _ => continue,
        };
        let (name, at) = (&slot.field.ident, names::index(slot.at));
        let shift = (slot.at > 0).then(|| quote!(<< #at));
        terms.push(if optional {
            quote! {
                ::core::option::Option::map_or(
                    ::core::option::Option::as_ref(&self.#name),
                    0,
                    #runtime::__private::Fill::required,
                ) #shift
            }
        } else {
            quote!(#runtime::__private::Fill::required(&self.#name) #shift)
        });
    }
    if !layout.is_computed() || terms.is_empty() {
        return TokenStream::new();
    }
    quote! {
        fn required(&self) -> u64 {
            #(#terms)|*
        }
    }
}

/// `fn rest`, where maps take what is no field's.
fn rest(protocol: &Resolved<'_>, layout: &Layout<'_>) -> TokenStream {
    let runtime = &protocol.runtime;
    if layout.rest().next().is_none() {
        return TokenStream::new();
    }
    let mut takes = Vec::new();
    let mut otherwise = quote!(reader.skip());
    for slot in layout.rest() {
        let name = &slot.field.ident;
        match &slot.kind {
            SlotKind::Rest { optional, prefix } => {
                let map = present(protocol, name, *optional);
                if prefix.is_empty() {
                    otherwise = quote!(#runtime::__private::rest::read(#map, key, reader));
                    continue;
                }
                takes.push(quote! {
                    if let ::core::option::Option::Some(key) =
                        ::core::primitive::str::strip_prefix(key, #prefix)
                    {
                        return #runtime::__private::rest::read(#map, key, reader);
                    }
                });
            }
            SlotKind::Flat(flat) => {
                let take = quote!(#runtime::__private::Fill::rest(&mut self.#name, key, reader));
                let prefixes = &protocol.layout(flat.data).taken;
                if prefixes.contains(&"") {
                    otherwise = take;
                    continue;
                }
                takes.push(quote! {
                    if #(::core::primitive::str::starts_with(key, #prefixes))||* {
                        return #take;
                    }
                });
            }
            _ => {}
        }
    }
    quote! {
        fn rest(
            &mut self,
            key: &str,
            reader: &mut dyn #runtime::__private::Reader,
        ) -> ::core::result::Result<(), #runtime::__private::Fault> {
            #(#takes)*
            #otherwise
        }
    }
}

fn put(protocol: &Resolved<'_>, method: &TokenStream, slots: &[&Slot<'_>]) -> TokenStream {
    let runtime = &protocol.runtime;
    if slots.is_empty() {
        return quote!(fn #method(&self, _: &mut #runtime::__private::Writer) {});
    }
    let writes = slots.iter().map(|slot| {
        let name = &slot.field.ident;
        write_slot(protocol, slot, &quote!(&self.#name))
    });
    quote! {
        fn #method(&self, out: &mut #runtime::__private::Writer) {
            #(#writes)*
        }
    }
}

/// Writes a field, given a reference to it, or what is flattened in its place.
pub(super) fn write_slot(
    protocol: &Resolved<'_>,
    slot: &Slot<'_>,
    source: &TokenStream,
) -> TokenStream {
    let runtime = &protocol.runtime;
    let (put, prefix, optional) = match &slot.kind {
        SlotKind::Own => return fields::write(protocol, slot.field, slot.personal, source),
        SlotKind::Outcome(sides) => return outcome::write(protocol, slot, sides.as_ref(), source),
        SlotKind::Rest { optional, prefix } => (
            quote!(#runtime::__private::rest::write),
            Some(quote!(#prefix,)),
            *optional,
        ),
        SlotKind::Keyless | SlotKind::Unread => return TokenStream::new(),
        SlotKind::Flat(flat) => (quote!(#runtime::__private::Put::put), None, flat.optional),
    };
    let write = if optional {
        quote! {
            if let ::core::option::Option::Some(value) = #source {
                #put(#prefix value, out);
            }
        }
    } else {
        quote!(#put(#prefix #source, out);)
    };
    if !slot.personal {
        return write;
    }
    // Shown as one masked value under the field's own name.
    let masked = fields::write(protocol, slot.field, true, source);
    quote! {
        if out.is_masked() {
            #masked
        } else {
            #write
        }
    }
}
