//! Declarations as models, built by hand.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::expand::names;
use crate::model::{
    At, Body, Data, DataShape, Direction, Encoding, Envelope, Family, FamilyKind, Field, From, Id,
    Machine, Message, Move, Only, Path, Presence, Protocol, Reply, Sample, SampleKind, SampleText,
    State, TagKind, Transport, Type, TypeKind, Value, Variant, VariantBody,
};

fn ident(name: &str) -> Ident {
    names::ident(name, Span::call_site())
}

fn at(text: &str) -> At<String> {
    At::new(text.to_owned(), Span::call_site())
}

fn ty(rust: &TokenStream, kind: TypeKind) -> Type {
    Type {
        span: Span::call_site(),
        here: rust.clone(),
        inner: rust.clone(),
        kind,
    }
}

fn string() -> Type {
    ty(&quote!(::std::string::String), TypeKind::String)
}

fn integer() -> Type {
    ty(
        &quote!(u64),
        TypeKind::Integer {
            bits: 64,
            signed: false,
        },
    )
}

fn phone() -> Type {
    ty(
        &quote!(::cti_runtime::types::PhoneNumber),
        TypeKind::PhoneNumber,
    )
}

fn uuid() -> Type {
    ty(&quote!(::cti_runtime::types::Uuid), TypeKind::Uuid)
}

fn json_map() -> Type {
    let json = ty(&quote!(::cti_runtime::types::Json), TypeKind::Json);
    let rust = quote!(::cti_runtime::types::Map<::cti_runtime::types::Json>);
    ty(&rust, TypeKind::Map(Box::new(json)))
}

