//! The contract between the macro and the runtime: what the macro expands this declaration to,
//! written by hand.
//!
//! ```ignore
//! /// A made-up phone.
//! #[cti_runtime::protocol(
//!     vendor = "Acme",
//!     origins("https://phone-*.acme.example"),
//!     envelope(object, tag = "action", content = "data"),
//! )]
//! pub mod acme_phone {
//!     /// The line.
//!     #[states]
//!     enum Line { Idle, Ringing }
//!
//!     #[event]
//!     pub enum Event {
//!         /// A call rings.
//!         #[moves(Line: Idle => Ringing)]
//!         #[sample({ "action": "call", "data": { "number": 123, "side": "in", "to": null } })]
//!         Call { number: PhoneNumber, side: Side, note: Option<String>, #[null] to: Option<u64> },
//!         Custom(Map<Json>),
//!         #[envelope(beside)]
//!         Token { token: Secret<String> },
//!     }
//!     #[command]
//!     pub enum Command {
//!         Hangup,
//!         #[reply(Token)]
//!         GetToken,
//!         #[only(Line: Idle)]
//!         Dial { #[flatten] target: Target, #[flatten] view: View },
//!     }
//!     /// Which way.
//!     #[data(open)] pub enum Side { In, #[prefix("x_")] Extra(String) }
//!     #[data(one_of)] pub enum Target { Number(PhoneNumber), CallId(u64) }
//!     #[data(tag = "view")] pub enum View { Plain, Headless { app: String } }
//! }
//! ```
#![deny(missing_docs)]

/// A made-up phone.
pub mod acme_phone {
    /// The protocol: a made-up phone.
    #[derive(Clone, Copy, Debug)]
    pub struct AcmePhone;

