//! Requests with many answers: what their owners are told, and how they end.

use std::fmt;
use std::sync::Arc;

use super::core::Core;
use super::inbound::Inbound;
use super::order::{Order, ReplyNote};
use super::outgoing_requests::answer_id;
use super::peer::Peer;
use super::pending::{End, NEVER, Next, RawAnswer};
use super::request::{RequestError, Ticket, read_answer};
use super::send_error::SendError;
use crate::Millis;
use crate::json::{Fault, Record, Wire};
use crate::message::{Answer, Failure, RequestId, not_an_answer};
use crate::post::Carries;
use crate::protocol::{Message, Protocol, Sendable, Side, Streamed};
use crate::table::{Reply, Row, Stream};

/// What came of a stream: [`Peer::next_item`](super::Peer::next_item).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum StreamEvent<T, E> {
    /// An answer.
    Item(T),
    /// An answer that isn't what the declaration says. The stream goes on.
    Drifted(Fault),
    /// So many answers were dropped in front of the next one, since more waited than
    /// [`Limits::stream_items`](crate::Limits::stream_items) lets.
    Skipped(u64),
    /// It has ended. Nothing follows.
    End(StreamEnd<E>),
}

/// Why a stream has ended.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum StreamEnd<E> {
    /// The other side said that nothing follows.
    Finished,
    /// This side has [cancelled](super::Peer::cancel) it.
    Cancelled,
    /// It failed: the other side refused, its document was replaced, no first answer came in time, or it
    /// was never posted.
    Failed(RequestError<E>),
}

impl<E: fmt::Debug> fmt::Display for StreamEnd<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Finished => f.write_str("finished"),
            Self::Cancelled => f.write_str("cancelled"),
            Self::Failed(why) => why.fmt(f),
        }
    }
}

impl<P: Protocol, S: Side<P>> Peer<P, S> {
    /// Sends a message that is answered many times: a [stream](macro@crate::protocol#streams). Its answers wait
    /// to be taken by [`next_item`](Self::next_item). It has no deadline but for its first answer, if a
    /// `#[within(…)]` says one. To drop the ticket gives the answers up, and tells the other side nothing.
    ///
    /// # Errors
    /// As [`request`](Self::request).
    ///
    /// ```
    /// # #[cti_runtime::protocol(vendor = "Acme", origins("https://phone.acme.example"), envelope(object, tag = "type"))]
    /// # pub mod acme_phone {
    /// #     #[event] pub enum Event { Level { #[id] id: String, db: i8 }, Over { #[id] id: String } }
    /// #     #[command] pub enum Command {
    /// #         #[reply(Level)] #[stream(until = Over, cancel = Stop)] Listen { #[id] id: String },
    /// #         Stop { #[id] id: String },
    /// #     }
    /// # }
    /// use acme_phone::{AcmePhone, command};
    /// use cti_runtime::{Data, Millis, OriginPolicy, Post, Session, Source, StreamEnd, StreamEvent};
    ///
    /// let session = Session::<AcmePhone>::new(OriginPolicy::declared::<AcmePhone>(), Source(1));
    /// let mut session = session.numbering_from(1); // as a test does
    /// let levels = session.peer().stream(command::Listen::new())?;
    /// for json in [r#"{"type":"level","id":"1","db":-7}"#, r#"{"type":"over","id":"1"}"#] {
    ///     let post = Post::new(Source(1), "https://phone.acme.example", Data::Object(json));
    ///     let _ = session.receive(post, Millis(20));
    /// }
    /// let Some(StreamEvent::Item(level)) = session.peer().next_item(&levels) else { panic!() };
    /// assert_eq!(level.db, -7);
    /// let end = session.peer().next_item(&levels);
    /// assert_eq!(end, Some(StreamEvent::End(StreamEnd::Finished)));
    /// # Ok::<(), cti_runtime::SendError>(())
    /// ```
    pub fn stream<M>(&mut self, mut message: M) -> Result<Ticket<M>, SendError>
    where
        M: Streamed<Direction = S::Out, Answers = S::In>,
    {
        self.complete(&mut message);
        let (id, claim) = self.core.request(message.outgoing(), None)?;
        Ok(Ticket::new(id, claim))
    }

    /// What comes next of a stream: `None` while nothing does. Its end is told once, behind what came before
    /// it.
    pub fn next_item<M>(&mut self, ticket: &Ticket<M>) -> Option<StreamEvent<M::Item, M::Err>>
    where
        M: Streamed<Direction = S::Out, Answers = S::In>,
    {
        self.core.next_item::<M>(ticket.id, &ticket.claim)
    }

