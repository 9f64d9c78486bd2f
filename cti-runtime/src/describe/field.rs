//! Fields of messages and of data types.

use super::Description;
use crate::json::Type;

/// A field of a message or of a data type.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools)] // each is an attribute of its own
pub struct Field {
    /// The Rust name.
    pub name: &'static str,
    /// The key on the wire.
    pub key: &'static str,
    /// Other keys that are read.
    pub aliases: &'static [&'static str],
    /// Doc comment.
    pub doc: &'static str,
    /// The type.
    pub ty: Type,
    /// Whether it must be there.
    pub presence: Presence,
    /// The JSON of what a field with a [default](Presence::Default) has when it is absent; `None`
    /// also if the type is one that the macro doesn't know.
    pub default: Option<&'static str>,
    /// Whether it is personal data.
    pub personal: bool,
    /// Whether the fields of its type stand in its place.
    pub flatten: bool,
    /// How the keys begin that it takes as a flattened map, under what is behind that.
    pub prefix: Option<&'static str>,
    /// Whether it stands beside the content. Its key is a [path](super::keys_of) then.
    pub beside: bool,
    /// Whether it is what stands behind the [beginning](super::Message::prefix) of the tag, under no key.
    pub remainder: bool,
    /// Whether by it an answer finds its call.
    pub id: bool,
    /// What it is posted as where JSON has a string or an object.
    pub posted: Option<Posted>,
    /// What its sender's session fills it in with.
    pub stamp: Option<Stamp>,
    /// Whether the vendor takes it back.
    pub deprecated: Option<Deprecated>,
}

/// What a vendor takes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deprecated {
    /// From which version on.
    pub since: Option<&'static str>,
    /// What to use instead; empty if nothing is said.
    pub note: &'static str,
}

/// What a session fills a field in with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stamp {
    /// What the session was opened with: the same in each message.
    Session,
    /// An id that no other message has.
    Fresh,
}

impl Stamp {
    /// As declarations call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::Fresh => "fresh",
        }
    }
}

impl Field {
    /// A field that must be there, and of which nothing else is to be said.
    pub const fn new(name: &'static str, key: &'static str, ty: Type) -> Self {
        Self {
            name,
            key,
            aliases: &[],
            doc: "",
            ty,
            presence: Presence::Required,
            default: None,
            personal: false,
            flatten: false,
            prefix: None,
            beside: false,
            remainder: false,
            id: false,
            posted: None,
            stamp: None,
            deprecated: None,
        }
    }

    /// Whether what it holds is personal data: the declaration says so, or its
    /// [type](Description::is_personal) is.
    pub fn is_personal(&self, description: &Description) -> bool {
        self.personal || description.is_personal(self.ty)
    }
}

/// An object of JavaScript that is posted where JSON has a string or an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Posted {
    /// A `Date`, in the place of its text. A text that JavaScript can't read as a time stays text.
    Date,
    /// A `Map` with string keys, in the place of an object.
    Map,
}

impl Posted {
    /// As JavaScript calls it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Date => "Date",
            Self::Map => "Map",
        }
    }
}

/// Whether a field must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// It must.
    Required,
    /// It may be absent or null; absent when written.
    Optional,
    /// It may be absent or null; null when written.
    Nullable,
    /// It may be absent or null, and then has its default.
    Default,
}

/// A body that is either of two: a success, or a failure.
#[derive(Clone, Copy, Debug)]
pub struct Outcome {
    /// The Rust name of the field that has it.
    pub name: &'static str,
    /// Doc comment.
    pub doc: &'static str,
    /// The key of the boolean that is true on success; without, the key that is there says which of
    /// the two it is.
    pub flag: Option<&'static str>,
    /// The key of what is there on success. If there is none, its fields stand beside the flag.
    pub ok_key: Option<&'static str>,
    /// What is there on success.
    pub ok: Type,
    /// The key of what is there on failure. If there is none, its fields stand beside the flag.
    pub error_key: Option<&'static str>,
    /// What is there on failure.
    pub error: Type,
    /// Which of the three counts where the others speak against it; without, what is both has drifted.
    pub decides: Option<Decides>,
    /// Whether it is personal data.
    pub personal: bool,
    /// Whether it stands beside the content.
    pub beside: bool,
}

/// What says whether a body that is a success or a failure has failed, where it looks like both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decides {
    /// The flag, whatever stands beside it.
    Flag,
    /// The key of success, if it is there.
    Ok,
    /// The key of failure, if it is there.
    Error,
}

impl Decides {
    /// As declarations call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Flag => "flag",
            Self::Ok => "ok",
            Self::Error => "error",
        }
    }
}
