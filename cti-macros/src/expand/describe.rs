//! The description: the declaration as the runtime's `static` data.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote, quote_spanned};

use super::{fields, names, samples, table};
use crate::model::{
    At, Body, Carrier, Condition, Data, DataShape, Direction, Family, FamilyKind, Field, Frame,
    From, Handshake, Id, Machine, Message, OutcomeKeys, Path, Presence, Reply, Requests, TagKind,
    Type, TypeKind, Value, Variant, VariantBody,
};
use crate::resolve::{Resolved, Row};

/// `Description { … }`
pub(super) fn description(protocol: &Resolved<'_>) -> TokenStream {
    let runtime = &protocol.runtime;
    let (name, vendor, doc) = (&protocol.name, &protocol.vendor, &protocol.doc);
    let carrier = carrier(protocol);
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
        #runtime::describe::Description {
            name: #name,
            vendor: #vendor,
            doc: #doc,
            carrier: #carrier,
            families: &[#(#families),*],
            types: &[#(#types),*],
            machines: &[#(#machines),*],
        }
    }
}

fn carrier(protocol: &Resolved<'_>) -> TokenStream {
    let runtime = &protocol.runtime;
    match &protocol.carrier {
        Carrier::Window {
            origins,
            frame: declared,
        } => {
            let origins = origins.iter().map(|origin| &origin.value);
            let frame = names::option(declared.as_ref().map(|of| frame(protocol, of)));
            quote! {
                #runtime::describe::Carrier::Window { origins: &[#(#origins),*], frame: #frame }
            }
        }
        Carrier::Library { library, .. } => {
            let library = &library.value;
            quote!(#runtime::describe::Carrier::Library { library: #library })
        }
    }
}

fn frame(protocol: &Resolved<'_>, frame: &Frame) -> TokenStream {
    let runtime = &protocol.runtime;
    match frame {
        Frame::Inside => quote!(#runtime::describe::Frame::Inside),
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
                #runtime::describe::Frame::Around {
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
    let content = option_of(
        family
            .envelope
            .content
            .as_ref()
            .map(|content| &content.value),
    );
    let constants = table::constants(protocol, &family.envelope.constants);
    let reports = table::constants(protocol, &family.envelope.reports);
    let requests = family.requests.as_ref();
    let requests = names::option(requests.map(|of| self::requests(protocol, of)));
    let messages = protocol.rows_of(family).map(|row| message(protocol, row));
    quote! {
        #runtime::describe::Family {
            name: #name,
            doc: #doc,
            direction: #runtime::describe::Direction::#direction,
            kind: #runtime::describe::FamilyKind::#kind,
            envelope: #runtime::describe::Envelope {
                encoding: #encoding,
                tag: #tag,
                content: #content,
                constants: #constants,
                reports: #reports,
            },
            requests: #requests,
            messages: &[#(#messages),*],
        }
    }
}

fn requests(protocol: &Resolved<'_>, requests: &Requests) -> TokenStream {
    let runtime = &protocol.runtime;
    let (id, numbers) = (&requests.id.value, requests.numbers);
    let answer = &requests.answer;
    let answer_id = &answer.id.value;
    let [flag, ok, error] = outcome_keys(&answer.keys);
    let constants = table::constants(protocol, &answer.constants);
    let unknown = names::option(requests.unknown.as_ref().map(samples::text));
    quote! {
        #runtime::describe::Requests {
            id: #id,
            numbers: #numbers,
            answer: #runtime::describe::Answer {
                id: #answer_id,
                flag: #flag,
                ok: #ok,
                error: #error,
                constants: #constants,
            },
            unknown: #unknown,
        }
    }
}

fn message(protocol: &Resolved<'_>, row: &Row<'_>) -> TokenStream {
    let runtime = &protocol.runtime;
    let (family, message) = (row.family, row.message);
    let (name, handler) = (names::plain(&message.ident), names::plain(&message.handler));
    let (tag, doc) = (&message.tag.value, &message.doc);
    let content = message.content.as_ref();
    let whole = matches!(message.body, Body::Whole(..));
    let fields = self::fields(protocol, message.body.each(), false);
    let moves = message.moves.iter().map(|of| {
        let (machine, to) = (names::plain(&of.machine), names::plain(&of.to));
        let from = match &of.from {
            From::Any(_) => quote!(Any),
            From::New(_) => quote!(New),
            From::States(states) => {
                let states = states.iter().map(names::plain);
                quote!(States(&[#(#states),*]))
            }
        };
        let condition = of.condition.as_ref();
        let condition = condition.map(|of| self::condition(protocol, row, of));
        let ty = quote!(#runtime::describe::Move);
        let from = quote!(#runtime::describe::From::#from);
        names::differing(&ty, quote!(#ty::new(#machine, #from, #to)), [condition])
    });
    let only = message.only.iter().map(|of| {
        let machine = names::plain(&of.machine);
        let states = of.states.iter().map(names::plain);
        quote!(#runtime::describe::Only { machine: #machine, states: &[#(#states),*] })
    });
    let reply = message.reply.as_ref().map(|of| reply(protocol, family, of));
    let outcome = message.outcome().and_then(|of| outcome(protocol, of));
    let within = message.within.map(Literal::u64_unsuffixed);
    let handshake = message.handshake.as_ref();
    let handshake = handshake.map(|of| self::handshake(protocol, family, of));
    let failure = failure(message).map(|of| ty(protocol, of));
    let samples = message
        .samples
        .iter()
        .map(|sample| samples::described(protocol, sample));
    let some = |name: &TokenStream, value: Option<TokenStream>| {
        value.map(|value| quote!(#name: ::core::option::Option::Some(#value)))
    };
    let ty = quote!(#runtime::describe::Message);
    names::differing(
        &ty,
        quote!(#ty::new(#name, #tag, #handler, #fields)),
        [
            doc_of(doc),
            names::list(&quote!(aliases), values(&message.aliases)),
            some(&quote!(content), content.map(ToTokens::to_token_stream)),
            whole.then(|| quote!(whole: true)),
            names::list(&quote!(moves), moves),
            names::list(&quote!(only), only),
            some(&quote!(outcome), outcome),
            some(&quote!(reply), reply),
            some(&quote!(within), within.map(ToTokens::into_token_stream)),
            some(&quote!(handshake), handshake),
            message.optional.then(|| quote!(optional: true)),
            some(&quote!(failure), failure),
            names::list(&quote!(samples), samples),
        ],
    )
}

/// What a subscription reports when it fails. Its value is a `Result`, which describes itself as the
/// type of its success.
fn failure(message: &Message) -> Option<&Type> {
    match &message.body {
        Body::Whole(field, _) => match &field.ty.kind {
            TypeKind::Result(_, error) => Some(error),
            _ => None,
        },
        _ => None,
    }
}

fn reply(protocol: &Resolved<'_>, family: &Family, reply: &Reply) -> TokenStream {
    let runtime = &protocol.runtime;
    match reply {
        Reply::Callback { ok, error } => {
            let (ok, error) = (ty(protocol, ok), ty(protocol, error));
            quote!(#runtime::describe::Reply::Callback { result: #ok, error: #error })
        }
        Reply::Named { ok, error } => {
            let tag = |ident| answer(protocol, family, ident);
            let ok = tag(ok);
            let error = option_of(error.as_ref().and_then(tag));
            quote!(#runtime::describe::Reply::Named { tag: #ok, error: #error })
        }
    }
}

/// A body that is either of two.
fn outcome(protocol: &Resolved<'_>, field: &Field) -> Option<TokenStream> {
    let (Some(keys), TypeKind::Result(ok, error)) = (&field.outcome, &field.ty.kind) else {
        return None;
    };
    let runtime = &protocol.runtime;
    let (name, doc) = (names::plain(&field.ident), &field.doc);
    let [flag, ok_key, error_key] = outcome_keys(keys);
    let (ok, error) = (ty(protocol, ok), ty(protocol, error));
    let Field {
        personal, beside, ..
    } = field;
    Some(quote! {
        #runtime::describe::Outcome {
            name: #name,
            doc: #doc,
            flag: #flag,
            ok_key: #ok_key,
            ok: #ok,
            error_key: #error_key,
            error: #error,
            personal: #personal,
            beside: #beside,
        }
    })
}

fn outcome_keys(keys: &OutcomeKeys) -> [TokenStream; 3] {
    [&keys.flag, &keys.ok, &keys.error].map(|key| option_of(key.as_ref().map(|key| &key.value)))
}

/// The tag of a message of the other side.
fn answer<'a>(protocol: &'a Resolved<'a>, family: &Family, ident: &Ident) -> Option<&'a String> {
    Some(&protocol.opposite(family, ident)?.message.tag.value)
}

fn handshake(protocol: &Resolved<'_>, family: &Family, handshake: &Handshake) -> TokenStream {
    let runtime = &protocol.runtime;
    let tag = |ident| answer(protocol, family, ident);
    let until = tag(&handshake.until);
    let again = option_of(handshake.again.as_ref().and_then(tag));
    let every = option_of(handshake.every.map(|every| names::index(every as usize)));
    let hold = handshake.hold;
    quote! {
        #runtime::describe::Handshake {
            until: #until,
            again: #again,
            every_ms: #every,
            hold: #hold,
        }
    }
}

/// The fields of a message or a type; all of a type that is personal as a whole are personal.
fn fields<'a>(
    protocol: &Resolved<'_>,
    fields: impl Iterator<Item = &'a Field>,
    personal: bool,
) -> TokenStream {
    let fields = fields.filter(|field| field.outcome.is_none());
    let fields = fields.map(|of| field(protocol, of, personal || of.personal));
    quote!(&[#(#fields),*])
}

fn field(protocol: &Resolved<'_>, field: &Field, personal: bool) -> TokenStream {
    let runtime = &protocol.runtime;
    let name = names::plain(&field.ident);
    let key = &field.key.value;
    let ty = if field.opaque {
        quote!(#runtime::describe::Type::Opaque)
    } else {
        ty(protocol, &field.ty)
    };
    let presence = match field.presence {
        Presence::Required => None,
        Presence::Optional => Some(quote!(Optional)),
        Presence::Nullable => Some(quote!(Nullable)),
        Presence::Default => Some(quote!(Default)),
    };
    let default = match field.presence {
        Presence::Default if !field.opaque => default(&field.ty),
        _ => None,
    };
    let described = quote!(#runtime::describe::Field);
    names::differing(
        &described,
        quote!(#described::new(#name, #key, #ty)),
        [
            doc_of(&field.doc),
            names::list(&quote!(aliases), values(&field.aliases)),
            presence.map(|of| quote!(presence: #runtime::describe::Presence::#of)),
            default.map(|json| quote!(default: ::core::option::Option::Some(#json))),
            personal.then(|| quote!(personal: true)),
            field.flatten.then(|| quote!(flatten: true)),
            field.beside.then(|| quote!(beside: true)),
            (field.id != Id::No).then(|| quote!(id: true)),
        ],
    )
}

/// `condition: Some(…)`
fn condition(protocol: &Resolved<'_>, row: &Row<'_>, of: &Condition) -> TokenStream {
    let runtime = &protocol.runtime;
    let field = of.path.to_string();
    let steps = row.path(&of.path).and_then(|steps| steps.as_ref().ok());
    let keys = steps.into_iter().flatten();
    let keys = keys.filter(|step| !step.flatten && !row.message.body.is_value(step));
    let keys = keys.map(|step| &step.key.value);
    let value = table::scalar(protocol, &of.value.value);
    quote! {
        condition: ::core::option::Option::Some(#runtime::describe::Condition {
            field: #field,
            keys: &[#(#keys),*],
            value: #value,
        })
    }
}

/// The JSON of a type's default, if the macro knows it.
fn default(of: &Type) -> Option<&'static str> {
    Some(match &of.kind {
        TypeKind::Bool => "false",
        TypeKind::Integer { .. } | TypeKind::Float => "0",
        TypeKind::String => "\"\"",
        TypeKind::Uuid => "\"00000000-0000-0000-0000-000000000000\"",
        TypeKind::Json => "null",
        TypeKind::List(_) | TypeKind::OneOrMany(_) => "[]",
        TypeKind::Map(_) => "{}",
        TypeKind::Text(inner) => match inner.kind {
            TypeKind::Bool => "\"false\"",
            TypeKind::Integer { .. } | TypeKind::Float => "\"0\"",
            _ => return None,
        },
        TypeKind::Secret(inner) => return default(inner),
        _ => return None,
    })
}

/// What a type says of itself; asked of the innermost type, so that the compiler points at that one
/// if it isn't a wire type.
fn ty(protocol: &Resolved<'_>, of: &Type) -> TokenStream {
    let runtime = &protocol.runtime;
    let (outer, inner) = match &of.kind {
        _ if fields::foreign(of).is_some() => return asked(protocol, of),
        TypeKind::Unit | TypeKind::Never => {
            return quote!(#runtime::describe::Type::Nothing);
        }
        TypeKind::Option(inner) => (quote!(Option), inner),
        TypeKind::List(inner) => (quote!(List), inner),
        TypeKind::OneOrMany(inner) => (quote!(OneOrMany), inner),
        TypeKind::Map(inner) => (quote!(Map), inner),
        _ => return asked(protocol, of),
    };
    let inner = ty(protocol, inner);
    quote!(#runtime::describe::Type::#outer(&#inner))
}

fn asked(protocol: &Resolved<'_>, of: &Type) -> TokenStream {
    let (ty, span) = (fields::located(of), fields::at(of));
    let runtime = fields::runtime_at(protocol, span);
    quote_spanned!(span=> <#ty as #runtime::codec::Wire>::TYPE)
}

fn data(protocol: &Resolved<'_>, data: &Data) -> TokenStream {
    let runtime = &protocol.runtime;
    let (name, doc, personal) = (names::plain(&data.ident), &data.doc, data.personal);
    let shape = match &data.shape {
        DataShape::Object(fields) => {
            let fields = self::fields(protocol, fields.iter(), data.personal);
            quote!(Object(#fields))
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
        #runtime::describe::Data {
            name: #name,
            doc: #doc,
            personal: #personal,
            shape: #runtime::describe::DataShape::#shape,
        }
    }
}

fn value(protocol: &Resolved<'_>, value: &Value) -> TokenStream {
    let runtime = &protocol.runtime;
    let name = names::plain(&value.ident);
    let (text, prefix, doc) = (&value.value.value, value.prefix, &value.doc);
    let aliases = values(&value.aliases);
    quote! {
        #runtime::describe::Value {
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
    let nothing = || quote!(#runtime::describe::Type::Nothing);
    let (fields, ty) = match &variant.body {
        VariantBody::Unit => (quote!(&[]), nothing()),
        VariantBody::Value(of) => (quote!(&[]), ty(protocol, of)),
        VariantBody::Fields(fields) => (self::fields(protocol, fields.iter(), false), nothing()),
    };
    quote! {
        #runtime::describe::Variant {
            name: #name,
            key: #key,
            aliases: &[#(#aliases),*],
            tag: #runtime::describe::TagKind::#tag,
            doc: #doc,
            fields: #fields,
            ty: #ty,
        }
    }
}

fn machine(protocol: &Resolved<'_>, machine: &Machine) -> TokenStream {
    let runtime = &protocol.runtime;
    let (name, doc) = (names::plain(&machine.ident), &machine.doc);
    let key = option_of(machine.key.as_ref().map(Path::to_string));
    let states = machine.states.iter().map(|state| {
        let (name, doc, end) = (names::plain(&state.ident), &state.doc, state.end);
        quote!(#runtime::describe::State { name: #name, doc: #doc, end: #end })
    });
    quote! {
        #runtime::describe::Machine {
            name: #name,
            doc: #doc,
            key: #key,
            states: &[#(#states),*],
        }
    }
}

fn option_of(value: Option<impl ToTokens>) -> TokenStream {
    names::option(value.map(ToTokens::into_token_stream))
}

/// `doc: "…"`, where there is one.
fn doc_of(doc: &str) -> Option<TokenStream> {
    (!doc.is_empty()).then(|| quote!(doc: #doc))
}

fn values(values: &[At<String>]) -> impl Iterator<Item = TokenStream> {
    values.iter().map(|value| value.value.to_token_stream())
}
