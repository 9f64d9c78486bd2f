//! Data types.

use proc_macro2::TokenStream;
use quote::quote;

use super::fields::{self, ty};
use super::words::values;
use crate::expand::names;
use crate::model::{Data, DataShape, TagKind, Value, Variant, VariantBody};
use crate::resolve::Resolved;

pub(super) fn data(protocol: &Resolved<'_>, data: &Data) -> TokenStream {
    let runtime = &protocol.runtime;
    let (name, doc, personal) = (names::plain(&data.ident), &data.doc, data.personal);
    let shape = match &data.shape {
        DataShape::Object(fields) => {
            let fields = fields::list(protocol, fields.iter(), data.personal);
            quote!(Object(#fields))
        }
        DataShape::Positional(fields) => {
            let fields = fields::list(protocol, fields.iter(), data.personal);
            quote!(Positional(#fields))
        }
        DataShape::Newtype(of) => {
            let ty = ty(protocol, of);
            quote!(Newtype(#ty))
        }
        DataShape::Enum { values, open } => {
            let values = values.iter().map(|of| value(protocol, of));
            quote!(Enum { values: &[#(#values),*], open: #open })
        }
        DataShape::OneOf(variants) => {
            let variants = variants
                .iter()
                .map(|of| variant(protocol, of, &of.key.value));
            quote!(OneOf(&[#(#variants),*]))
        }
        DataShape::Tagged { tag, variants } => {
            let tag = &tag.value;
            let variants = variants
                .iter()
                .map(|of| variant(protocol, of, &of.key.value));
            quote!(Tagged { tag: #tag, variants: &[#(#variants),*] })
        }
        DataShape::Union(variants) => {
            let variants = variants.iter().map(|of| variant(protocol, of, ""));
            quote!(Union(&[#(#variants),*]))
        }
    };
    quote! {
        #runtime::__private::describe::Data {
            name: #name,
            doc: #doc,
            personal: #personal,
            shape: #runtime::__private::describe::DataShape::#shape,
        }
    }
}

fn value(protocol: &Resolved<'_>, value: &Value) -> TokenStream {
    let runtime = &protocol.runtime;
    let name = names::plain(&value.ident);
    let (text, prefix, doc) = (&value.value.value, value.prefix, &value.doc);
    let aliases = values(&value.aliases);
    quote! {
        #runtime::__private::describe::Value {
            name: #name,
            value: #text,
            aliases: &[#(#aliases),*],
            prefix: #prefix,
            doc: #doc,
        }
    }
}

fn variant(protocol: &Resolved<'_>, variant: &Variant, key: &str) -> TokenStream {
    let runtime = &protocol.runtime;
    let (name, doc) = (names::plain(&variant.ident), &variant.doc);
    let aliases = values(&variant.aliases);
    let tag = match variant.tag {
        TagKind::Text => quote!(String),
        TagKind::Bool => quote!(Boolean),
        TagKind::Number => quote!(Number),
    };
    let nothing = || quote!(#runtime::__private::describe::Type::Nothing);
    let (fields, ty) = match &variant.body {
        VariantBody::Unit => (quote!(&[]), nothing()),
        VariantBody::Value(of) => (quote!(&[]), ty(protocol, of)),
        VariantBody::Fields(fields) => (fields::list(protocol, fields.iter(), false), nothing()),
    };
    quote! {
        #runtime::__private::describe::Variant {
            name: #name,
            key: #key,
            aliases: &[#(#aliases),*],
            tag: #runtime::__private::describe::TagKind::#tag,
            doc: #doc,
            fields: #fields,
            ty: #ty,
        }
    }
}
