//! Requests and their answers, as applications and handlers have them.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use super::assemble::Shown;
use super::core::Core;
use super::part::Part;
use super::pending::{Outcome, RawAnswer};
use super::send_error::SendError;
use crate::LibraryFault;
use crate::json::{Fault, Wire, Writer, read_value};
use crate::limits::MAX_NESTING;
use crate::message::{self, Answer, Failure, RequestId, not_an_answer};
use crate::protocol::{Messages, Request};

/// A claim on the answer of a request. Dropping it gives the answer up.
///
/// A ticket is plain data, not a future: ask with [`Peer::outcome`](super::Peer::outcome) after
/// each message and tick. It can be sent to another thread.
pub struct Ticket<M> {
    /// Shared with the entry that waits; its address tells sessions apart.
    pub(super) claim: Arc<()>,
    pub(super) id: u64,
    message: PhantomData<fn() -> M>,
}

impl<M> Ticket<M> {
    pub(super) const fn new(id: u64, claim: Arc<()>) -> Self {
        Self {
            claim,
            id,
            message: PhantomData,
        }
    }

    /// The number of the request.
    pub const fn id(&self) -> RequestId {
        RequestId(self.id)
    }
}

impl<M> fmt::Debug for Ticket<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ticket {}", self.id)
    }
}

/// Why a request has no answer.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum RequestError<E> {
    /// The other side answered with a failure.
    Refused(E),
    /// The deadline passed.
    Deadline,
    /// The other side's document was replaced while the request waited.
    Reloaded,
    /// It was never posted: when its turn came behind others, or when the edge handed it over.
    NotPosted(SendError),
    /// The answer isn't what the declaration says.
    Drifted(Fault),
    /// The library has no such function: its path from the library's root.
    Missing(&'static str),
    /// This function of the library has thrown.
    Threw(&'static str),
    /// The ticket's outcome was taken before, or belongs to another session.
    Unclaimed,
}

impl<E> RequestError<E> {
    /// What `Display` writes, but only that it was refused where that is so. In a WebAssembly module
    /// it is smaller, since it formats nothing.
    pub fn text(&self) -> Cow<'static, str> {
        match self {
            Self::Refused(_) => "refused".into(),
            Self::Deadline => "no answer before the deadline".into(),
            Self::Reloaded => "the other side was reloaded before it answered".into(),
            Self::NotPosted(why) => ["not posted: ", &why.text()].concat().into(),
            Self::Drifted(fault) => ["the answer isn't what was declared: ", &fault.text()]
                .concat()
                .into(),
            Self::Missing(function) => ["the library has no function ", function].concat().into(),
            Self::Threw(function) => ["the library's function ", function, " has thrown"]
                .concat()
                .into(),
            Self::Unclaimed => "this ticket has no outcome in this session".into(),
        }
    }
}

impl<E: fmt::Debug> fmt::Display for RequestError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())?;
        match self {
            Self::Refused(error) => write!(f, ": {error:?}"),
            _ => Ok(()),
        }
    }
}

impl<E: fmt::Debug> std::error::Error for RequestError<E> {}

/// What a handler of the side that is asked returns for a request.
#[derive(Clone, Debug, PartialEq)]
#[must_use = "the caller waits for the answer"]
pub enum Return<T, E> {
    /// The answer.
    Now(Result<T, E>),
    /// The answer follows by [`Peer::answer`](super::Peer::answer), with the number that
    /// [`Peer::current_request`](super::Peer::current_request) gave.
    Later,
    /// There is no such function here: who has called it finds it missing, or a request is answered
    /// with what the declaration has for that, if it has something.
    Unsupported,
}

impl<T, E> Return<T, E> {
    /// The answer of a handler that doesn't have this function.
    pub const fn unsupported() -> Self {
        Self::Unsupported
    }
}

impl<T, E> From<Result<T, E>> for Return<T, E> {
    fn from(result: Result<T, E>) -> Self {
        Self::Now(result)
    }
}

