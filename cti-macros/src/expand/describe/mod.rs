//! The description: the declaration as the runtime's `static` data.

mod data;
mod fields;
mod message;
mod words;

use proc_macro2::TokenStream;
use quote::quote;

use super::{names, samples, table};
use crate::model::{
    Direction, Family, FamilyKind, Frame, Machine, Path, Posted, Requests, Transport,
};
use crate::resolve::Resolved;
use data::data;
use message::{message, outcome_keys};
use words::option_of;

/// `Description { … }`
pub(in crate::expand) fn description(protocol: &Resolved<'_>) -> TokenStream {
    let runtime = &protocol.runtime;
    let (name, vendor, doc) = (&protocol.name, &protocol.vendor, &protocol.doc);
    let transport = transport(protocol);
    let in_order = Direction::BOTH;
    let families = in_order.into_iter().flat_map(|direction| {
        let families = protocol.families.iter();
        families
            .filter(move |of| of.direction == direction)
            .map(|of| family(protocol, of))
    });
    let types = protocol.types.iter().map(|of| data(protocol, of));
    let machines = protocol.machines.iter().map(|of| machine(protocol, of));
    quote! {
        #runtime::__private::describe::Description {
            name: #name,
            vendor: #vendor,
            doc: #doc,
            transport: #transport,
            families: &[#(#families),*],
            types: &[#(#types),*],
            machines: &[#(#machines),*],
        }
    }
}

fn transport(protocol: &Resolved<'_>) -> TokenStream {
    let runtime = &protocol.runtime;
    match &protocol.transport {
        Transport::Window {
            origins,
            frame: declared,
        } => {
            let origins = origins.iter().map(|origin| &origin.value);
            let frame = names::option(declared.as_ref().map(|of| frame(protocol, of)));
            quote! {
                #runtime::__private::describe::Transport::Window { origins: &[#(#origins),*], frame: #frame }
            }
        }
        Transport::Library { library, .. } => {
            let library = &library.value;
            quote!(#runtime::__private::describe::Transport::Library { library: #library })
        }
    }
}

fn frame(protocol: &Resolved<'_>, frame: &Frame) -> TokenStream {
    let runtime = &protocol.runtime;
    match frame {
        Frame::Inside => quote!(#runtime::__private::describe::Frame::Inside),
        Frame::Around {
            src,
            allow,
            size,
            min,
        } => {
            let src = &src.value;
            let allow = option_of(allow.as_ref().map(|allow| &allow.value));
            let pair = |pair: &Option<(u32, u32)>| {
                names::option(pair.map(|(width, height)| quote!((#width, #height))))
            };
            let (size, min) = (pair(size), pair(min));
            quote! {
                #runtime::__private::describe::Frame::Around {
                    src: #src,
                    allow: #allow,
                    size: #size,
                    min: #min,
                }
            }
        }
    }
}

fn family(protocol: &Resolved<'_>, family: &Family) -> TokenStream {
    let runtime = &protocol.runtime;
    let name = names::plain(&family.ident);
    let doc = &family.doc;
    let direction = match family.direction {
        Direction::FromVendor => quote!(FromVendor),
        Direction::ToVendor => quote!(ToVendor),
    };
    let kind = match family.kind {
        FamilyKind::Messages => quote!(Messages),
        FamilyKind::Requests => quote!(Requests),
        FamilyKind::Methods => quote!(Methods),
        FamilyKind::Subscriptions => quote!(Subscriptions),
    };
    let encoding = table::encoding(protocol, &family.envelope);
    let tag = &family.envelope.tag.value;
    let content = option_of(family.envelope.fields_in());
    let constants = table::constants(protocol, &family.envelope.constants);
    let reports = table::constants(protocol, &family.envelope.reports);
    let requests = family.requests.as_ref();
    let requests = names::option(requests.map(|of| self::requests(protocol, of)));
    let posted = family.envelope.map.then_some(Posted::Map);
    let posted = names::option(posted.map(|posted| words::posted(protocol, posted)));
    let messages = protocol.rows_of(family).map(|row| message(protocol, row));
    quote! {
        #runtime::__private::describe::Family {
            name: #name,
            doc: #doc,
            direction: #runtime::__private::describe::Direction::#direction,
            kind: #runtime::__private::describe::FamilyKind::#kind,
            envelope: #runtime::__private::describe::Envelope {
                encoding: #encoding,
                tag: #tag,
                content: #content,
                constants: #constants,
                reports: #reports,
                posted: #posted,
            },
            requests: #requests,
            messages: &[#(#messages),*],
        }
    }
}

fn requests(protocol: &Resolved<'_>, requests: &Requests) -> TokenStream {
    let runtime = &protocol.runtime;
    let answer = &requests.answer;
    let [id, answer_id] =
        [&requests.id, &answer.id].map(|id| option_of(id.as_ref().map(|id| &id.value)));
    let numbers = requests.numbers;
    let [flag, ok, error] = outcome_keys(&answer.keys);
    let decides = table::decides(protocol, &answer.keys);
    let constants = table::constants(protocol, &answer.constants);
    let unknown = names::option(requests.unknown.as_ref().map(samples::text));
    quote! {
        #runtime::__private::describe::Requests {
            id: #id,
            numbers: #numbers,
            answer: #runtime::__private::describe::Answer {
                id: #answer_id,
                flag: #flag,
                ok: #ok,
                error: #error,
                decides: #decides,
                constants: #constants,
            },
            unknown: #unknown,
        }
    }
}

fn machine(protocol: &Resolved<'_>, machine: &Machine) -> TokenStream {
    let runtime = &protocol.runtime;
    let (name, doc) = (names::plain(&machine.ident), &machine.doc);
    let key = option_of(machine.key.as_ref().map(Path::to_string));
    let states = machine.states.iter().map(|state| {
        let (name, doc, end) = (names::plain(&state.ident), &state.doc, state.end);
        quote!(#runtime::__private::describe::State { name: #name, doc: #doc, end: #end })
    });
    quote! {
        #runtime::__private::describe::Machine {
            name: #name,
            doc: #doc,
            key: #key,
            states: &[#(#states),*],
        }
    }
}
