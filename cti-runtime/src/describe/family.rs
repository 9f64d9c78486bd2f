//! Families of messages, and their envelopes.

use super::codec::Encoding;
use super::field::{Decides, Posted};
use super::message::Message;
use crate::json::Scalar;

/// Who sends a family of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// The vendor sends, the application receives: events.
    FromVendor,
    /// The application sends, the vendor receives: commands.
    ToVendor,
}

impl Direction {
    /// What the other side sends.
    #[must_use]
    pub const fn opposite(self) -> Self {
        match self {
            Self::FromVendor => Self::ToVendor,
            Self::ToVendor => Self::FromVendor,
        }
    }
}

/// What a family of messages is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FamilyKind {
    /// Messages in an envelope.
    Messages,
    /// Requests in an envelope, each with its answer.
    Requests,
    /// Functions of a library.
    Methods,
    /// Subscriptions of a library, and functions of the page that it calls.
    Subscriptions,
}

impl FamilyKind {
    /// Whether its messages are posted, in an envelope.
    pub const fn is_posted(self) -> bool {
        matches!(self, Self::Messages | Self::Requests)
    }
}

/// Messages of one direction that share an envelope: mostly all of them.
#[derive(Clone, Copy, Debug)]
pub struct Family {
    /// The Rust name.
    pub name: &'static str,
    /// Doc comment.
    pub doc: &'static str,
    /// Who sends.
    pub direction: Direction,
    /// Messages, methods or subscriptions.
    pub kind: FamilyKind,
    /// How messages are wrapped, unless one says otherwise.
    pub envelope: Envelope,
    /// How requests find their answers.
    pub requests: Option<Requests>,
    /// The messages, in order of declaration.
    pub messages: &'static [Message],
}

impl Family {
    /// Whether one of its messages is a function that is called and may answer: one of a library, or one
    /// that the page gives to a library, which calls it.
    pub const fn is_function(&self, message: &Message) -> bool {
        match self.kind {
            FamilyKind::Methods => true,
            FamilyKind::Subscriptions => message.reply.is_some(),
            FamilyKind::Messages | FamilyKind::Requests => false,
        }
    }
}

/// The keys of a path, from the outermost: `data.params` is the key `params` in the object under `data`.
/// Two dots are a dot of a key.
///
/// ```
/// use cti_runtime::describe::keys_of;
///
/// assert_eq!(keys_of("data.params"), ["data", "params"]);
/// assert_eq!(keys_of("v1..0"), ["v1.0"]);
/// ```
pub fn keys_of(path: &str) -> Vec<String> {
    let mut keys = vec![String::new()];
    let mut rest = path.chars().peekable();
    while let Some(char) = rest.next() {
        if char == '.' && rest.next_if_eq(&'.').is_none() {
            keys.push(String::new());
        } else if let Some(key) = keys.last_mut() {
            key.push(char);
        }
    }
    keys
}

/// How messages are wrapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// What is posted.
    pub encoding: Encoding,
    /// The key of the tag: a [path](keys_of), as all keys of an envelope are.
    pub tag: &'static str,
    /// The key of the content; `None` if fields stand beside the tag, in the message itself.
    pub content: Option<&'static str>,
    /// Entries that every message has; one without them is of another protocol.
    pub constants: &'static [Constant],
    /// Entries that every message is written with. What the other side writes there may differ.
    pub reports: &'static [Constant],
    /// What each message is posted as, if it isn't a plain object.
    pub posted: Option<Posted>,
}

/// How requests find their answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Requests {
    /// The key of a request's id; `None` if a message port is posted with each request, over which it is
    /// answered.
    pub id: Option<&'static str>,
    /// Whether ids are made as numbers, and not as strings.
    pub numbers: bool,
    /// What answers look like.
    pub answer: Answer,
    /// What is answered, as JSON, where no handler answers: the error, or the result if there is
    /// [no failure](Answer::may_fail).
    pub unknown: Option<&'static str>,
}

/// What answers to requests look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The key of the id of the request that is answered; `None` if it comes over that one's port.
    pub id: Option<&'static str>,
    /// The key of the boolean that is true on success; without, the key that is there says which of
    /// the two it is.
    pub flag: Option<&'static str>,
    /// The key of what is there on success. If there is none, its fields stand beside the flag, or,
    /// without a flag, [only a failure](Self::only_fails) is answered.
    pub ok: Option<&'static str>,
    /// The key of what is there on failure. If there is none, its fields stand beside the flag, or,
    /// without a flag, there is no failure.
    pub error: Option<&'static str>,
    /// Which of the three counts where the others speak against it; without, what is both has drifted.
    pub decides: Option<Decides>,
    /// Entries that every answer has.
    pub constants: &'static [Constant],
}

impl Answer {
    /// Whether there is a place for a failure.
    pub const fn may_fail(&self) -> bool {
        self.flag.is_some() || self.error.is_some()
    }

    /// Whether there is a place for nothing else: that none comes in time is the success.
    pub const fn only_fails(&self) -> bool {
        self.flag.is_none() && self.ok.is_none()
    }
}

/// An entry of the envelope with its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Constant {
    /// The key.
    pub key: &'static str,
    /// The value.
    pub value: Scalar,
}