    impl ::cti_runtime::protocol::Protocol for AcmePhone {
        type Carrier = ::cti_runtime::protocol::Window;
        type Event = Event;
        type Command = Command;
        const TABLE: &'static ::cti_runtime::protocol::ProtocolTable =
            &::cti_runtime::protocol::ProtocolTable {
                name: "acme-phone",
                origins: &[::cti_runtime::OriginPattern::from_static(
                    "https://phone-*.acme.example",
                )],
                machines: &[::cti_runtime::protocol::MachineTable {
                    name: "Line",
                    keyed: false,
                    states: &["Idle", "Ringing"],
                    end: 0,
                }],
            };
        fn description() -> &'static ::cti_runtime::describe::Description {
            static DESCRIPTION: ::cti_runtime::describe::Description =
                ::cti_runtime::describe::Description {
                    name: "acme-phone",
                    vendor: "Acme",
                    doc: "A made-up phone.",
                    carrier: ::cti_runtime::describe::Carrier::Window {
                        origins: &["https://phone-*.acme.example"],
                        frame: ::core::option::Option::None,
                    },
                    families: &[],
                    types: &[],
                    machines: &[],
                };
            &DESCRIPTION
        }
    }

    /// The line.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Line {
        /// `Idle`.
        Idle,
        /// `Ringing`.
        Ringing,
    }

    impl ::cti_runtime::protocol::States for Line {
        type Protocol = AcmePhone;
        const MACHINE: usize = 0;
        fn from_index(state: usize) -> ::core::option::Option<Self> {
            ::core::option::Option::Some(match state {
                0 => Self::Idle,
                1 => Self::Ringing,
                _ => return ::core::option::Option::None,
            })
        }
    }

    /// The messages of [`Event`], a struct each.
    pub mod event {
        /// A call rings.
        #[derive(Clone, PartialEq)]
        #[non_exhaustive]
        pub struct Call {
            /// `number`.
            pub number: ::cti_runtime::types::PhoneNumber,
            /// `side`.
            pub side: super::Side,
            /// `note`.
            pub note: ::core::option::Option<::std::string::String>,
            /// `to`.
            pub to: ::core::option::Option<u64>,
        }

        impl Call {
            /// A message with the fields that it must have.
            pub fn new(
                number: impl ::core::convert::Into<::cti_runtime::types::PhoneNumber>,
                side: impl ::core::convert::Into<super::Side>,
            ) -> Self {
                Self {
                    number: ::core::convert::Into::into(number),
                    side: ::core::convert::Into::into(side),
                    note: ::core::option::Option::None,
                    to: ::core::option::Option::None,
                }
            }
            /// Sets `note`.
            #[must_use]
            pub fn note(mut self, note: impl ::core::convert::Into<::std::string::String>) -> Self {
                self.note = ::core::option::Option::Some(::core::convert::Into::into(note));
                self
            }
            /// Sets `to`.
            #[must_use]
            pub fn to(mut self, to: impl ::core::convert::Into<u64>) -> Self {
                self.to = ::core::option::Option::Some(::core::convert::Into::into(to));
                self
            }
        }

        impl ::cti_runtime::codec::Record for Call {
            fn shape(&self) -> &'static ::cti_runtime::codec::Shape {
                static SHAPE: ::cti_runtime::codec::Shape = ::cti_runtime::codec::Shape {
                    keys: &[
                        ::cti_runtime::codec::Key {
                            key: "number",
                            open: ",\"number\":",
                            field: 0,
                        },
                        ::cti_runtime::codec::Key {
                            key: "side",
                            open: ",\"side\":",
                            field: 1,
                        },
                        ::cti_runtime::codec::Key {
                            key: "note",
                            open: ",\"note\":",
                            field: 2,
                        },
                        ::cti_runtime::codec::Key {
                            key: "to",
                            open: ",\"to\":",
                            field: 3,
                        },
                    ],
                    required: 0b0011,
                    ..::cti_runtime::codec::Shape::empty("Call")
                };
                &SHAPE
            }
            fn set(
                &mut self,
                field: usize,
                reader: &mut dyn ::cti_runtime::codec::Reader,
            ) -> ::core::result::Result<(), ::cti_runtime::codec::Fault> {
                match field {
                    0 => ::cti_runtime::codec::Wire::read(&mut self.number, reader),
                    1 => ::cti_runtime::codec::Wire::read(&mut self.side, reader),
                    2 => ::cti_runtime::codec::Wire::read(&mut self.note, reader),
                    3 => ::cti_runtime::codec::Wire::read(&mut self.to, reader),
                    _ => reader.skip(),
                }
            }
            fn put(&self, out: &mut ::cti_runtime::codec::Writer) {
                out.field(",\"number\":", &self.number);
                out.field(",\"side\":", &self.side);
                out.optional(",\"note\":", &self.note);
                out.field(",\"to\":", &self.to); // #[null]: None writes null
            }
        }

        impl ::core::fmt::Debug for Call {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::cti_runtime::mask::debug(self, f)
            }
        }

        impl ::cti_runtime::protocol::Message for Call {
            type Family = super::Event;
            const ROW: usize = 0;
        }

        impl ::core::convert::From<Call> for super::Event {
            fn from(message: Call) -> Self {
                Self::Call(message)
            }
        }

        /// `Custom`.
        #[derive(Clone, PartialEq)]
        pub struct Custom(pub ::cti_runtime::types::Map<::cti_runtime::types::Json>);

        impl Custom {
            /// A message with this content.
            pub fn new(
                content: impl ::core::convert::Into<
                    ::cti_runtime::types::Map<::cti_runtime::types::Json>,
                >,
            ) -> Self {
                Self(::core::convert::Into::into(content))
            }
        }

        impl ::cti_runtime::codec::Record for Custom {
            fn shape(&self) -> &'static ::cti_runtime::codec::Shape {
                static SHAPE: ::cti_runtime::codec::Shape = ::cti_runtime::codec::Shape {
                    required: 1,
                    whole: true,
                    ..::cti_runtime::codec::Shape::empty("Custom")
                };
                &SHAPE
            }
            fn set(
                &mut self,
                field: usize,
                reader: &mut dyn ::cti_runtime::codec::Reader,
            ) -> ::core::result::Result<(), ::cti_runtime::codec::Fault> {
                match field {
                    0 => ::cti_runtime::codec::Wire::read(&mut self.0, reader),
                    _ => reader.skip(),
                }
            }
            fn put(&self, out: &mut ::cti_runtime::codec::Writer) {
                ::cti_runtime::codec::Wire::write(&self.0, out);
            }
        }

        impl ::core::fmt::Debug for Custom {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::cti_runtime::mask::debug(self, f)
            }
        }

        impl ::cti_runtime::protocol::Message for Custom {
            type Family = super::Event;
            const ROW: usize = 1;
        }

        impl ::core::convert::From<Custom> for super::Event {
            fn from(message: Custom) -> Self {
                Self::Custom(message)
            }
        }

        /// `Token`.
        #[derive(Clone, PartialEq)]
        #[non_exhaustive]
        pub struct Token {
            /// `token`.
            pub token: ::cti_runtime::types::Secret<::std::string::String>,
        }

        impl Token {
            /// A message with the fields that it must have.
            pub fn new(
                token: impl ::core::convert::Into<::cti_runtime::types::Secret<::std::string::String>>,
            ) -> Self {
                Self {
                    token: ::core::convert::Into::into(token),
                }
            }
        }

        impl ::cti_runtime::codec::Record for Token {
            fn shape(&self) -> &'static ::cti_runtime::codec::Shape {
                static SHAPE: ::cti_runtime::codec::Shape = ::cti_runtime::codec::Shape {
                    // `beside` without content in the row: a flat message has `keys` only.
                    keys: &[::cti_runtime::codec::Key {
                        key: "token",
                        open: ",\"token\":",
                        field: 0,
                    }],
                    required: 0b1,
                    ..::cti_runtime::codec::Shape::empty("Token")
                };
                &SHAPE
            }
            fn set(
                &mut self,
                field: usize,
                reader: &mut dyn ::cti_runtime::codec::Reader,
            ) -> ::core::result::Result<(), ::cti_runtime::codec::Fault> {
                match field {
                    0 => ::cti_runtime::codec::Wire::read(&mut self.token, reader),
                    _ => reader.skip(),
                }
            }
            fn put(&self, out: &mut ::cti_runtime::codec::Writer) {
                out.field(",\"token\":", &self.token);
                // A `#[personal]` field: out.personal(",\"key\":", &self.field), and for an
                // optional one out.personal_optional(…).
            }
        }

        impl ::core::fmt::Debug for Token {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::cti_runtime::mask::debug(self, f)
            }
        }

        impl ::cti_runtime::protocol::Message for Token {
            type Family = super::Event;
            const ROW: usize = 2;
        }

        impl ::core::convert::From<Token> for super::Event {
            fn from(message: Token) -> Self {
                Self::Token(message)
            }
        }
    }

    /// `Event`: what the vendor sends.
    #[derive(Clone, PartialEq)]
    #[non_exhaustive]
    pub enum Event {
        /// A call rings.
        Call(event::Call),
        /// `Custom`.
        Custom(event::Custom),
        /// `Token`.
        Token(event::Token),
        /// A message whose tag the declaration doesn't know.
        Unknown(::cti_runtime::Unknown),
    }

    impl ::core::fmt::Debug for Event {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            ::cti_runtime::mask::debug_family(self, f)
        }
    }

    impl ::cti_runtime::protocol::Family for Event {
        const TABLE: &'static ::cti_runtime::protocol::FamilyTable = {
            static TABLE: ::cti_runtime::protocol::FamilyTable =
                ::cti_runtime::protocol::FamilyTable {
                    name: "Event",
                    encoding: ::cti_runtime::describe::Encoding::Object,
                    tag: "action",
                    open: "{\"action\":",
                    content: ::core::option::Option::Some("data"),
                    tags: &[("call", 0), ("custom", 1), ("token", 2)],
                    rows: &[
                        ::cti_runtime::protocol::Row {
                            tag: "call",
                            handler: "call",
                            open: "{\"action\":\"call\"",
                            content: ::core::option::Option::Some(
                                ::cti_runtime::protocol::Content {
                                    key: "data",
                                    open: ",\"data\":",
                                    omit: false,
                                },
                            ),
                            moves: &[::cti_runtime::protocol::Move {
                                machine: 0,
                                from: 0b1,
                                to: 1,
                                key: ::core::option::Option::None,
                            }],
                            only: &[],
                            reply: ::core::option::Option::None,
                        },
                        ::cti_runtime::protocol::Row {
                            tag: "custom",
                            handler: "custom",
                            open: "{\"action\":\"custom\"",
                            content: ::core::option::Option::Some(
                                ::cti_runtime::protocol::Content {
                                    key: "data",
                                    open: ",\"data\":",
                                    omit: false,
                                },
                            ),
                            moves: &[],
                            only: &[],
                            reply: ::core::option::Option::None,
                        },
                        ::cti_runtime::protocol::Row {
                            tag: "token",
                            handler: "token",
                            open: "{\"action\":\"token\"",
                            content: ::core::option::Option::None,
                            moves: &[],
                            only: &[],
                            reply: ::core::option::Option::None,
                        },
                    ],
                };
            &TABLE
        };
        fn blank(row: usize) -> Self {
            match row {
                0 => Self::Call(event::Call {
                    number: ::cti_runtime::codec::Wire::blank(),
                    side: ::cti_runtime::codec::Wire::blank(),
                    note: ::cti_runtime::codec::Wire::blank(),
                    to: ::cti_runtime::codec::Wire::blank(),
                }),
                1 => Self::Custom(event::Custom(::cti_runtime::codec::Wire::blank())),
                2 => Self::Token(event::Token {
                    token: ::cti_runtime::codec::Wire::blank(),
                }),
                _ => Self::Unknown(::cti_runtime::Unknown::blank()),
            }
        }
        fn unknown(unknown: ::cti_runtime::Unknown) -> Self {
            Self::Unknown(unknown)
        }
        fn as_unknown(&self) -> ::core::option::Option<&::cti_runtime::Unknown> {
            match self {
                Self::Unknown(unknown) => ::core::option::Option::Some(unknown),
                _ => ::core::option::Option::None,
            }
        }
        fn row(&self) -> usize {
            match self {
                Self::Call(_) => 0,
                Self::Custom(_) => 1,
                Self::Token(_) => 2,
                Self::Unknown(_) => 3,
            }
        }
        fn record(&self) -> &dyn ::cti_runtime::codec::Record {
            match self {
                Self::Call(message) => message,
                Self::Custom(message) => message,
                Self::Token(message) => message,
                Self::Unknown(message) => message,
            }
        }
        fn record_mut(&mut self) -> &mut dyn ::cti_runtime::codec::Record {
            match self {
                Self::Call(message) => message,
                Self::Custom(message) => message,
                Self::Token(message) => message,
                Self::Unknown(message) => message,
            }
        }
    }

    /// Handles what the vendor sends. Each method does nothing unless it is overridden.
    #[allow(unused_variables)]
    pub trait EventHandler {
        /// A call rings.
        fn call(
            &mut self,
            call: event::Call,
            peer: &mut ::cti_runtime::Peer<AcmePhone, ::cti_runtime::App>,
        ) {
            peer.ignore(0);
        }
        /// `Custom`.
        fn custom(
            &mut self,
            custom: event::Custom,
            peer: &mut ::cti_runtime::Peer<AcmePhone, ::cti_runtime::App>,
        ) {
            peer.ignore(1);
        }
        /// `Token`.
        fn token(
            &mut self,
            token: event::Token,
            peer: &mut ::cti_runtime::Peer<AcmePhone, ::cti_runtime::App>,
        ) {
            peer.ignore(2);
        }
        /// A message whose tag the declaration doesn't know.
        fn unknown(
            &mut self,
            unknown: ::cti_runtime::Unknown,
            peer: &mut ::cti_runtime::Peer<AcmePhone, ::cti_runtime::App>,
        ) {
            peer.ignore(3);
        }
    }

    impl<H: EventHandler + ?Sized>
        ::cti_runtime::protocol::Dispatch<H, AcmePhone, ::cti_runtime::App> for Event
    {
        fn dispatch(
            self,
            handler: &mut H,
            peer: &mut ::cti_runtime::Peer<AcmePhone, ::cti_runtime::App>,
        ) {
            match self {
                Self::Call(message) => EventHandler::call(handler, message, peer),
                Self::Custom(message) => EventHandler::custom(handler, message, peer),
                Self::Token(message) => EventHandler::token(handler, message, peer),
                Self::Unknown(message) => EventHandler::unknown(handler, message, peer),
            }
        }
    }

    impl Event {
        /// Calls the handler's method for this message.
        pub fn dispatch<H: EventHandler + ?Sized>(
            self,
            handler: &mut H,
            peer: &mut ::cti_runtime::Peer<AcmePhone, ::cti_runtime::App>,
        ) {
            ::cti_runtime::protocol::Dispatch::dispatch(self, handler, peer);
        }
    }

    /// The messages of [`Command`], a struct each.
    pub mod command {
        /// `Hangup`.
        #[derive(Clone, PartialEq)]
        #[non_exhaustive]
        pub struct Hangup {}

        impl Hangup {
            /// The message, which has no fields that it must have.
            #[allow(clippy::new_without_default)]
            pub fn new() -> Self {
                Self {}
            }
        }

        impl ::cti_runtime::codec::Record for Hangup {
            fn shape(&self) -> &'static ::cti_runtime::codec::Shape {
                static SHAPE: ::cti_runtime::codec::Shape =
                    ::cti_runtime::codec::Shape::empty("Hangup");
                &SHAPE
            }
            fn set(
                &mut self,
                _: usize,
                reader: &mut dyn ::cti_runtime::codec::Reader,
            ) -> ::core::result::Result<(), ::cti_runtime::codec::Fault> {
                reader.skip()
            }
            fn put(&self, _: &mut ::cti_runtime::codec::Writer) {}
        }

        impl ::core::fmt::Debug for Hangup {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::cti_runtime::mask::debug(self, f)
            }
        }

        impl ::cti_runtime::protocol::Message for Hangup {
            type Family = super::Command;
            const ROW: usize = 0;
        }

        impl ::core::convert::From<Hangup> for super::Command {
            fn from(message: Hangup) -> Self {
                Self::Hangup(message)
            }
        }

        /// `GetToken`.
        #[derive(Clone, PartialEq)]
        #[non_exhaustive]
        pub struct GetToken {}

        impl GetToken {
            /// The message, which has no fields that it must have.
            #[allow(clippy::new_without_default)]
            pub fn new() -> Self {
                Self {}
            }
        }

        impl ::cti_runtime::codec::Record for GetToken {
            fn shape(&self) -> &'static ::cti_runtime::codec::Shape {
                static SHAPE: ::cti_runtime::codec::Shape =
                    ::cti_runtime::codec::Shape::empty("GetToken");
                &SHAPE
            }
            fn set(
                &mut self,
                _: usize,
                reader: &mut dyn ::cti_runtime::codec::Reader,
            ) -> ::core::result::Result<(), ::cti_runtime::codec::Fault> {
                reader.skip()
            }
            fn put(&self, _: &mut ::cti_runtime::codec::Writer) {}
        }

        impl ::core::fmt::Debug for GetToken {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::cti_runtime::mask::debug(self, f)
            }
        }

        impl ::cti_runtime::protocol::Message for GetToken {
            type Family = super::Command;
            const ROW: usize = 1;
        }

        // #[reply(Token, or = Error)] has `type Err = super::event::Error` and a second arm.
        impl ::cti_runtime::protocol::Request for GetToken {
            type Answers = super::Event;
            type Ok = super::event::Token;
            type Err = ::core::convert::Infallible;
            fn settle(
                answer: ::cti_runtime::session::Answer<super::Event>,
            ) -> ::core::result::Result<
                ::core::result::Result<Self::Ok, Self::Err>,
                ::cti_runtime::codec::Fault,
            > {
                match answer {
                    ::cti_runtime::session::Answer::Message(super::Event::Token(message)) => {
                        ::core::result::Result::Ok(::core::result::Result::Ok(message))
                    }
                    _ => ::core::result::Result::Err(::cti_runtime::session::not_an_answer()),
                }
            }
            // By callback, `fn f(…) -> T` with errors of type E:
            //   type Ok = T; type Err = E;
            //   fn settle(answer) { ::cti_runtime::session::callback(answer) }
        }

        impl ::core::convert::From<GetToken> for super::Command {
            fn from(message: GetToken) -> Self {
                Self::GetToken(message)
            }
        }

        /// `Dial`.
        #[derive(Clone, PartialEq)]
        #[non_exhaustive]
        pub struct Dial {
            /// `target`.
            pub target: super::Target,
            /// `view`.
            pub view: super::View,
        }

        impl Dial {
            /// A message with the fields that it must have.
            pub fn new(
                target: impl ::core::convert::Into<super::Target>,
                view: impl ::core::convert::Into<super::View>,
            ) -> Self {
                Self {
                    target: ::core::convert::Into::into(target),
                    view: ::core::convert::Into::into(view),
                }
            }
        }

        impl ::cti_runtime::codec::Record for Dial {
            fn shape(&self) -> &'static ::cti_runtime::codec::Shape {
                static SHAPE: ::cti_runtime::codec::Shape = ::cti_runtime::codec::Shape {
                    // Flattened: fields 0..2 are those of Target, 2..4 those of View.
                    keys: &[
                        ::cti_runtime::codec::Key {
                            key: "number",
                            open: ",\"number\":",
                            field: 0,
                        },
                        ::cti_runtime::codec::Key {
                            key: "callId",
                            open: ",\"callId\":",
                            field: 1,
                        },
                        ::cti_runtime::codec::Key {
                            key: "view",
                            open: ",\"view\":",
                            field: 2,
                        },
                        ::cti_runtime::codec::Key {
                            key: "app",
                            open: ",\"app\":",
                            field: 3,
                        },
                    ],
                    required: 0b0000,
                    one_of: &[::cti_runtime::codec::OneOf {
                        name: "Target",
                        fields: 0b0011,
                        required: true,
                    }],
                    first: ::core::option::Option::Some(2),
                    ..::cti_runtime::codec::Shape::empty("Dial")
                };
                &SHAPE
            }
            fn set(
                &mut self,
                field: usize,
                reader: &mut dyn ::cti_runtime::codec::Reader,
            ) -> ::core::result::Result<(), ::cti_runtime::codec::Fault> {
                match field {
                    0..2 => ::cti_runtime::codec::Record::set(&mut self.target, field, reader),
                    2..4 => ::cti_runtime::codec::Record::set(&mut self.view, field - 2, reader),
                    _ => reader.skip(),
                }
            }
            fn required(&self) -> u64 {
                0b0000
                    | ::cti_runtime::codec::Record::required(&self.target)
                    | (::cti_runtime::codec::Record::required(&self.view) << 2)
            }
            fn put(&self, out: &mut ::cti_runtime::codec::Writer) {
                ::cti_runtime::codec::Record::put(&self.target, out);
                ::cti_runtime::codec::Record::put(&self.view, out);
            }
        }

        impl ::core::fmt::Debug for Dial {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::cti_runtime::mask::debug(self, f)
            }
        }

        impl ::cti_runtime::protocol::Message for Dial {
            type Family = super::Command;
            const ROW: usize = 2;
        }

        impl ::core::convert::From<Dial> for super::Command {
            fn from(message: Dial) -> Self {
                Self::Dial(message)
            }
        }
    }

    /// `Command`: what the application sends.
    #[derive(Clone, PartialEq)]
    #[non_exhaustive]
    pub enum Command {
        /// `Hangup`.
        Hangup(command::Hangup),
        /// `GetToken`.
        GetToken(command::GetToken),
        /// `Dial`.
        Dial(command::Dial),
        /// A message whose tag the declaration doesn't know.
        Unknown(::cti_runtime::Unknown),
    }

    impl ::core::fmt::Debug for Command {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            ::cti_runtime::mask::debug_family(self, f)
        }
    }

    impl ::cti_runtime::protocol::Family for Command {
        const TABLE: &'static ::cti_runtime::protocol::FamilyTable = {
            static TABLE: ::cti_runtime::protocol::FamilyTable =
                ::cti_runtime::protocol::FamilyTable {
                    name: "Command",
                    encoding: ::cti_runtime::describe::Encoding::Object,
                    tag: "action",
                    open: "{\"action\":",
                    content: ::core::option::Option::Some("data"),
                    tags: &[("dial", 2), ("getToken", 1), ("hangup", 0)],
                    rows: &[
                        ::cti_runtime::protocol::Row {
                            tag: "hangup",
                            handler: "hangup",
                            open: "{\"action\":\"hangup\"",
                            content: ::core::option::Option::Some(
                                ::cti_runtime::protocol::Content {
                                    key: "data",
                                    open: ",\"data\":",
                                    omit: true,
                                },
                            ),
                            moves: &[],
                            only: &[],
                            reply: ::core::option::Option::None,
                        },
                        ::cti_runtime::protocol::Row {
                            tag: "getToken",
                            handler: "get_token",
                            open: "{\"action\":\"getToken\"",
                            content: ::core::option::Option::Some(
                                ::cti_runtime::protocol::Content {
                                    key: "data",
                                    open: ",\"data\":",
                                    omit: true,
                                },
                            ),
                            moves: &[],
                            only: &[],
                            reply: ::core::option::Option::Some(
                                ::cti_runtime::protocol::Reply::Named {
                                    ok: 2,
                                    error: ::core::option::Option::None,
                                },
                            ),
                        },
                        ::cti_runtime::protocol::Row {
                            tag: "dial",
                            handler: "dial",
                            open: "{\"action\":\"dial\"",
                            content: ::core::option::Option::Some(
                                ::cti_runtime::protocol::Content {
                                    key: "data",
                                    open: ",\"data\":",
                                    omit: false,
                                },
                            ),
                            moves: &[],
                            only: &[::cti_runtime::protocol::Only {
                                machine: 0,
                                states: 0b1,
                                key: ::core::option::Option::None,
                            }],
                            reply: ::core::option::Option::None,
                        },
                    ],
                };
            &TABLE
        };
        fn blank(row: usize) -> Self {
            match row {
                0 => Self::Hangup(command::Hangup {}),
                1 => Self::GetToken(command::GetToken {}),
                2 => Self::Dial(command::Dial {
                    target: ::cti_runtime::codec::Wire::blank(),
                    view: ::cti_runtime::codec::Wire::blank(),
                }),
                _ => Self::Unknown(::cti_runtime::Unknown::blank()),
            }
        }
        fn unknown(unknown: ::cti_runtime::Unknown) -> Self {
            Self::Unknown(unknown)
        }
        fn as_unknown(&self) -> ::core::option::Option<&::cti_runtime::Unknown> {
            match self {
                Self::Unknown(unknown) => ::core::option::Option::Some(unknown),
                _ => ::core::option::Option::None,
            }
        }
        fn row(&self) -> usize {
            match self {
                Self::Hangup(_) => 0,
                Self::GetToken(_) => 1,
                Self::Dial(_) => 2,
                Self::Unknown(_) => 3,
            }
        }
        fn record(&self) -> &dyn ::cti_runtime::codec::Record {
            match self {
                Self::Hangup(message) => message,
                Self::GetToken(message) => message,
                Self::Dial(message) => message,
                Self::Unknown(message) => message,
            }
        }
        fn record_mut(&mut self) -> &mut dyn ::cti_runtime::codec::Record {
            match self {
                Self::Hangup(message) => message,
                Self::GetToken(message) => message,
                Self::Dial(message) => message,
                Self::Unknown(message) => message,
            }
        }
    }

    // `CommandHandler`, its `Dispatch<H, AcmePhone, Vendor>` and `Command::dispatch` follow the same
    // pattern as `EventHandler`'s, with `Vendor` in the place of `App`.

    /// Which way.
    #[derive(Clone, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Side {
        /// `in`.
        In,
        /// `x_…`, with what follows.
        Extra(::std::string::String),
        /// A value that the declaration doesn't list.
        Other(::std::string::String),
    }

    impl ::cti_runtime::codec::Wire for Side {
        const TYPE: ::cti_runtime::describe::Type = ::cti_runtime::describe::Type::Named("Side");
        fn blank() -> Self {
            Self::In
        }
        fn read(
            &mut self,
            reader: &mut dyn ::cti_runtime::codec::Reader,
        ) -> ::core::result::Result<(), ::cti_runtime::codec::Fault> {
            let at = reader.at();
            let text = reader.str()?;
            *self = match &*text {
                "in" => Self::In,
                other => {
                    if let ::core::option::Option::Some(rest) =
                        ::core::primitive::str::strip_prefix(other, "x_")
                    {
                        Self::Extra(::std::string::String::from(rest))
                    } else {
                        // A closed enum returns Fault::new(FaultKind::Value("one of `in`, …"), at).
                        let _ = at;
                        Self::Other(text.into_owned())
                    }
                }
            };
            ::core::result::Result::Ok(())
        }
        fn write(&self, out: &mut ::cti_runtime::codec::Writer) {
            match self {
                Self::In => out.str("in"),
                Self::Extra(rest) => out.prefixed("x_", rest),
                Self::Other(value) => out.str(value),
            }
        }
        // `call_key` of an enum stays None.
    }

    impl ::core::fmt::Debug for Side {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            ::cti_runtime::mask::debug_value(self, f)
        }
    }

    /// `Target`.
    #[derive(Clone, PartialEq)]
    #[non_exhaustive]
    pub enum Target {
        /// `number`.
        Number(::cti_runtime::types::PhoneNumber),
        /// `callId`.
        CallId(u64),
    }

    impl ::cti_runtime::codec::Record for Target {
        fn shape(&self) -> &'static ::cti_runtime::codec::Shape {
            static SHAPE: ::cti_runtime::codec::Shape = ::cti_runtime::codec::Shape {
                keys: &[
                    ::cti_runtime::codec::Key {
                        key: "number",
                        open: ",\"number\":",
                        field: 0,
                    },
                    ::cti_runtime::codec::Key {
                        key: "callId",
                        open: ",\"callId\":",
                        field: 1,
                    },
                ],
                one_of: &[::cti_runtime::codec::OneOf {
                    name: "Target",
                    fields: 0b11,
                    required: true,
                }],
                ..::cti_runtime::codec::Shape::empty("Target")
            };
            &SHAPE
        }
        fn set(
            &mut self,
            field: usize,
            reader: &mut dyn ::cti_runtime::codec::Reader,
        ) -> ::core::result::Result<(), ::cti_runtime::codec::Fault> {
            match field {
                0 => {
                    let mut value = ::cti_runtime::codec::Wire::blank();
                    ::cti_runtime::codec::Wire::read(&mut value, reader)?;
                    *self = Self::Number(value);
                }
                1 => {
                    let mut value = ::cti_runtime::codec::Wire::blank();
                    ::cti_runtime::codec::Wire::read(&mut value, reader)?;
                    *self = Self::CallId(value);
                }
                _ => reader.skip()?,
            }
            ::core::result::Result::Ok(())
        }
        fn put(&self, out: &mut ::cti_runtime::codec::Writer) {
            match self {
                Self::Number(value) => out.field(",\"number\":", value),
                Self::CallId(value) => out.field(",\"callId\":", value),
            }
        }
    }

    // Every record that is a `#[data]` type is a wire type by these lines.
    impl ::cti_runtime::codec::Wire for Target {
        const TYPE: ::cti_runtime::describe::Type = ::cti_runtime::describe::Type::Named("Target");
        fn blank() -> Self {
            Self::Number(::cti_runtime::codec::Wire::blank())
        }
        fn read(
            &mut self,
            reader: &mut dyn ::cti_runtime::codec::Reader,
        ) -> ::core::result::Result<(), ::cti_runtime::codec::Fault> {
            reader.record(self)
        }
        fn write(&self, out: &mut ::cti_runtime::codec::Writer) {
            out.record(self);
        }
    }

    impl ::core::fmt::Debug for Target {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            ::cti_runtime::mask::debug(self, f)
        }
    }

    /// `View`.
    #[derive(Clone, PartialEq)]
    #[non_exhaustive]
    pub enum View {
        /// `plain`.
        Plain,
        /// `headless`.
        #[non_exhaustive]
        Headless {
            /// `app`.
            app: ::std::string::String,
        },
    }

    impl View {
        /// `headless`.
        pub fn headless(app: impl ::core::convert::Into<::std::string::String>) -> Self {
            Self::Headless {
                app: ::core::convert::Into::into(app),
            }
        }
    }

    impl ::cti_runtime::codec::Record for View {
        fn shape(&self) -> &'static ::cti_runtime::codec::Shape {
            static SHAPE: ::cti_runtime::codec::Shape = ::cti_runtime::codec::Shape {
                keys: &[
                    ::cti_runtime::codec::Key {
                        key: "view",
                        open: ",\"view\":",
                        field: 0,
                    },
                    ::cti_runtime::codec::Key {
                        key: "app",
                        open: ",\"app\":",
                        field: 1,
                    },
                ],
                required: 0b01,
                first: ::core::option::Option::Some(0),
                ..::cti_runtime::codec::Shape::empty("View")
            };
            &SHAPE
        }
        fn set(
            &mut self,
            field: usize,
            reader: &mut dyn ::cti_runtime::codec::Reader,
        ) -> ::core::result::Result<(), ::cti_runtime::codec::Fault> {
            match (field, self) {
                (0, this) => {
                    let at = reader.at();
                    *this = match &*reader.str()? {
                        "plain" => Self::Plain,
                        "headless" => Self::Headless {
                            app: ::cti_runtime::codec::Wire::blank(),
                        },
                        _ => {
                            return ::core::result::Result::Err(::cti_runtime::codec::Fault::new(
                                ::cti_runtime::codec::FaultKind::Value("`plain` or `headless`"),
                                at,
                            ));
                        }
                    };
                    ::core::result::Result::Ok(())
                }
                (1, Self::Headless { app }) => ::cti_runtime::codec::Wire::read(app, reader),
                _ => reader.skip(),
            }
        }
        fn required(&self) -> u64 {
            match self {
                Self::Plain => 0b01,
                Self::Headless { .. } => 0b11,
            }
        }
        fn put(&self, out: &mut ::cti_runtime::codec::Writer) {
            match self {
                Self::Plain => out.literal(",\"view\":", "\"plain\""),
                Self::Headless { app } => {
                    out.literal(",\"view\":", "\"headless\"");
                    out.field(",\"app\":", app);
                }
            }
        }
    }

    impl ::cti_runtime::codec::Wire for View {
        const TYPE: ::cti_runtime::describe::Type = ::cti_runtime::describe::Type::Named("View");
        fn blank() -> Self {
            Self::Plain
        }
        fn read(
            &mut self,
            reader: &mut dyn ::cti_runtime::codec::Reader,
        ) -> ::core::result::Result<(), ::cti_runtime::codec::Fault> {
            reader.record(self)
        }
        fn write(&self, out: &mut ::cti_runtime::codec::Writer) {
            out.record(self);
        }
    }

    impl ::core::fmt::Debug for View {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            ::cti_runtime::mask::debug(self, f)
        }
    }
}

