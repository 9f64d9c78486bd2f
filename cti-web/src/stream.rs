//! Requests that are answered many times, as streams of their answers.

use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::rc::{Rc, Weak};
use std::task::{Context, Poll};

use cti_runtime::protocol::Side;
use cti_runtime::{Protocol, RequestError, StreamEnd, StreamEvent, Streamed};

use crate::Notice;
use crate::outgoing::outgoing;
use crate::request::{Sent, asked, send};
use crate::shared::Shared;

/// The answers of a request that is answered many times, one after the other.
///
/// It is a [`Stream`], and [`next`](Self::next) needs no crate at all. The message is sent when it is made. What
/// comes last is [`StreamEvent::End`], with the reason; behind that, and at once if the connection is
/// dropped, comes nothing. If answers aren't taken out, the session keeps as many as its
/// [limit](cti_runtime::Limits::stream_items) lets.
///
/// Dropping it cancels the request, as [`cancel`](Self::cancel) does.
///
/// [`Stream`]: https://docs.rs/futures-core/latest/futures_core/stream/trait.Stream.html
pub struct Answers<P: Protocol, S: Side<P>, M: Streamed> {
    shared: Weak<Shared>,
    state: Sent,
    ended: bool,
    types: PhantomData<fn(P, S) -> M>,
}

/// What came of it.
type Event<M> = StreamEvent<<M as Streamed>::Item, <M as Streamed>::Err>;

impl<P, S, M> Answers<P, S, M>
where
    P: Protocol,
    S: Side<P>,
    M: Streamed<Direction = S::Out, Answers = S::In>,
{
    pub(crate) fn make(shared: &Weak<Shared>, message: M) -> Self {
        Self {
            shared: Weak::clone(shared),
            state: send(shared, outgoing::<P, S>(message), None),
            ended: false,
            types: PhantomData,
        }
    }

    /// What comes next; `None` behind the end, and once the connection is dropped.
    pub async fn next(&mut self) -> Option<Event<M>> {
        poll_fn(|context| self.poll(context)).await
    }

    /// Nothing more is wanted: the message that the declaration has for that is sent, if the other side was
    /// asked. What came before is still handed out, and [`StreamEnd::Cancelled`] behind it. If a rule forbids
    /// the message, that is told as [`Notice::NotSent`], and the stream goes on.
    pub fn cancel(&self) {
        cancel::<M>(&self.shared, &self.state);
    }

    /// [Cancels](Self::cancel) it when it is called: for other code than that which awaits what comes next.
    pub fn canceller(&self) -> impl Fn() + use<P, S, M> {
        let (shared, state) = (Weak::clone(&self.shared), Rc::clone(&self.state));
        move || cancel::<M>(&shared, &state)
    }

    fn poll(&mut self, context: &Context<'_>) -> Poll<Option<Event<M>>> {
        if self.ended {
            return Poll::Ready(None);
        }
        let Some(shared) = asked(&self.shared, context.waker()) else {
            self.ended = true;
            return Poll::Ready(None);
        };
        let event = match self.state.get() {
            None => None,
            Some(Ok(ticket)) => shared
                .with(|session| session.next_item::<M>(ticket))
                .flatten(),
            Some(Err(why)) => {
                let why = RequestError::NotPosted(why.clone());
                Some(StreamEvent::End(StreamEnd::Failed(why)))
            }
        };
        let Some(event) = event else {
            return Poll::Pending;
        };
        self.ended = matches!(event, StreamEvent::End(_));
        Poll::Ready(Some(event))
    }
}

/// Cancels a request, now or as soon as the session isn't in use.
fn cancel<M: Streamed>(shared: &Weak<Shared>, state: &Sent) {
    if let Some(shared) = Shared::open(shared) {
        let state = Rc::clone(state);
        shared.now_or_later(Box::new(move |shared| {
            if let Some(Ok(ticket)) = state.get()
                && let Some(Err(why)) = shared.with(|session| session.cancel::<M>(ticket))
            {
                shared.tell(Notice::NotSent(why));
            }
        }));
    }
}

impl<P, S, M> futures_core::Stream for Answers<P, S, M>
where
    P: Protocol,
    S: Side<P>,
    M: Streamed<Direction = S::Out, Answers = S::In>,
{
    type Item = Event<M>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

impl<P: Protocol, S: Side<P>, M: Streamed> Drop for Answers<P, S, M> {
    fn drop(&mut self) {
        if !self.ended {
            cancel::<M>(&self.shared, &self.state);
        }
    }
}

impl<P: Protocol, S: Side<P>, M: Streamed> fmt::Debug for Answers<P, S, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "answers of {}", P::TABLE.name)
    }
}