    /// Ends a stream: the message that the declaration has for that is sent, if the other side was asked. What
    /// came before can still be taken. Nothing happens to one that has ended.
    ///
    /// # Errors
    /// What forbids that message; the stream goes on then.
    pub fn cancel<M>(&mut self, ticket: &Ticket<M>) -> Result<(), SendError>
    where
        M: Streamed<Direction = S::Out, Answers = S::In>,
    {
        self.core.cancel::<M>(ticket.id, &ticket.claim)
    }

    /// The id that a request of the other side has on the wire, while it can be answered: for a message that
    /// [ends](macro@crate::protocol#streams) it.
    pub fn wire_id(&self, request: RequestId) -> Option<String> {
        self.core.incoming.get()?.wire_id(request)
    }

    /// Answers a request that is a [stream](macro@crate::protocol#streams): any number of times, until a failure
    /// ends it, the message that the declaration has for that is sent, or the other side cancels it.
    ///
    /// # Errors
    /// As [`answer`](Self::answer).
    pub fn put_item<M>(
        &mut self,
        request: RequestId,
        item: &Result<M::Item, M::Err>,
    ) -> Result<(), SendError>
    where
        M: Streamed<Direction = S::In>,
        M::Item: Wire,
        M::Err: Failure,
    {
        self.core.answer_request(request, item)
    }
}

