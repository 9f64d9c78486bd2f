//! Messages: what they have, how they are answered, with which a side begins.

use super::at::{At, Doc};
use super::convention::Convention;
use super::deprecated::Deprecated;
use super::field::{Field, Id};
use super::order::{Move, Only};
use super::sample::Sample;
use super::types::{Type, TypeKind};
use proc_macro2::{Ident, Span};

/// What stands for the data in a tag, where there is a suffix behind it.
pub(crate) const OPEN: char = '…';

#[derive(Clone, Debug)]
pub(crate) struct Message {
    /// `CallLineRinging`: the struct and the variant. For a method in upper camel case.
    pub ident: Ident,
    /// The handler's method: snake case of `ident`, raw if it is a keyword.
    pub handler: Ident,
    pub doc: Doc,
    /// The value of the tag, or the path of the function from the library's root. Its span is the
    /// rename's, else the name's.
    pub tag: At<String>,
    pub aliases: Vec<At<String>>,
    /// `#[prefix("…")]`: there is data in the string on the wire. The tag is how that begins, or what stands
    /// around the data, with [`OPEN`] between the two.
    pub prefix: bool,
    /// Key of the content, if this message has content; overrides already applied.
    pub content: Option<String>,
    pub body: Body,
    pub moves: Vec<Move>,
    pub only: Vec<Only>,
    pub reply: Option<Reply>,
    /// How a library's function is called, or its event subscribed to.
    pub convention: Option<Convention>,
    /// `#[within(ms = 3000)]`: how long its answer is waited for, in milliseconds.
    pub within: Option<u64>,
    /// `#[stream]`: it is answered many times.
    pub stream: Option<Stream>,
    pub handshake: Option<Handshake>,
    pub deprecated: Option<Deprecated>,
    /// `#[reloaded]`: it shows that its sender's document is new.
    pub reloaded: Option<Span>,
    /// `#[port]`: it hands over a message port, through which the session goes on.
    pub port: Option<Span>,
    /// `#[optional]`: a library may lack this function.
    pub optional: bool,
    pub samples: Vec<Sample>,
}

impl Message {
    /// The tag, then its aliases.
    pub(crate) fn names(&self) -> impl Iterator<Item = &At<String>> {
        std::iter::once(&self.tag).chain(&self.aliases)
    }

    /// What is in the place of the data in its tag, if the string is one of its tags.
    pub(crate) fn data_in<'t>(&self, tag: &'t str) -> Option<&'t str> {
        let own = self.tag.value.as_str();
        let (begins, ends) = own.split_once(OPEN).unwrap_or((own, ""));
        let behind = tag.strip_prefix(begins)?;
        behind.strip_suffix(ends).filter(|_| self.prefix)
    }

    /// What its callback receives: a function's result, or what a subscription reports.
    pub(crate) fn callback(&self) -> Option<[&Type; 2]> {
        match (&self.reply, &self.body) {
            (Some(Reply::Callback { ok, error }), _) => Some([ok, error]),
            (_, Body::Whole(field, _)) => match &field.ty.kind {
                TypeKind::Result(ok, error) => Some([ok, error]),
                _ => None,
            },
            _ => None,
        }
    }

    /// What is generated where one of several messages answers: the enum of answers, and that of failures.
    pub(crate) fn answer_enums(&self) -> (Option<Ident>, Option<Ident>) {
        let several = |names: &[Ident], ending| {
            let name = format!("{}{ending}", self.ident);
            (names.len() > 1).then(|| Ident::new(&name, self.ident.span()))
        };
        match &self.reply {
            Some(Reply::Named { ok, error }) => (several(ok, "Answer"), several(error, "Failure")),
            _ => (None, None),
        }
    }

    /// Whether its arguments are the members of one object.
    pub(crate) fn takes_object(&self) -> bool {
        self.convention.as_ref().is_some_and(|of| of.object)
    }

    /// The machines that its rules name.
    pub(crate) fn machines(&self) -> impl Iterator<Item = &Ident> {
        let moved = self.moves.iter().map(|step| &step.machine);
        moved.chain(self.only.iter().map(|rule| &rule.machine))
    }

    /// The field by which an answer finds its request.
    pub(crate) fn id(&self) -> Option<&Field> {
        self.body.each().find(|field| field.id != Id::No)
    }

    /// The field that is either of two, if there is one.
    pub(crate) fn outcome(&self) -> Option<&Field> {
        self.body.each().find(|field| field.outcome.is_some())
    }
}

