//! Fields of messages and data types.

use super::at::{At, Doc};
use super::deprecated::Deprecated;
use super::types::{Type, TypeKind};
use proc_macro2::Ident;

#[derive(Clone, Debug)]
#[allow(clippy::struct_excessive_bools)] // Each is an attribute of its own.
pub(crate) struct Field {
    /// `outcome` or `content` for a whole body.
    pub ident: Ident,
    pub doc: Doc,
    pub key: At<String>,
    pub aliases: Vec<At<String>>,
    pub ty: Type,
    pub presence: Presence,
    /// Shown masked.
    pub personal: bool,
    /// The fields of its type (declared in this module, or a map) stand in its place.
    pub flatten: bool,
    /// `#[prefix("x_")]`: it is a flattened map, of the keys that begin so.
    pub prefix: Option<At<String>>,
    /// It stands beside the content, and its key is a path from the message itself.
    pub beside: bool,
    /// `#[at("data.id")]`: the path at which it stands.
    pub at: Option<At<String>>,
    /// `#[remainder]`: it is what stands behind the prefix that is the message's tag.
    pub remainder: bool,
    /// A foreign type with serde's traits.
    pub opaque: bool,
    /// What a page that gets it has in the place of its JSON.
    pub posted: Option<At<Posted>>,
    /// Whether by it an answer finds its call.
    pub id: Id,
    pub deprecated: Option<Deprecated>,
    /// The session fills it in.
    pub stamp: Option<At<Stamp>>,
    /// It is the outcome of a message with `#[outcome(…)]`: these keys stand in its place.
    pub outcome: Option<OutcomeKeys>,
}

impl Field {
    /// The key, then its aliases.
    pub(crate) fn names(&self) -> impl Iterator<Item = &At<String>> {
        std::iter::once(&self.key).chain(&self.aliases)
    }

    /// Whether it has what its session was opened with.
    pub(crate) fn is_of_session(&self) -> bool {
        self.stamp
            .as_ref()
            .is_some_and(|stamp| stamp.value == Stamp::Session)
    }

    /// Whether the session fills it in, and not who makes the message.
    pub(crate) fn is_made(&self) -> bool {
        self.id == Id::Made || self.stamp.is_some()
    }

    /// How the keys begin that it takes as a flattened map.
    pub(crate) fn taken(&self) -> &str {
        let prefix = self.prefix.as_ref();
        prefix.map_or("", |prefix| prefix.value.as_str())
    }

    pub(crate) const fn is_optional(&self) -> bool {
        matches!(self.ty.kind, TypeKind::Option(_))
    }

    /// Of an outcome, the key of either of the two, with its type.
    pub(crate) fn sides(&self) -> Option<Sides<'_>> {
        match (&self.outcome, &self.ty.kind) {
            (Some(keys), TypeKind::Result(ok, error)) => Some(keys.sides([ok, error])),
            _ => None,
        }
    }
}

/// An object of JavaScript that is posted where JSON has a string or an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Posted {
    Date,
    Map,
}

impl Posted {
    /// As declarations and JavaScript call it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Date => "Date",
            Self::Map => "Map",
        }
    }
}

/// What a session fills a field in with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stamp {
    /// `#[session]`: what it was opened with.
    Session,
    /// `#[fresh]`: an id that no other message has.
    Fresh,
}

impl Stamp {
    pub(crate) const ALL: [Self; 2] = [Self::Session, Self::Fresh];

    /// The attribute that says it.
    pub(crate) const fn attribute(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::Fresh => "fresh",
        }
    }
}

/// What a field is to answers that find their calls by an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Id {
    /// Nothing.
    No,
    /// `#[id]` of a message that is answered: the session makes it.
    Made,
    /// `#[id]` of an answer: that of the message that it answers.
    Given,
}

/// `#[outcome(flag = "success", ok = "data", error = "errorCode")]`: the keys of a body that is
/// either of two.
#[derive(Clone, Debug)]
pub(crate) struct OutcomeKeys {
    /// The key of the boolean that says which of the two it is; without, the key that is there does.
    pub flag: Option<At<String>>,
    /// Without one, what is there on success stands beside the flag.
    pub ok: Option<At<String>>,
    /// Without one, what is there on failure stands beside the flag; without a flag, there is no
    /// failure.
    pub error: Option<At<String>>,
    /// Which of the three counts where the others speak against it; without, what is both has drifted.
    pub decides: Option<Decides>,
}

/// What says whether a body that is either of two has failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decides {
    /// The flag, whatever stands beside it.
    Flag,
    /// The key of success, if it is there.
    Ok,
    /// The key of failure, if it is there.
    Error,
}

impl Decides {
    pub(crate) const ALL: [Self; 3] = [Self::Flag, Self::Ok, Self::Error];

    /// As declarations call it, and as the runtime does.
    pub(crate) const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Flag => ("flag", "Flag"),
            Self::Ok => ("ok", "Ok"),
            Self::Error => ("error", "Error"),
        }
    }
}

impl OutcomeKeys {
    pub(crate) fn each(&self) -> impl Iterator<Item = &At<String>> {
        self.flag.iter().chain(self.named())
    }

    /// The keys of success and failure.
    pub(crate) fn named(&self) -> impl Iterator<Item = &At<String>> {
        self.ok.iter().chain(&self.error)
    }

    /// The key of either of the two, with its type.
    pub(crate) fn sides<'a>(&'a self, types: [&'a Type; 2]) -> Sides<'a> {
        let [ok, error] = types;
        [(self.ok.as_ref(), ok), (self.error.as_ref(), error)]
    }

    /// Whether there is a place for a failure.
    pub(crate) const fn may_fail(&self) -> bool {
        self.flag.is_some() || self.error.is_some()
    }

    /// Whether there is a place for nothing else.
    pub(crate) const fn only_fails(&self) -> bool {
        self.flag.is_none() && self.ok.is_none()
    }
}

/// Success and failure: the key, if there is one, and the type.
pub(crate) type Sides<'a> = [(Option<&'a At<String>>, &'a Type); 2];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    Required,
    /// `Option<…>`: left out when `None`.
    Optional,
    /// `#[null] Option<…>`: `null` when `None`.
    Nullable,
    /// `#[default]`: `Default::default()` when absent; always written.
    Default,
}