impl Core {
    /// How a request of this side is answered many times, if it is.
    pub(super) fn own_stream(&self, row: usize) -> Option<&'static Stream> {
        self.streams.get().and_then(|_| self.ours.stream(row))
    }

    /// Whether the other side wants more than one answer to a request of this row.
    pub(super) fn is_asked_for_more(&self, row: usize) -> bool {
        self.streams.is_there() && self.theirs.stream(row).is_some()
    }

    /// How long a request waits for its first answer of which nothing is said.
    pub(super) fn patience(&self, row: usize) -> Millis {
        if self.own_stream(row).is_some() {
            NEVER
        } else {
            self.timeout
        }
    }

    /// A message with this id came, of this row: it settles the request that it answers, or is one of many
    /// answers.
    pub(super) fn answer_by_id(
        &mut self,
        row: usize,
        id: Option<&str>,
        incoming: &dyn Inbound,
    ) -> ReplyNote {
        let asked = |id| self.pending.get()?.pending_by_id(id);
        if let Some((request, asked)) = id.and_then(asked)
            && let Some(stream) = self.own_stream(asked)
        {
            let is_row = |known: u16| usize::from(known) == row;
            if stream.until.is_some_and(is_row) {
                self.end_stream(request, None);
            } else {
                let reply = self.ours.row(asked).and_then(|row| row.reply);
                let fails = matches!(reply, Some(Reply::Named { error, .. }) if error.iter().copied().any(is_row));
                self.put_item(request, Answer::Message(incoming.keep()), fails);
            }
            return ReplyNote::Settled;
        }
        let pending = self.pending.get_mut();
        pending.map_or(ReplyNote::None, |pending| {
            pending.answer_by_id(id, incoming)
        })
    }

    /// A request of this row was answered under its keys.
    pub(super) fn take_answer(&mut self, row: usize, request: RequestId, given: RawAnswer) {
        if self.own_stream(row).is_some() {
            let fails = matches!(given, Answer::Outcome(Err(_)));
            self.put_item(request.get(), given, fails);
        } else if let Some(pending) = self.pending.get_mut() {
            pending.answer_request(request.get(), given);
        }
    }

    fn end_stream(&mut self, request: u64, failure: Option<RawAnswer>) {
        if let Some(pending) = self.pending.get_mut() {
            pending.end_stream(request, failure);
        }
    }

    fn put_item(&mut self, request: u64, given: RawAnswer, fails: bool) {
        if fails {
            self.end_stream(request, Some(given));
        } else if let Some(pending) = self.pending.get_mut() {
            pending.put_item(request, given, self.limits.stream_items());
        }
    }

    /// Ends a stream of this side, and tells the other side if it was asked.
    pub(super) fn cancel<M: Streamed>(
        &mut self,
        id: u64,
        claim: &Arc<()>,
    ) -> Result<(), SendError> {
        let pending = self.pending.get();
        if !pending.is_some_and(|pending| pending.is_open(id, claim)) {
            return Ok(());
        }
        if self.is_posted(id)
            && let Some(mut message) = M::cancel()
        {
            let row = M::Cancel::ROW;
            self.complete(row, &mut message);
            self.address(row, &mut message, id);
            self.send(message.outgoing())?;
        }
        if let Some(pending) = self.pending.get_mut() {
            pending.cancel(id, claim);
        }
        self.drop_posts(|carries| carries == Carries::Request(id));
        Ok(())
    }

    /// Whether a request of this side left it, so that the other side may know of it.
    fn is_posted(&self, id: u64) -> bool {
        let waits = self
            .outbox
            .iter()
            .any(|post| post.carries == Carries::Request(id));
        let pending = self.pending.get();
        pending.is_some_and(|pending| pending.is_asked(id)) && !waits
    }

    /// A message of the other side came that may cancel one of its streams: that can't be answered any more.
    pub(super) fn note_cancelled(
        &mut self,
        (index, row): (usize, &Row),
        record: &dyn Record,
        fields: u64,
        order: &mut Order,
    ) {
        if !self.streams.is_there() {
            return;
        }
        let cancels = |stream: &Stream| stream.cancel.is_some_and(|row| usize::from(row) == index);
        for (asked, stream) in self.theirs.streams() {
            if cancels(stream)
                && let Some(id) = answer_id(row, record, fields)
                && let Some(request) = self.incoming_of_row(&id, asked)
            {
                self.remove_incoming(request);
                order.request = Some(request);
            }
        }
    }

    /// A message of this side goes out that may end a stream of the other, or, seen by a tool, cancel one of
    /// its own.
    pub(super) fn note_ended(&mut self, index: usize, record: &dyn Record) {
        if !self.streams.is_there() {
            return;
        }
        let Some(row) = self.ours.row(index).filter(|row| row.id.is_some()) else {
            return;
        };
        let Some(id) = answer_id(row, record, u64::MAX) else {
            return;
        };
        let is_row = |known: Option<u16>| known.is_some_and(|row| usize::from(row) == index);
        for (asked, stream) in self.theirs.streams() {
            if is_row(stream.until)
                && let Some(request) = self.incoming_of_row(&id, asked)
            {
                self.remove_incoming(request);
            }
        }
        for (asked, stream) in self.ours.streams() {
            if is_row(stream.cancel)
                && let Some(pending) = self.pending.get_mut()
                && let Some((request, row)) = pending.pending_by_id(&id)
                && row == asked
            {
                pending.end_observed(request);
            }
        }
    }

    /// The other side's request of this row that has this id.
    fn incoming_of_row(&self, id: &str, row: usize) -> Option<RequestId> {
        self.incoming.get()?.of_row(id, row)
    }

    /// What comes next of a stream: `None` while nothing does.
    pub(super) fn next_item<M: Streamed>(
        &mut self,
        id: u64,
        claim: &Arc<()>,
    ) -> Option<StreamEvent<M::Item, M::Err>> {
        let pending = self.pending.get_mut();
        let next = pending.map_or(Next::Unclaimed, |pending| pending.next_item(id, claim));
        let end = match next {
            Next::Pending => return None,
            Next::Skipped(skipped) => return Some(StreamEvent::Skipped(skipped)),
            Next::Item(given) => {
                return Some(match item::<M>(given) {
                    Ok(Ok(item)) => StreamEvent::Item(item),
                    Ok(Err(_)) => StreamEvent::Drifted(not_an_answer()),
                    Err(fault) => StreamEvent::Drifted(fault),
                });
            }
            Next::Unclaimed => StreamEnd::Failed(RequestError::Unclaimed),
            Next::End(End::Finished) => StreamEnd::Finished,
            Next::End(End::Cancelled) => StreamEnd::Cancelled,
            Next::End(End::Missed) => StreamEnd::Failed(RequestError::Deadline),
            Next::End(End::Reloaded) => StreamEnd::Failed(RequestError::Reloaded),
            Next::End(End::NotPosted(why)) => StreamEnd::Failed(RequestError::NotPosted(why)),
            Next::End(End::Failed(given)) => StreamEnd::Failed(match item::<M>(given) {
                Ok(Err(error)) => RequestError::Refused(error),
                Ok(Ok(_)) => RequestError::Drifted(not_an_answer()),
                Err(fault) => RequestError::Drifted(fault),
            }),
        };
        Some(StreamEvent::End(end))
    }
}

/// Reads an answer of a stream.
fn item<M: Streamed>(given: RawAnswer) -> Result<Result<M::Item, M::Err>, Fault> {
    read_answer(given).and_then(M::settle)
}
