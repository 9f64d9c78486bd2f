//! Why a message was not sent.

use std::borrow::Cow;
use std::fmt;

use super::order::Violation;
use crate::json::Inexact;

/// Why a message was not sent. Nothing was posted and no state moved.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum SendError {
    /// The order rules forbid it now.
    OutOfTurn(Violation),
    /// The handshake comes first, and isn't over.
    HandshakeFirst {
        /// The tag of the message that begins it, if that wasn't sent.
        send: Option<&'static str>,
        /// The tag of the other side's message that ends it.
        until: &'static str,
    },
    /// It is not known yet to which origin to post: name one with
    /// [`Session::targeting`](super::Session::targeting), or wait for the first message.
    NoTarget,
    /// Too many requests wait for their answers: [`Limits::waiting_replies`](crate::Limits::waiting_replies).
    TooManyWaiting,
    /// Too much waits to be posted: [`Limits::outbox`](crate::Limits::outbox).
    OutboxFull,
    /// The message is larger than [`Limits::message_bytes`](crate::Limits::message_bytes).
    TooLarge,
    /// The envelope's [codec](crate::describe::TextCodec) can't write it.
    Unwritable,
    /// A value can't be said exactly, and would be rounded or lost on the way.
    Inexact {
        /// Path of keys and indices to the value, such as `call.duration` or `tags[2]`. A key that is
        /// data, such as one of a map, is masked in it.
        path: String,
        /// What the value is.
        what: Inexact,
    },
    /// A library has no function that the declaration doesn't list; nor is the answer of a request a
    /// message that could be sent.
    Undeclared,
    /// No such request waits for an answer of this side: it was answered, its sender's document was
    /// replaced, another one came with its id, or too many waited
    /// ([`Limits::unanswered`](crate::Limits::unanswered)).
    NoSuchRequest,
    /// The window or the library that it was for is gone, as the edge found when it was handed over:
    /// [`Session::not_posted`](super::Session::not_posted).
    Unreachable,
}

impl SendError {
    /// What `Display` writes. In a WebAssembly module it is smaller, since it formats nothing.
    pub fn text(&self) -> Cow<'static, str> {
        let text = match self {
            Self::OutOfTurn(violation) => ["out of turn: ", &violation.text()].concat(),
            Self::HandshakeFirst {
                send: Some(send),
                until,
            } => [
                "the handshake comes first: send `",
                send,
                "`, until `",
                until,
                "` arrives",
            ]
            .concat(),
            Self::HandshakeFirst { send: None, until } => {
                ["the handshake isn't over: `", until, "` hasn't arrived"].concat()
            }
            Self::NoTarget => return "no target origin: name one, or wait for a message".into(),
            Self::TooManyWaiting => return "too many requests wait for their answers".into(),
            Self::OutboxFull => return "too many messages wait to be posted".into(),
            Self::TooLarge => return "larger than the limit".into(),
            Self::Unwritable => return "the envelope's codec can't write it".into(),
            Self::Undeclared => return "the declaration has no such function".into(),
            Self::NoSuchRequest => return "no such request waits for an answer".into(),
            Self::Inexact { path, what } => [what.name(), " can't be sent, at ", path].concat(),
            Self::Unreachable => return "the other side is gone".into(),
        };
        text.into()
    }
}

impl fmt::Display for SendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl std::error::Error for SendError {}