fn list(item: Type) -> Type {
    let here = &item.here;
    ty(
        &quote!(::std::vec::Vec<#here>),
        TypeKind::List(Box::new(item)),
    )
}

fn option(inner: Type) -> Type {
    let (here, inside) = (&inner.here, &inner.inner);
    Type {
        span: Span::call_site(),
        here: quote!(::core::option::Option<#here>),
        inner: quote!(::core::option::Option<#inside>),
        kind: TypeKind::Option(Box::new(inner)),
    }
}

fn result(ok: Type, error: Type) -> Type {
    let (here, inner) = ((&ok.here, &error.here), (&ok.inner, &error.inner));
    let result =
        |(ok, error): (&TokenStream, &TokenStream)| quote!(::core::result::Result<#ok, #error>);
    Type {
        span: Span::call_site(),
        here: result(here),
        inner: result(inner),
        kind: TypeKind::Result(Box::new(ok), Box::new(error)),
    }
}

fn declared(name: &str) -> Type {
    let ident = ident(name);
    Type {
        span: Span::call_site(),
        here: quote!(#ident),
        inner: quote!(super::#ident),
        kind: TypeKind::Declared(ident),
    }
}

fn field(name: &str, key: &str, ty: Type) -> Field {
    let presence = match ty.kind {
        TypeKind::Option(_) => Presence::Optional,
        _ => Presence::Required,
    };
    Field {
        ident: ident(name),
        doc: String::new(),
        key: at(key),
        aliases: Vec::new(),
        ty,
        presence,
        personal: false,
        flatten: false,
        prefix: None,
        beside: false,
        at: None,
        remainder: false,
        opaque: false,
        posted: None,
        deprecated: None,
        stamp: None,
        id: Id::No,
        outcome: None,
    }
}

fn flat(name: &str, ty: Type) -> Field {
    Field {
        flatten: true,
        ..field(name, name, ty)
    }
}

fn message(name: &str, tag: &str, body: Body) -> Message {
    Message {
        ident: ident(name),
        handler: names::snake_ident(&ident(name)),
        doc: String::new(),
        tag: at(tag),
        aliases: Vec::new(),
        prefix: false,
        content: Some("data".to_owned()),
        body,
        moves: Vec::new(),
        only: Vec::new(),
        reply: None,
        stream: None,
        convention: None,
        within: None,
        handshake: None,
        deprecated: None,
        reloaded: None,
        port: None,
        optional: false,
        samples: Vec::new(),
    }
}

fn family(name: &str, direction: Direction, messages: Vec<Message>) -> Family {
    Family {
        ident: ident(name),
        doc: String::new(),
        direction,
        kind: FamilyKind::Messages,
        envelope: Envelope {
            encoding: Encoding::Object,
            codec: None,
            beside_codec: false,
            tag: at("action"),
            content: Some(at("data")),
            constants: Vec::new(),
            reports: Vec::new(),
            map: false,
        },
        requests: None,
        messages,
    }
}

fn data(name: &str, shape: DataShape) -> Data {
    Data {
        ident: ident(name),
        doc: String::new(),
        visibility: quote!(pub),
        personal: false,
        derives: Vec::new(),
        shape,
    }
}

fn value(name: &str, value: &str, prefix: bool) -> Value {
    Value {
        ident: ident(name),
        doc: String::new(),
        value: at(value),
        aliases: Vec::new(),
        prefix,
    }
}

fn variant(name: &str, key: &str, body: VariantBody) -> Variant {
    Variant {
        ident: ident(name),
        doc: String::new(),
        key: at(key),
        tag: TagKind::Text,
        aliases: Vec::new(),
        body,
    }
}

fn states(name: &str, key: Option<&str>, states: &[&str], end: &[&str]) -> Machine {
    Machine {
        ident: ident(name),
        doc: String::new(),
        key: key.map(|key| Path(vec![ident(key)])),
        states: states
            .iter()
            .map(|name| State {
                ident: ident(name),
                doc: String::new(),
                end: end.contains(name),
            })
            .collect(),
    }
}

fn moves(machine: &str, from: From, to: &str) -> Vec<Move> {
    vec![Move {
        machine: ident(machine),
        from,
        to: ident(to),
        condition: None,
    }]
}

fn sample(kind: SampleKind, json: &str) -> Sample {
    Sample {
        span: Span::call_site(),
        kind,
        text: SampleText::Inline(json.to_owned()),
        spans: Vec::new(),
    }
}

fn window(name: &str, marker: &str) -> Protocol {
    Protocol {
        runtime: quote!(::cti_runtime),
        visibility: quote!(pub),
        module: ident(name),
        attributes: Vec::new(),
        doc: String::new(),
        marker: ident(marker),
        name: name.replace('_', "-"),
        vendor: "Acme".to_owned(),
        transport: Transport::Window {
            origins: vec![at("https://phone-*.acme.example")],
            frame: None,
        },
        items: Vec::new(),
        unread: Vec::new(),
        imported: Vec::new(),
        machines: Vec::new(),
        families: Vec::new(),
        types: Vec::new(),
    }
}

/// The declaration of the runtime's `tests/session.rs`.
pub(super) fn acme_phone() -> Protocol {
    let call = Message {
        doc: "A call rings.".to_owned(),
        moves: moves("Line", From::States(vec![ident("Idle")]), "Ringing"),
        samples: vec![sample(
            SampleKind::Message,
            r#"{"action":"call","data":{"number":123,"side":"in","to":null}}"#,
        )],
        ..message(
            "Call",
            "call",
            Body::Fields(vec![
                field("number", "number", phone()),
                field("side", "side", declared("Side")),
                field("note", "note", option(string())),
                Field {
                    presence: Presence::Nullable,
                    ..field("to", "to", option(integer()))
                },
            ]),
        )
    };
    let secret = ty(
        &quote!(::cti_runtime::types::Secret<::std::string::String>),
        TypeKind::Secret(Box::new(string())),
    );
    let token = Message {
        content: None,
        ..message(
            "Token",
            "token",
            Body::Fields(vec![field("token", "token", secret)]),
        )
    };
    let custom = message(
        "Custom",
        "custom",
        Body::Whole(Box::new(field("content", "", json_map())), Vec::new()),
    );
    let get_token = Message {
        reply: Some(Reply::Named {
            ok: vec![ident("Token")],
            error: Vec::new(),
        }),
        ..message("GetToken", "getToken", Body::Unit)
    };
    let dial = Message {
        only: vec![Only {
            machine: ident("Line"),
            states: vec![ident("Idle")],
        }],
        ..message(
            "Dial",
            "dial",
            Body::Fields(vec![
                flat("target", declared("Target")),
                flat("view", declared("View")),
            ]),
        )
    };
    let doc = "A made-up phone.";
    Protocol {
        attributes: vec![quote!(#[doc = #doc])],
        doc: doc.to_owned(),
        machines: vec![states("Line", None, &["Idle", "Ringing"], &[])],
        families: vec![
            family("Event", Direction::FromVendor, vec![call, custom, token]),
            family(
                "Command",
                Direction::ToVendor,
                vec![message("Hangup", "hangup", Body::Unit), get_token, dial],
            ),
        ],
        types: acme_types(),
        ..window("acme_phone", "AcmePhone")
    }
}

/// What the other one hasn't: keys, defaults, masks, aliases, one direction only.
pub(super) fn odd_phone() -> Protocol {
    let ringing = Message {
        aliases: vec![at("RINGING"), at("alerting")],
        moves: moves("Call", From::New(Span::call_site()), "Ringing"),
        ..message(
            "Ringing",
            "ringing",
            Body::Fields(vec![
                flat("target", option(declared("Target"))),
                Field {
                    beside: true,
                    ..field("call_uuid", "call_uuid", uuid())
                },
                Field {
                    presence: Presence::Default,
                    aliases: vec![at("labels")],
                    ..field("tags", "tags", list(string()))
                },
                Field {
                    personal: true,
                    ..field("type", "type", option(string()))
                },
                flat("person", declared("Person")),
                flat("extra", option(json_map())),
                flat("agent", option(declared("Agent"))),
            ]),
        )
    };
    let ended = Message {
        moves: moves("Call", From::Any(Span::call_site()), "Ended"),
        content: None,
        ..message(
            "Peer",
            "pe\"er",
            Body::Fields(vec![
                field("call_uuid", "call_uuid", uuid()),
                field("id", "id", declared("Id")),
                field("name", "name", declared("Name")),
                field("level", "level", declared("Level")),
                field("shape", "shape", declared("Shape")),
            ]),
        )
    };
    Protocol {
        machines: vec![states(
            "Call",
            Some("call_uuid"),
            &["Ringing", "Ended"],
            &["Ended"],
        )],
        families: vec![family("Event", Direction::FromVendor, vec![ringing, ended])],
        types: odd_types(),
        ..window("odd_phone", "OddPhone")
    }
}

fn acme_types() -> Vec<Data> {
    vec![
        data(
            "Side",
            DataShape::Enum {
                values: vec![value("In", "in", false), value("Extra", "x_", true)],
                open: true,
            },
        ),
        data(
            "Target",
            DataShape::OneOf(vec![
                variant("Number", "number", VariantBody::Value(phone())),
                variant("CallId", "callId", VariantBody::Value(integer())),
            ]),
        ),
        data(
            "View",
            DataShape::Tagged {
                tag: at("view"),
                variants: vec![
                    variant("Plain", "plain", VariantBody::Unit),
                    variant(
                        "Headless",
                        "headless",
                        VariantBody::Fields(vec![field("app", "app", string())]),
                    ),
                ],
            },
        ),
    ]
}

fn odd_types() -> Vec<Data> {
    let personal = |data: Data| Data {
        personal: true,
        ..data
    };
    vec![
        data(
            "Target",
            DataShape::OneOf(vec![
                variant("Number", "number", VariantBody::Value(phone())),
                variant("CallId", "callId", VariantBody::Value(integer())),
            ]),
        ),
        personal(data(
            "Person",
            DataShape::Object(vec![
                field("first", "first", string()),
                field("last", "last", option(string())),
            ]),
        )),
        data(
            "Agent",
            DataShape::Object(vec![field("agent", "agent", string())]),
        ),
        data(
            "Id",
            DataShape::Union(vec![
                variant("Number", "Number", VariantBody::Value(integer())),
                variant("Text", "Text", VariantBody::Value(string())),
            ]),
        ),
        personal(data("Name", DataShape::Newtype(string()))),
        data(
            "Level",
            DataShape::Enum {
                values: vec![
                    Value {
                        aliases: vec![at("LOW")],
                        ..value("Low", "low", false)
                    },
                    value("High", "high", false),
                ],
                open: false,
            },
        ),
        data(
            "Shape",
            DataShape::Tagged {
                tag: at("kind"),
                variants: vec![
                    variant(
                        "Round",
                        "round",
                        VariantBody::Fields(vec![
                            field("size", "size", integer()),
                            field("out", "out", option(integer())),
                        ]),
                    ),
                    variant(
                        "Square",
                        "square",
                        VariantBody::Fields(vec![
                            field("name", "name", string()),
                            field("size", "size", option(string())),
                        ]),
                    ),
                    variant("Body", "body", VariantBody::Value(declared("Person"))),
                ],
            },
        ),
    ]
}

/// Functions and subscriptions of a library.
pub(super) fn desk() -> Protocol {
    let kind = |kind, family: Family| Family {
        kind,
        envelope: Envelope {
            encoding: Encoding::Text,
            codec: None,
            beside_codec: false,
            tag: at(""),
            content: None,
            constants: Vec::new(),
            reports: Vec::new(),
            map: false,
        },
        ..family
    };
    let set_visible = Message {
        content: None,
        reply: Some(Reply::Callback {
            ok: ty(&quote!(bool), TypeKind::Bool),
            error: string(),
        }),
        samples: vec![
            sample(SampleKind::Arguments, "[true]"),
            sample(SampleKind::Result, "true"),
            sample(SampleKind::Error, "\"no\""),
        ],
        ..message(
            "SetVisible",
            "setVisible",
            Body::Fields(vec![field(
                "value",
                "value",
                ty(&quote!(bool), TypeKind::Bool),
            )]),
        )
    };
    let outcome = field("outcome", "outcome", result(declared("Page"), string()));
    let on_focus = Message {
        content: None,
        samples: vec![sample(SampleKind::Result, r#"{"url":"/"}"#)],
        ..message(
            "OnFocus",
            "onFocus",
            Body::Whole(Box::new(outcome), Vec::new()),
        )
    };
    Protocol {
        transport: Transport::Library {
            library: at("desk.interaction.cti"),
            error: Some(string()),
        },
        families: vec![
            kind(
                FamilyKind::Methods,
                family("Method", Direction::ToVendor, vec![set_visible]),
            ),
            kind(
                FamilyKind::Subscriptions,
                family("Listener", Direction::FromVendor, vec![on_focus]),
            ),
        ],
        types: vec![data(
            "Page",
            DataShape::Object(vec![field("url", "url", string())]),
        )],
        ..window("desk", "Desk")
    }
}