mod behaviour {
    use cti_runtime::{
        App, CallError, Data, Gate, Millis, OriginPolicy, Peer, Post, Received, ReplyNote,
        SendError, Session, Source, Turn,
    };

    use super::acme_phone::{AcmePhone, Event, EventHandler, Line, Target, View, command, event};

    const ORIGIN: &str = "https://phone-7.acme.example";

    fn session() -> Session<AcmePhone> {
        Session::new(OriginPolicy::declared::<AcmePhone>())
    }

    fn post(json: &str) -> Post<'_> {
        Post::new(Source(1), ORIGIN, Data::Object(json))
    }

    #[derive(Default)]
    struct Crm(Vec<String>);

    impl EventHandler for Crm {
        fn call(&mut self, call: event::Call, phone: &mut Peer<AcmePhone, App>) {
            self.0.push(call.number.to_string());
            phone.send(command::Hangup::new()).unwrap();
        }
    }

    #[test]
    fn a_call_reaches_its_handler_wherever_the_tag_stands() {
        for json in [
            r#"{"action":"call","data":{"number":"+12025550123","side":"in","to":null}}"#,
            r#"{"data":{"to":7,"side":"in","number":"+12025550123","other":[{}]},"action":"call"}"#,
            " { \"x\" : [ 1 , {} ] , \"\\u0061ction\" : \"c\\u0061ll\" , \"data\" : \
             {\"number\":\"+12025550123\",\"side\":\"x_y\"} } ",
        ] {
            let mut crm = Crm::default();
            let mut session = session();
            let Received::Message(message, order) = session.receive(post(json), Millis(0)) else {
                panic!("{json}")
            };
            assert_eq!(order.turn(), Turn::InTurn);
            assert!(!format!("{message:?}").contains("0123"), "{message:?}");
            message.dispatch(&mut crm as &mut dyn EventHandler, session.peer());
            assert_eq!(crm.0, ["+12025550123"]);
            assert_eq!(session.peer().state::<Line>(), Some(Line::Ringing));
            let out = session.poll_post().unwrap();
            assert_eq!(out.target.as_str(), ORIGIN);
            assert_eq!(out.data.json(), r#"{"action":"hangup"}"#);
        }
    }

    #[test]
    fn each_gate_turns_away_what_it_is_for() {
        let call = r#"{"action":"call","data":{"number":"1","side":"in"}}"#;
        let mut session = session().from_source(Source(1));
        let mut gate = |post: Post<'_>| match session.receive(post, Millis(0)) {
            Received::Refused(refusal) => refusal.gate(),
            other => panic!("{other:?}"),
        };
        assert_eq!(
            gate(Post {
                source: Source(2),
                ..post(call)
            }),
            Gate::Source
        );
        for origin in [
            "https://phone-7.acme.example.evil.example",
            "null",
            "",
            "https://phone-7.acme.example/",
        ] {
            assert_eq!(
                gate(Post {
                    origin,
                    ..post(call)
                }),
                Gate::Origin,
                "{origin}"
            );
        }
        let large = format!("{{\"action\":\"call\"{}}}", " ".repeat(1 << 20));
        assert_eq!(gate(post(&large)), Gate::Size);
        for noise in ["[]", "7", "{}", r#"{"action":7}"#, r#"{"type":"call"}"#] {
            assert_eq!(gate(post(noise)), Gate::NotOurs, "{noise}");
        }
        for malformed in [
            r#"{"action":"call","data":{"number":"1","side":"in"}"#,
            r#"{"action":"call","action":"call","data":{"number":"1","side":"in"}}"#,
            r#"{"action":"call","data":{"number":"1","number":"2","side":"in"}}"#,
            r#"{"action":"call","data":{"number":"1","side":"in"},"data":{}}"#,
            r#"{"action":"voicemail","action":"call"}"#,
        ] {
            assert_eq!(gate(post(malformed)), Gate::Malformed, "{malformed}");
        }
    }

    #[test]
    fn what_drifts_is_kept_and_still_moves() {
        let mut session = session();
        let json = r#"{"action":"call","data":{"number":"1","side":7}}"#;
        let Received::Drifted(drifted) = session.receive(post(json), Millis(0)) else {
            panic!()
        };
        assert_eq!(drifted.name(), "call");
        assert_eq!(drifted.location().path, "data.side");
        assert_eq!(session.peer().state::<Line>(), Some(Line::Ringing));
    }

    #[test]
    fn sending_out_of_turn_is_refused_with_the_reason() {
        let mut session = session().targeting(ORIGIN).unwrap();
        let json = r#"{"action":"call","data":{"number":"1","side":"in"}}"#;
        assert!(matches!(
            session.receive(post(json), Millis(0)),
            Received::Message(..)
        ));
        let dial = command::Dial::new(Target::CallId(7), View::headless("x"));
        let Err(SendError::OutOfTurn(why)) = session.peer().send(dial.clone()) else {
            panic!()
        };
        assert_eq!(why.to_string(), "Line is Ringing, and Idle is needed");
        assert!(session.poll_post().is_none());
        session.peer().send_anyway(dial).unwrap();
        let json = r#"{"action":"dial","data":{"callId":7,"view":"headless","app":"x"}}"#;
        assert_eq!(session.poll_post().unwrap().data.json(), json);
    }

    #[test]
    fn a_late_answer_settles_nobody() {
        let mut session = session().targeting(ORIGIN).unwrap();
        let first = session.peer().call(command::GetToken::new()).unwrap();
        let second = session.peer().call(command::GetToken::new()).unwrap();
        assert!(session.poll_post().is_some());
        assert!(
            session.poll_post().is_none(),
            "one call per name is in flight"
        );
        session.tick(Millis(10_000));
        assert_eq!(
            session.peer().outcome(&first),
            Some(Err(CallError::Deadline))
        );
        assert!(session.poll_post().is_some(), "the second goes");
        let note = |session: &mut Session<AcmePhone>, token: &str| {
            let json = format!(r#"{{"action":"token","token":"{token}"}}"#);
            match session.receive(post(&json), Millis(10_001)) {
                Received::Message(Event::Token(_), order) => order.reply(),
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(note(&mut session, "late"), ReplyNote::Ambiguous);
        assert_eq!(session.peer().outcome(&second), None);
        assert_eq!(note(&mut session, "mine"), ReplyNote::Settled);
        let token = session.peer().outcome(&second).unwrap().unwrap();
        assert_eq!(token.token.expose(), "mine");
        assert_eq!(note(&mut session, "more"), ReplyNote::Unasked);
    }

    #[test]
    fn a_message_that_queues_is_sent_although_nobody_waits_for_its_answer() {
        let mut session = session().targeting(ORIGIN).unwrap();
        let first = session.peer().call(command::GetToken::new()).unwrap();
        session.peer().send(command::GetToken::new()).unwrap();
        assert!(session.poll_post().is_some());
        session.tick(Millis(1));
        assert!(session.poll_post().is_none());
        let json = r#"{"action":"token","token":"first"}"#;
        assert!(matches!(
            session.receive(post(json), Millis(2)),
            Received::Message(..)
        ));
        assert!(session.peer().outcome(&first).unwrap().is_ok());
        assert!(session.poll_post().is_some(), "the second goes");
    }
}
