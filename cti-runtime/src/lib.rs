#![doc = include_str!("../README.md")]
//!
//! # No input or output of its own
//!
//! A session owns no window, socket, thread or clock. What arrived is handed in, together with the
//! time; what is to be posted is pulled out; deadlines pass when [`Session::tick`] is told so. So the
//! same session runs in a browser, behind a relay and in a test, each of which is a thin edge:
//!
//! 1. for each message that arrives, [`Session::receive`], and the message to its handler;
//! 2. then [`Session::poll_post`] until there is nothing left, and each post to its target;
//! 3. at [`Session::next_deadline`], if there is one, [`Session::tick`].
//!
//! Tickets of requests are plain data and handlers are plain traits. Nothing here is `async`, and
//! sessions are `Send`.
//!
//! # What a message passes
//!
//! Source, origin, size, shape, syntax: the [`Gate`]s, in this order. A message that doesn't pass
//! is [`Refused`](Received::Refused). One that passes and whose tag is declared, but not its body, is
//! [`Drifted`](Received::Drifted). One with another tag is delivered as [`Unknown`]. One that comes
//! out of turn is delivered, and its [`Order`] says so. Nothing is lost without a word, and
//! [`Counters`] count it all.
//!
//! # Features
//!
//! | feature | what it adds |
//! |---|---|
//! | `serde` | serde's traits for messages and types of fields: see [the reference](macro@protocol#serde). They mask nothing |
//! | `tracing` | records what happens in sessions with [tracing](https://docs.rs/tracing), masked: see [below](#what-is-recorded) |
//!
//! # What is recorded
//!
//! With the feature `tracing`, each session has a span `session`, inside of the one that is current when the
//! session is opened: that of a connection, perhaps. Its fields are `protocol` and `side`. What happens in the
//! session are events of it, with the target `cti_runtime`:
//!
//! | level | event | fields |
//! |---|---|---|
//! | `DEBUG` | `received` | `tag`, `fields`, `order` |
//! | `WARN` | `received out of turn` | `tag`, `fields`, `rule`, `order` |
//! | `WARN` | `not as declared` | `tag`, `why`, `at`, `order` |
//! | `DEBUG` | `received, but not declared` | `unknown`: the tag, and what the message looks like |
//! | `DEBUG` | `refused` | `gate`, `why` |
//! | `DEBUG` | `with an origin` | `origin`, of the first message that is accepted, and of another document's |
//! | `DEBUG` | `sent` | `tag`, `fields` |
//! | `WARN` | `not sent` | `tag`, `why` |
//! | `DEBUG` | `answered` | `request`, `tag` |
//! | `WARN` | `no answer before the deadline` | `tag` |
//! | `DEBUG` | `answer sent` | `request` |
//! | `WARN` | `answer not sent` | `request`, `why` |
//! | `WARN` | `handshake given up` | `why` |
//!
//! `fields` is JSON as `Debug` shows it: phone numbers, secrets and `#[personal]` fields are masked. It is
//! absent from what a page receives by `cti_web`. Filters of levels keep the span, whose level is `ERROR`.
//!
//! # Words
//!
#![doc = include_str!("../docs/words.md")]
//!
//! # Where things are
//!
//! | for | see |
//! |---|---|
//! | declaring a protocol | [`macro@protocol`]: every attribute, with an example |
//! | origins | [`OriginPolicy`], [`Origin`], [`origins!`] |
//! | the conversation | [`Session`], [`Peer`], [`Received`], [`Order`], [`Ticket`]; the rest is in [`session`] |
//! | an in-page library | [`Session::in_page`], [`Signal`], [`Delivered`] |
//! | the vendor's side, for simulations and tests | [`Session::serve`], [`Session::library`], [`testing`] |
//! | types of fields | [`types`] |
//! | limits | [`Limits`] |
//! | the declaration as data | [`describe`], [`Protocol::description`] |
//! | sessions chosen by name, for tools | [`tools`] |
//! | what logs show | [`mask`] |
//! | values, and types of your own as fields | [`json`], [`json::Wire`] |
//! | messages without a session | [`message`] |
//! | what generated code stands on | [`mod@protocol`], [`table`] |

#[doc(hidden)]
pub mod __private;
pub mod describe;
pub mod json;
pub mod mask;
pub mod message;
pub mod protocol;
#[cfg(feature = "serde")]
#[doc(hidden)]
pub mod serde;
pub mod session;
pub mod table;
pub mod testing;
pub mod tools;
pub mod types;

