//! Requests as futures of their answers.

use std::cell::OnceCell;
use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::rc::{Rc, Weak};
use std::task::{Context, Poll, Waker};

use cti_runtime::protocol::Side;
use cti_runtime::{Millis, Protocol, Request, RequestError, SendError, Ticket};
use wasm_bindgen::JsValue;

use crate::not_sent::CLOSED;
use crate::outgoing::{OutgoingMessage, outgoing};
use crate::shared::Shared;

/// Why a request has no answer.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum RequestFailed<E> {
    /// It was not sent.
    NotSent(SendError),
    /// It was sent, and this is its outcome.
    Answer(RequestError<E>),
    /// The connection was dropped.
    Closed,
}

impl<E: fmt::Debug> fmt::Display for RequestFailed<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotSent(why) => why.fmt(f),
            Self::Answer(why) => why.fmt(f),
            Self::Closed => f.write_str(CLOSED),
        }
    }
}

impl<E: fmt::Debug> std::error::Error for RequestFailed<E> {}

/// What the other side refused with; of anything else an `Error` of JavaScript with the text, as of
/// [`NotSent`](crate::NotSent).
impl<E: Into<JsValue>> From<RequestFailed<E>> for JsValue {
    fn from(why: RequestFailed<E>) -> Self {
        let text = match why {
            RequestFailed::Answer(RequestError::Refused(error)) => return error.into(),
            RequestFailed::Answer(why) => why.text(),
            RequestFailed::NotSent(why) => why.text(),
            RequestFailed::Closed => CLOSED.into(),
        };
        js_sys::Error::new(&text).into()
    }
}

/// A request under way: a future of its answer.
///
/// The message is sent when the request is made, whether or not the future is awaited. Dropping the
/// future gives the answer up; the message stays sent. It ends with
/// [`RequestError::Deadline`] when the time is over, and with [`RequestError::Reloaded`] when another
/// document takes the place of the one that was asked.
#[must_use = "the answer comes to the task that awaits the request"]
pub struct PendingRequest<P: Protocol, S: Side<P>, M> {
    shared: Weak<Shared>,
    state: Sent,
    message: PhantomData<fn(P, S) -> M>,
}

/// How far a request has come: nothing if it was made inside a handler, and goes out after that.
pub(crate) type Sent = Rc<OnceCell<Result<Ticket<()>, SendError>>>;

/// Makes a request, now or as soon as the session isn't in use.
pub(crate) fn send(
    shared: &Weak<Shared>,
    mut message: Box<dyn OutgoingMessage>,
    timeout: Option<Millis>,
) -> Sent {
    let state = Sent::default();
    if let Some(shared) = shared.upgrade() {
        let state = Rc::clone(&state);
        shared.now_or_later(Box::new(move |shared| {
            shared.with(|session| {
                let said = message.outgoing(session);
                let _ = state.set(session.request(said, timeout));
            });
        }));
    }
    state
}

/// The connection, if it is open: the task is woken when something happens on it.
pub(crate) fn asked(shared: &Weak<Shared>, waker: &Waker) -> Option<Rc<Shared>> {
    let shared = Shared::open(shared)?;
    shared.wait(waker);
    shared.tick();
    Some(shared)
}

impl<P, S, M> PendingRequest<P, S, M>
where
    P: Protocol,
    S: Side<P>,
    M: Request<Direction = S::Out, Answers = S::In>,
{
    pub(crate) fn make(shared: &Weak<Shared>, message: M, timeout: Option<Millis>) -> Self {
        Self {
            shared: Weak::clone(shared),
            state: send(shared, outgoing::<P, S>(message), timeout),
            message: PhantomData,
        }
    }

    fn outcome(&self, context: &Context<'_>) -> Option<Outcome<M>> {
        let Some(shared) = asked(&self.shared, context.waker()) else {
            return Some(Err(RequestFailed::Closed));
        };
        let ticket = match self.state.get()? {
            Ok(ticket) => ticket,
            Err(why) => return Some(Err(RequestFailed::NotSent(why.clone()))),
        };
        let outcome = shared.with(|session| session.outcome::<M>(ticket))??;
        Some(outcome.map_err(RequestFailed::Answer))
    }
}

type Outcome<M> = Result<<M as Request>::Ok, RequestFailed<<M as Request>::Err>>;

impl<P, S, M> Future for PendingRequest<P, S, M>
where
    P: Protocol,
    S: Side<P>,
    M: Request<Direction = S::Out, Answers = S::In>,
{
    type Output = Result<M::Ok, RequestFailed<M::Err>>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match self.outcome(context) {
            Some(outcome) => Poll::Ready(outcome),
            None => Poll::Pending,
        }
    }
}

impl<P: Protocol, S: Side<P>, M> fmt::Debug for PendingRequest<P, S, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "request of {}", P::TABLE.name)
    }
}
