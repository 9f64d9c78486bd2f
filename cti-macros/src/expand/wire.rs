//! What all data types have: a doc comment, `Wire` and `Debug`.

use proc_macro2::TokenStream;
use quote::quote;

use super::{fields, names};
use crate::model::Data;
use crate::resolve::Resolved;

/// The type's doc comment, or its name.
pub(super) fn doc(data: &Data) -> TokenStream {
    names::doc(&data.doc, &format!("`{}`.", names::plain(&data.ident)))
}

/// `Wire` and `Debug` of a type that is an object, by its `Record`.
pub(super) fn of_record(protocol: &Resolved<'_>, data: &Data, blank: &TokenStream) -> TokenStream {
    let read = quote!(reader.record(self));
    let write = quote!(out.record(self););
    let wire = wire(protocol, data, blank, &read, &write, &TokenStream::new());
    let name = names::plain(&data.ident);
    let debug = debug(protocol, data, &quote!(debug(#name, self, f)));
    quote!(#wire #debug)
}

/// `Wire` and `Debug` of a type that is a list of its fields.
pub(super) fn of_list(
    protocol: &Resolved<'_>,
    data: &Data,
    blank: &TokenStream,
    read: &TokenStream,
    write: &TokenStream,
    shown: &TokenStream,
) -> TokenStream {
    let wire = wire(protocol, data, blank, read, write, &TokenStream::new());
    let debug = debug(protocol, data, shown);
    quote!(#wire #debug)
}

/// `Wire` and `Debug` of a type that is a single value.
pub(super) fn of_value(
    protocol: &Resolved<'_>,
    data: &Data,
    blank: &TokenStream,
    read: &TokenStream,
    write: &TokenStream,
    more: &TokenStream,
) -> TokenStream {
    let wire = wire(protocol, data, blank, read, write, more);
    let debug = debug(protocol, data, &quote!(debug_value(self, f)));
    quote!(#wire #debug)
}

fn wire(
    protocol: &Resolved<'_>,
    data: &Data,
    blank: &TokenStream,
    read: &TokenStream,
    write: &TokenStream,
    more: &TokenStream,
) -> TokenStream {
    let runtime = &protocol.runtime;
    let ident = &data.ident;
    let name = names::plain(ident);
    let masked;
    let write = if data.personal {
        masked = fields::masked_or(write);
        &masked
    } else {
        write
    };
    quote! {
        impl #runtime::__private::Wire for #ident {
            const TYPE: #runtime::__private::describe::Type = #runtime::__private::describe::Type::Named(#name);
            fn blank() -> Self {
                #blank
            }
            fn read(
                &mut self,
                reader: &mut dyn #runtime::__private::Reader,
            ) -> ::core::result::Result<(), #runtime::__private::Fault> {
                #read
            }
            fn write(&self, out: &mut #runtime::__private::Writer) {
                #write
            }
            #more
        }
    }
}

fn debug(protocol: &Resolved<'_>, data: &Data, debug: &TokenStream) -> TokenStream {
    let runtime = &protocol.runtime;
    let ident = &data.ident;
    quote! {
        impl ::core::fmt::Debug for #ident {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                #runtime::__private::#debug
            }
        }
    }
}
