//! Messages, and how they are answered.

use super::convention::Convention;
use super::field::{Deprecated, Field, Outcome};
use super::order::{Move, Only};
use crate::json::Type;

/// A message.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools)] // Each is an attribute of its own.
pub struct Message {
    /// The Rust name.
    pub name: &'static str,
    /// The value of the tag; or the path of the function from the library's root: `interaction.dial`.
    pub tag: &'static str,
    /// Whether there is data in the string on the wire: the field that is its
    /// [remainder](super::Field::remainder). The tag is how that string begins, or what stands
    /// [around](Self::around) the data.
    pub prefix: bool,
    /// Other values of the tag that are read.
    pub aliases: &'static [&'static str],
    /// The handler's method.
    pub handler: &'static str,
    /// Doc comment.
    pub doc: &'static str,
    /// Key of the content, if this message has content.
    pub content: Option<&'static str>,
    /// The content is one value, field 0, and no object.
    pub whole: bool,
    /// The fields; where the content is one value, those behind it stand beside the content.
    pub fields: &'static [Field],
    /// Transitions that the message makes.
    pub moves: &'static [Move],
    /// States that the message needs.
    pub only: &'static [Only],
    /// The body that is either of two, besides the fields.
    pub outcome: Option<Outcome>,
    /// What answers the message.
    pub reply: Option<Reply>,
    /// How it ends, if it is answered many times.
    pub stream: Option<Stream>,
    /// How a library's function is called, or its event subscribed to.
    pub convention: Convention,
    /// How long its answer is waited for, in milliseconds, unless a session's own time holds.
    pub within: Option<u64>,
    /// The message begins the conversation, and is repeated until it is acknowledged.
    pub handshake: Option<Handshake>,
    /// Whether a library may lack this function.
    pub optional: bool,
    /// Whether it shows that its sender's document is new.
    pub reloaded: bool,
    /// Whether it hands over a message port, through which the session goes on.
    pub port: bool,
    /// Whether the vendor takes it back.
    pub deprecated: Option<Deprecated>,
    /// What a subscription reports instead of its value, field 0, when it fails.
    pub failure: Option<Type>,
    /// Samples, as declared.
    pub samples: &'static [Sample],
}

impl Message {
    /// A message of which nothing else is to be said.
    pub const fn new(
        name: &'static str,
        tag: &'static str,
        handler: &'static str,
        fields: &'static [Field],
    ) -> Self {
        Self {
            name,
            tag,
            prefix: false,
            aliases: &[],
            handler,
            doc: "",
            content: None,
            whole: false,
            fields,
            moves: &[],
            only: &[],
            outcome: None,
            reply: None,
            stream: None,
            convention: Convention::PLAIN,
            within: None,
            handshake: None,
            optional: false,
            reloaded: false,
            port: false,
            deprecated: None,
            failure: None,
            samples: &[],
        }
    }

    /// What stands before and behind the data in the tag; all of the tag and nothing, if there is none.
    ///
    /// ```
    /// use cti_runtime::describe::Message;
    ///
    /// let answered = Message::new("Answered", "call:….answered", "answered", &[]);
    /// assert_eq!(answered.around(), ("call:", ".answered"));
    /// assert_eq!(answered.data_in("call:c-1.answered"), None); // it isn't said to have data
    /// assert_eq!(Message { prefix: true, ..answered }.data_in("call:c-1.answered"), Some("c-1"));
    /// ```
    pub fn around(&self) -> (&'static str, &'static str) {
        around(self.tag)
    }

    /// What is in the place of the data, if a string is such a tag.
    pub fn data_in<'t>(&self, tag: &'t str) -> Option<&'t str> {
        let (begins, ends) = self.around();
        let behind = tag.strip_prefix(begins)?;
        behind.strip_suffix(ends).filter(|_| self.prefix)
    }
}

/// What stands before and behind the data in a tag, which is in the place of `…`, or behind all of it.
pub(crate) fn around(tag: &str) -> (&str, &str) {
    tag.split_once('…').unwrap_or((tag, ""))
}

/// What answers a message.
#[derive(Clone, Copy, Debug)]
pub enum Reply {
    /// A message of the other direction, by its tag.
    Named {
        /// The tags of those of which one is the answer. If there are none, only a failure is answered.
        tags: &'static [&'static str],
        /// The tags of those of which one reports a failure.
        errors: &'static [&'static str],
    },
    /// What a function of a library answers, by its [convention](Convention), or a message with the id of
    /// the request.
    Callback {
        /// The result.
        result: Type,
        /// The error.
        error: Type,
    },
}

/// How a request ends that is answered many times, besides a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stream {
    /// The tag of the other side's message that ends it.
    pub until: Option<&'static str>,
    /// The tag of the message of the side that asked which cancels it.
    pub cancel: Option<&'static str>,
}

/// How a side begins: nothing else is sent before the message is acknowledged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handshake {
    /// The tag of the other side's message that acknowledges it.
    pub until: &'static str,
    /// The tag of the other side's message that shows that its document is new: the handshake begins
    /// again.
    pub again: Option<&'static str>,
    /// How long it waits before it is posted again, in milliseconds; posted once if unset.
    pub every_ms: Option<u32>,
    /// Whether what is sent before the acknowledgement waits for it, and isn't refused.
    pub hold: bool,
}

/// A sample of a message.
#[derive(Clone, Copy, Debug)]
pub enum Sample {
    /// The JSON of a whole message.
    Message(&'static str),
    /// A whole message as it is posted, where that is a codec's string and no JSON, or a codec's object.
    Posted(&'static str),
    /// A call of a function: its arguments as a JSON array, or as an object where they have keys, without
    /// the callback.
    Arguments(&'static str),
    /// What a callback receives on success, as JSON.
    Result(&'static str),
    /// What a callback receives on failure, as JSON.
    Error(&'static str),
}