/// Reads what was answered, on success or on failure. For generated code.
pub fn outcome<F, T: Wire, E: Failure>(answer: Answer<F>) -> Result<Result<T, E>, Fault> {
    match answer {
        Answer::Outcome(Ok(json)) => read_value(&json).map(Ok),
        Answer::Outcome(Err(json)) => E::from_json(&json).map(Err),
        _ => Err(not_an_answer()),
    }
}

/// Reads what was answered, on success or on failure, and shows it to a writer, if there is one. For
/// generated code.
pub fn check_outcome<T: Wire, E: Failure>(
    outcome: Result<&str, &str>,
    shown: Option<&mut Writer>,
) -> Result<(), Fault> {
    let outcome = match outcome {
        Ok(json) => Ok(read_value::<T>(json)?),
        Err(json) => Err(E::from_json(json)?),
    };
    if let Some(out) = shown.filter(|_| Part::<Shown>::is_made()) {
        match outcome {
            Ok(value) => value.write(out),
            Err(failure) => failure.write_value(out),
        }
    }
    Ok(())
}

impl Core {
    /// The outcome of a request: `None` while it waits.
    pub(super) fn outcome<M: Request>(
        &mut self,
        id: u64,
        claim: &Arc<()>,
    ) -> Option<Result<M::Ok, RequestError<M::Err>>> {
        let Some(pending) = self.pending.get_mut() else {
            return Some(Err(RequestError::Unclaimed));
        };
        Some(match pending.outcome(id, claim) {
            Outcome::Pending => return None,
            Outcome::Settled(answer) => settle::<M>(answer),
            Outcome::Missed => M::silence().ok_or(RequestError::Deadline),
            Outcome::Reloaded => Err(RequestError::Reloaded),
            Outcome::NotPosted(why) => Err(RequestError::NotPosted(why)),
            Outcome::Unclaimed => Err(RequestError::Unclaimed),
        })
    }
}

/// Reads an answer as it came, as far as that isn't its request's.
pub(super) fn read_answer<F: Messages>(answer: RawAnswer) -> Result<Answer<F>, Fault> {
    match answer {
        Answer::Message(kept) => kept.read().map(Answer::Message),
        Answer::Outcome(outcome) => Ok(Answer::Outcome(outcome)),
        Answer::Library(why) => Ok(Answer::Library(why)),
        Answer::Fault(fault) => Err(fault),
    }
}

/// Picks the outcome of a request out of its answer, as the ticket's owner sees it.
fn settle<M: Request>(answer: RawAnswer) -> Result<M::Ok, RequestError<M::Err>> {
    let answer = match read_answer(answer) {
        Ok(Answer::Library(why)) => return Err(failed::<M>(why)),
        answer => answer,
    };
    match answer.and_then(M::settle) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(RequestError::Refused(error)),
        Err(fault) => Err(RequestError::Drifted(fault)),
    }
}

/// Why a request has no answer that the library didn't answer.
fn failed<M: Request>(why: LibraryFault) -> RequestError<M::Err> {
    let row = M::Direction::TABLE.row(M::ROW);
    let function = row.map_or("", |row| row.tag);
    match why {
        LibraryFault::Missing => RequestError::Missing(function),
        LibraryFault::Threw => RequestError::Threw(function),
    }
}

/// What a library answered, personal data masked; `None` if it isn't of the declared type. `failed` says
/// that it came as a failure by itself.
pub(crate) fn masked_answer<F: Messages>(method: &str, body: &str, failed: bool) -> Option<String> {
    let index = F::TABLE.find(method)?;
    let row = F::TABLE.row(index)?;
    let Some(crate::table::Reply::Callback { check }) = row.reply else {
        return None;
    };
    let _ = Part::new(Shown);
    let keys = F::TABLE.convention(index).keys;
    let keys = keys.as_ref().filter(|_| !failed);
    let value = if failed {
        Err((body, 0))
    } else {
        message::read_callback(body, keys, MAX_NESTING).ok()?
    };
    let mut out = Writer::masked();
    let value = value.map(|(json, _)| json).map_err(|(json, _)| json);
    check(value, Some(&mut out)).ok()?;
    let shown = out.into_string();
    let mut out = Writer::new();
    message::write_callback(keys, value.is_ok(), &|out| out.raw(&shown), &mut out);
    Some(out.into_string())
}