#[derive(Clone, Debug)]
pub(crate) enum Body {
    /// No fields: `Hangup`.
    Unit,
    /// Named fields (those of `each(…)` included, first).
    Fields(Vec<Field>),
    /// `SendData(Map<Json>)`: the content is one value, and the fields of `each(…)` stand beside it.
    /// Also a subscription's outcome, `Result<T, E>`, in a field that is called `outcome`.
    Whole(Box<Field>, Vec<Field>),
}

impl Body {
    /// With these fields, if there are any.
    pub(crate) fn of(fields: Vec<Field>) -> Self {
        if fields.is_empty() {
            Self::Unit
        } else {
            Self::Fields(fields)
        }
    }

    /// The fields, one by one.
    pub(crate) fn each(&self) -> impl Iterator<Item = &Field> + Clone {
        let (value, fields) = match self {
            Self::Unit => (None, [].as_slice()),
            Self::Fields(fields) => (None, fields.as_slice()),
            Self::Whole(value, beside) => (Some(&**value), beside.as_slice()),
        };
        value.into_iter().chain(fields)
    }

    pub(crate) fn each_mut(&mut self) -> impl Iterator<Item = &mut Field> {
        let (value, fields) = match self {
            Self::Unit => (None, [].as_mut_slice()),
            Self::Fields(fields) => (None, fields.as_mut_slice()),
            Self::Whole(value, beside) => (Some(&mut **value), beside.as_mut_slice()),
        };
        value.into_iter().chain(fields)
    }

    /// The fields of an object: all but a value that is the content itself.
    pub(crate) fn named(&self) -> &[Field] {
        match self {
            Self::Unit => &[],
            Self::Fields(fields) | Self::Whole(_, fields) => fields,
        }
    }

    /// Whether a field is the content itself.
    pub(crate) fn is_value(&self, field: &Field) -> bool {
        matches!(self, Self::Whole(value, _) if std::ptr::eq(value.as_ref(), field))
    }
}

impl Reply {
    /// The messages that answer by name, failures last.
    pub(crate) fn names(&self) -> impl Iterator<Item = &Ident> {
        let (ok, error): (&[Ident], &[Ident]) = match self {
            Self::Named { ok, error } => (ok, error),
            Self::Callback { .. } => (&[], &[]),
        };
        ok.iter().chain(error)
    }
}

#[derive(Clone, Debug)]
pub(crate) enum Reply {
    /// `#[reply(Jwt | Later, or = Error)]`: one of these, or one of those. Without an answer, only a failure
    /// is answered.
    Named { ok: Vec<Ident>, error: Vec<Ident> },
    /// A method's result.
    Callback { ok: Type, error: Type },
}

/// `#[stream(until = Done, cancel = Stop)]`
#[derive(Clone, Debug)]
pub(crate) struct Stream {
    pub span: Span,
    /// What the other side ends it with.
    pub until: Option<Ident>,
    /// What this side cancels it with.
    pub cancel: Option<Ident>,
}

/// `#[handshake(until = Ready, again = Loaded, every_ms = 500, hold)]`
#[derive(Clone, Debug)]
pub(crate) struct Handshake {
    pub span: Span,
    /// What acknowledges it.
    pub until: Ident,
    /// What shows that the other side's document is new.
    pub again: Option<Ident>,
    /// How long it waits before it is posted again, in milliseconds.
    pub every: Option<u32>,
    /// What is sent before the acknowledgement waits.
    pub hold: bool,
}