mod limits;
mod origin;
mod post;

/// serde's traits for what a declaration has, if the feature `serde` is there. For generated code.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    (family $family:ident in $module:ident { $($message:ident = $row:literal),* }) => {
        $crate::__serde! { enum $family }
        $(
            impl $crate::serde::Serialize for $module::$message {
                fn serialize<Format: $crate::serde::Serializer>(
                    &self,
                    format: Format,
                ) -> ::core::result::Result<Format::Ok, Format::Error> {
                    $crate::serde::write_message::<$family, Format>($row, self, format)
                }
            }

            impl<'de> $crate::serde::Deserialize<'de> for $module::$message {
                fn deserialize<Format: $crate::serde::Deserializer<'de>>(
                    format: Format,
                ) -> ::core::result::Result<Self, Format::Error> {
                    match $crate::serde::read_any::<$family, Format>(format)? {
                        $family::$message(message) => ::core::result::Result::Ok(message),
                        #[allow(unreachable_patterns)]
                        _ => ::core::result::Result::Err($crate::serde::another_message(
                            <$family as $crate::protocol::Messages>::TABLE
                                .row($row)
                                .map(|row| row.tag),
                        )),
                    }
                }
            }
        )*
    };
    (enum $family:ident) => {
        impl $crate::serde::Serialize for $family {
            fn serialize<Format: $crate::serde::Serializer>(
                &self,
                format: Format,
            ) -> ::core::result::Result<Format::Ok, Format::Error> {
                $crate::serde::write_any(self, format)
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $family {
            fn deserialize<Format: $crate::serde::Deserializer<'de>>(
                format: Format,
            ) -> ::core::result::Result<Self, Format::Error> {
                $crate::serde::read_any(format)
            }
        }
    };
    (types $($data:ident),*) => {
        $(
            impl $crate::serde::Serialize for $data {
                fn serialize<Format: $crate::serde::Serializer>(
                    &self,
                    format: Format,
                ) -> ::core::result::Result<Format::Ok, Format::Error> {
                    $crate::serde::write_value(self, format)
                }
            }

            impl<'de> $crate::serde::Deserialize<'de> for $data {
                fn deserialize<Format: $crate::serde::Deserializer<'de>>(
                    format: Format,
                ) -> ::core::result::Result<Self, Format::Error> {
                    $crate::serde::read(format)
                }
            }
        )*
    };
}

/// Nothing, without the feature `serde`.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ($($declared:tt)*) => {};
}

#[doc = include_str!("../docs/protocol.md")]
#[doc(inline)]
pub use cti_macros::protocol;

/// Origins of an application's own, as literals in its source, to widen a policy with.
///
/// They are checked when they are compiled, like those of a declaration: `https`, a host, no path, at
/// most one `*`. Data cannot become one.
///
/// ```
/// use cti_runtime::{Origin, OriginPolicy, origins};
///
/// let policy = OriginPolicy::pages([Origin::parse("https://crm.example")?])?
///     .widened(origins!("https://crm.staging.example", "https://crm-*.test.example"));
/// assert!(policy.admits("https://crm-7.test.example"));
/// # Ok::<(), cti_runtime::OriginError>(())
/// ```
///
/// A crate that re-exports this one says so first: `origins!(crate = "my_crate::cti_runtime", "…")`.
///
/// ```compile_fail
/// let slash = cti_runtime::origins!("https://crm.staging.example/");
/// ```
#[doc(inline)]
pub use cti_macros::origins;

#[doc(inline)]
pub use json::{Fault, FaultKind, Location};
pub use limits::Limits;
#[doc(inline)]
pub use message::{RequestId, Settled, Unknown};
pub use origin::{Origin, OriginError, OriginPattern, OriginPolicy, Origins};
pub use post::{Data, LibraryFault, Live, Millis, OutPost, Payload, Post, Signal, Source, Witness};
#[doc(inline)]
pub use protocol::{App, Message, Protocol, Request, Streamed, Vendor};
#[doc(inline)]
pub use session::{
    Counters, Delivered, Dispatch, Drifted, Gate, Order, Peer, Received, Refusal, ReplyNote,
    RequestError, SendError, Session, SessionNotice, StreamEnd, StreamEvent, Ticket, Turn,
};
