//! The sending half of a session: what handlers are given.

use std::collections::VecDeque;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use super::call::{self, Answer, CallError, CallId, Return, Ticket};
use super::counters::Counters;
use super::machines::{Learning, Machines};
use super::order::{Order, Turn, Violation};
use super::replies::{By, Observed, Outcome, Replies};
use crate::codec::{self, CallKey, Wire, Writer};
use crate::describe::{Direction, Encoding};
use crate::protocol::{App, Family, Protocol, Reply, Request, Row, Side, States};
use crate::{Limits, Millis, Origin, OutPost, Payload, Signal};

/// The other side, as a handler talks to it: sends, calls, and knows the state of things.
pub struct Peer<P: Protocol, S: Side<P> = App> {
    pub(super) machines: Machines,
    pub(super) replies: Replies,
    sides: PhantomData<fn() -> (P, S)>,
    pub(super) outbox: VecDeque<Outgoing>,
    pub(super) target: Option<Origin>,
    pub(super) now: Millis,
    pub(super) limits: Limits,
    pub(super) counters: Counters,
    pub(super) current_call: Option<CallId>,
    pub(super) allowance: Millis,
    ignored: Vec<u64>,
    library: bool,
}

/// What waits to cross the edge.
pub(crate) enum Outgoing {
    Post(OutPost),
    Signal(Signal<'static>),
}

/// Why a message was not sent. Nothing was posted and no state moved.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum SendError {
    /// The order rules forbid it now.
    OutOfTurn(Violation),
    /// It is not known yet to which origin to post: name one with
    /// [`Session::targeting`](super::Session::targeting), or wait for the first message.
    NoTarget,
    /// Too many calls wait for their answers: [`Limits::waiting_replies`].
    TooManyWaiting,
    /// Too much waits to be posted: [`Limits::outbox`].
    OutboxFull,
    /// The message is larger than [`Limits::message_bytes`].
    TooLarge,
    /// A library has no function that the declaration doesn't list.
    Undeclared,
}

impl fmt::Display for SendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OutOfTurn(violation) => write!(f, "out of turn: {violation}"),
            Self::NoTarget => f.write_str("no target origin: name one, or wait for a message"),
            Self::TooManyWaiting => f.write_str("too many calls wait for their answers"),
            Self::OutboxFull => f.write_str("too many messages wait to be posted"),
            Self::TooLarge => f.write_str("larger than the limit"),
            Self::Undeclared => f.write_str("the declaration has no such function"),
        }
    }
}

impl std::error::Error for SendError {}

impl<P: Protocol, S: Side<P>> Peer<P, S> {
    /// How long a call waits for its answer unless it says otherwise.
    pub const ALLOWANCE: Millis = Millis(10_000);

    pub(super) fn new(target: Option<Origin>, library: bool) -> Self {
        let limits = Limits::default();
        Self {
            machines: Machines::new(P::TABLE.machines, limits.open_calls()),
            replies: Replies::new(<S::Out as Family>::TABLE, <S::In as Family>::TABLE),
            sides: PhantomData,
            outbox: VecDeque::new(),
            target,
            now: Millis::default(),
            limits,
            counters: Counters::default(),
            current_call: None,
            allowance: Self::ALLOWANCE,
            ignored: Vec::new(),
            library,
        }
    }

    /// Sends a message.
    ///
    /// # Errors
    /// What forbids it, and from which state. Nothing has happened then.
    ///
    /// ```
    /// # #[cti_runtime::protocol(vendor = "Acme", origins("https://phone.acme.example"), envelope(object, tag = "type"))]
    /// # pub mod acme_phone {
    /// #     #[states] enum Line { Idle, Ringing }
    /// #     #[event] pub enum Event { #[moves(Line: Idle => Ringing)] Ringing }
    /// #     #[command] pub enum Command { #[only(Line: Ringing)] Answer }
    /// # }
    /// use acme_phone::{AcmePhone, Line, command};
    /// use cti_runtime::{OriginPolicy, SendError, Session};
    ///
    /// let mut session = Session::<AcmePhone>::new(OriginPolicy::declared::<AcmePhone>());
    /// assert_eq!(session.peer().state::<Line>(), Some(Line::Idle));
    /// let Err(SendError::OutOfTurn(rule)) = session.peer().send(command::Answer::new()) else {
    ///     panic!("nothing rings");
    /// };
    /// assert_eq!(rule.to_string(), "Line is Idle, and Ringing is needed");
    /// assert!(session.poll_post().is_none());
    /// ```
    pub fn send(&mut self, message: impl Into<S::Out>) -> Result<(), SendError> {
        let message = message.into();
        self.in_turn(&message)?;
        self.send_anyway(message)
    }

    /// Sends a message even if the order rules forbid it: for what a document gets wrong.
    ///
    /// # Errors
    /// All that [`send`](Self::send) has, save [`SendError::OutOfTurn`].
    pub fn send_anyway(&mut self, message: impl Into<S::Out>) -> Result<(), SendError> {
        let message = message.into();
        match (self.library, S::RECEIVES) {
            (true, Direction::ToVendor) => self.fire(&message)?,
            // Also an answer that nobody waits for must find its place among those that somebody
            // does.
            _ if Self::row(&message).is_some_and(|row| row.reply.is_some()) => {
                return self.ask(&message, self.allowance).map(drop);
            }
            (true, Direction::FromVendor) => return self.ask(&message, self.allowance).map(drop),
            (false, _) => {
                let json = self.sized(codec::encode(&message))?;
                self.post(json)?;
            }
        }
        self.moved(&message);
        Ok(())
    }

    /// Sends a message that is answered. The answer is waited for as long as
    /// [`Session::answering_within`](super::Session::answering_within) says, 10 seconds unless set.
    ///
    /// # Errors
    /// As [`send`](Self::send), and [`SendError::TooManyWaiting`].
    ///
    /// ```
    /// # #[cti_runtime::protocol(vendor = "Acme", origins("https://phone.acme.example"), envelope(object, tag = "type"))]
    /// # pub mod acme_phone {
    /// #     #[event] pub enum Event { Ringing { call_id: u64 }, Token { token: Secret<String> }, Error { message: String } }
    /// #     #[command] pub enum Command { Dial { to: PhoneNumber }, #[reply(Token, or = Error)] GetToken }
    /// # }
    /// use acme_phone::{AcmePhone, command};
    /// use cti_runtime::{CallError, Data, Millis, OriginPolicy, Post, Session, Source};
    ///
    /// let mut session = Session::<AcmePhone>::new(OriginPolicy::declared::<AcmePhone>());
    /// let ticket = session.peer().call(command::GetToken::new())?;
    /// assert!(session.poll_post().is_some());
    /// assert!(session.peer().outcome(&ticket).is_none()); // it waits
    ///
    /// let data = Data::Object(r#"{"type":"token","token":"abc"}"#);
    /// let _ = session.receive(Post::new(Source(1), "https://phone.acme.example", data), Millis(20));
    /// match session.peer().outcome(&ticket) {
    ///     Some(Ok(answer)) => assert_eq!(answer.token.expose(), "abc"),
    ///     Some(Err(CallError::Refused(error))) => println!("no token: {}", error.message),
    ///     other => panic!("{other:?}"),
    /// }
    /// # Ok::<(), cti_runtime::SendError>(())
    /// ```
    pub fn call<M>(&mut self, message: M) -> Result<Ticket<M>, SendError>
    where
        M: Request<Family = S::Out, Answers = S::In>,
    {
        self.call_within(message, self.allowance)
    }

    /// Sends a message that is answered, and waits this long for the answer. The time counts from
    /// the moment at which it is posted: calls that are answered by the name of a message go one
    /// after the other.
    ///
    /// # Errors
    /// As [`call`](Self::call).
    pub fn call_within<M>(&mut self, message: M, allowance: Millis) -> Result<Ticket<M>, SendError>
    where
        M: Request<Family = S::Out, Answers = S::In>,
    {
        let message = message.into();
        self.in_turn(&message)?;
        let (id, claim) = self.ask(&message, allowance)?;
        Ok(Ticket::new(id, claim))
    }

    /// The outcome of a call: `None` while it waits. The outcome is handed out once.
    ///
    /// ```
    /// # #[cti_runtime::protocol(vendor = "Acme", origins("https://phone.acme.example"), envelope(object, tag = "type"))]
    /// # pub mod acme_phone {
    /// #     #[event] pub enum Event { Ringing { call_id: u64 }, Token { token: Secret<String> }, Error { message: String } }
    /// #     #[command] pub enum Command { Dial { to: PhoneNumber }, #[reply(Token, or = Error)] GetToken }
    /// # }
    /// use acme_phone::{AcmePhone, command};
    /// use cti_runtime::{CallError, Millis, OriginPolicy, Session};
    ///
    /// let mut session = Session::<AcmePhone>::new(OriginPolicy::declared::<AcmePhone>());
    /// let ticket = session.peer().call_within(command::GetToken::new(), Millis(500))?;
    /// assert_eq!(session.next_deadline(), Some(Millis(500)));
    ///
    /// session.tick(Millis(501));
    /// assert_eq!(session.peer().outcome(&ticket), Some(Err(CallError::Deadline)));
    /// assert_eq!(session.peer().outcome(&ticket), Some(Err(CallError::Unclaimed)));
    /// # Ok::<(), cti_runtime::SendError>(())
    /// ```
    pub fn outcome<M>(&mut self, ticket: &Ticket<M>) -> Option<Result<M::Ok, CallError<M::Err>>>
    where
        M: Request<Family = S::Out, Answers = S::In>,
    {
        Some(match self.replies.outcome(ticket.id, &ticket.claim) {
            Outcome::Pending => return None,
            Outcome::Settled(Answer::Callback(body)) => call::settle::<M>(Answer::Callback(body)),
            Outcome::Settled(Answer::Message(message)) => match message.downcast() {
                Ok(message) => call::settle::<M>(Answer::Message(*message)),
                Err(_) => Err(CallError::Unclaimed),
            },
            Outcome::Missed => Err(CallError::Deadline),
            Outcome::Reloaded => Err(CallError::Reloaded),
            Outcome::Unclaimed => Err(CallError::Unclaimed),
        })
    }

    /// Whether a message could be sent now.
    ///
    /// # Errors
    /// What forbids it.
    pub fn can_send(&self, message: impl Into<S::Out>) -> Result<(), SendError> {
        self.in_turn(&message.into())?;
        if self.target.is_none() && !self.library {
            return Err(SendError::NoTarget);
        }
        Ok(())
    }

    /// The state of a machine; `None` if the session joined late and doesn't know yet, or if the
    /// machine runs per call.
    pub fn state<T: States<Protocol = P>>(&self) -> Option<T> {
        self.machines.state(T::MACHINE).and_then(T::from_index)
    }

    /// The state of a call; `None` if the call isn't open.
    pub fn state_of<T: States<Protocol = P>>(&self, call: &impl Wire) -> Option<T> {
        self.machines
            .state_of(T::MACHINE, &call.call_key()?)
            .and_then(T::from_index)
    }

    /// The open calls of a machine that runs per call, and the state of each.
    pub fn calls<T: States<Protocol = P>>(&self) -> impl Iterator<Item = (&CallKey, T)> {
        self.machines
            .calls(T::MACHINE)
            .filter_map(|(key, state)| T::from_index(state).map(|state| (key, state)))
    }

    pub(super) const fn is_library(&self) -> bool {
        self.library
    }

    pub(crate) fn machine_state(&self, machine: usize) -> Option<usize> {
        self.machines.state(machine)
    }

    pub(crate) fn machine_calls(&self, machine: usize) -> impl Iterator<Item = (&CallKey, usize)> {
        self.machines.calls(machine)
    }

    /// The time that was last handed in.
    pub const fn now(&self) -> Millis {
        self.now
    }

    /// The origin that messages are posted to.
    pub const fn target(&self) -> Option<&Origin> {
        self.target.as_ref()
    }

    /// How many calls wait for their answers.
    pub fn waiting(&self) -> usize {
        self.replies.pending()
    }

    /// What the session has counted.
    pub const fn counters(&self) -> Counters {
        let mut counters = self.counters;
        counters.forgotten_calls = self.machines.evicted();
        counters
    }

    /// How often a handler left each kind of message to its default, by tag; unknown ones under
    /// the empty tag.
    pub fn ignored(&self) -> impl Iterator<Item = (&'static str, u64)> + '_ {
        self.ignored
            .iter()
            .enumerate()
            .filter(|(_, count)| **count > 0)
            .map(|(row, count)| {
                (
                    <S::In as Family>::TABLE
                        .rows
                        .get(row)
                        .map_or("", |row| row.tag),
                    *count,
                )
            })
    }

    /// Counts a message that a handler left to its default. For generated code.
    pub fn ignore(&mut self, row: usize) {
        self.counters.ignored += 1;
        if self.ignored.is_empty() {
            self.ignored
                .resize(<S::In as Family>::TABLE.rows.len() + 1, 0);
        }
        if let Some(count) = self.ignored.get_mut(row) {
            *count += 1;
        }
    }

    /// The call that a handler of the vendor's side is handling.
    pub const fn current_call(&self) -> Option<CallId> {
        self.current_call
    }

    /// Answers a call of an in-page library.
    ///
    /// # Errors
    /// [`SendError::OutboxFull`] or [`SendError::TooLarge`].
    pub fn answer<M>(
        &mut self,
        call: CallId,
        answer: &Result<M::Ok, M::Err>,
    ) -> Result<(), SendError>
    where
        M: Request<Family = S::In>,
        M::Ok: Wire,
        M::Err: Wire,
    {
        self.call_back(call, call::callback_body(answer))
    }

    /// Answers the call that a handler has just handled. For generated code.
    pub fn finish<T: Wire, E: Wire>(&mut self, answer: Return<T, E>) {
        let Some(call) = self.current_call.take() else {
            return;
        };
        let body = match answer {
            Return::Now(result) => call::callback_body(&result),
            Return::Later => return,
            Return::Unsupported => call::UNSUPPORTED.to_owned(),
        };
        // A full outbox loses the answer, and the caller's deadline says so.
        let _ = self.call_back(call, body);
    }

    fn call_back(&mut self, call: CallId, body: String) -> Result<(), SendError> {
        self.push_signal(Signal::Reply {
            id: call.get(),
            body: body.into(),
        })
    }

    fn row(message: &S::Out) -> Option<&'static Row> {
        <S::Out as Family>::TABLE.rows.get(message.row())
    }

    fn in_turn(&self, message: &S::Out) -> Result<(), SendError> {
        let Some(row) = Self::row(message) else {
            return Ok(());
        };
        if row.moves.is_empty() && row.only.is_empty() {
            return Ok(());
        }
        let order = self.machines.check(row, message.record());
        match order.violation() {
            Some(violation) if order.turn() == Turn::OutOfTurn => {
                Err(SendError::OutOfTurn(violation))
            }
            _ => Ok(()),
        }
    }

    /// The states move as the message that was sent implies.
    pub(super) fn moved(&mut self, message: &S::Out) -> Order {
        match Self::row(message) {
            Some(row) => self
                .machines
                .apply(row, message.record(), u64::MAX, Learning::Nothing),
            None => Order::new(P::TABLE.machines),
        }
    }

    fn ask(&mut self, message: &S::Out, allowance: Millis) -> Result<(u64, Arc<()>), SendError> {
        let row = Self::row(message).ok_or(SendError::Undeclared)?;
        self.outbox_has_room()?;
        let by = match row.reply {
            Some(Reply::Named { ok, error }) => By::Name { ok, error },
            Some(Reply::Callback { .. }) | None => By::Number,
        };
        let json = match by {
            By::Name { .. } if self.target.is_none() => return Err(SendError::NoTarget),
            By::Name { .. } => codec::encode(message),
            By::Number => {
                let mut out = Writer::new();
                codec::write_arguments(message.record(), &mut out);
                out.into_string()
            }
        };
        let json = self.sized(json)?;
        // Making room may cost an outcome that nobody has asked for: only for what can be sent.
        if !self.replies.make_room(self.limits.waiting_replies()) {
            return Err(SendError::TooManyWaiting);
        }
        let index = u16::try_from(message.row()).unwrap_or(u16::MAX);
        let asked = self.replies.ask(index, by, json, self.now, allowance);
        match (asked.json, by) {
            (Some(json), By::Name { .. }) => self.post(json)?,
            (Some(json), By::Number) => {
                let (id, name, arguments) = (asked.id, row.tag.into(), json.into());
                self.push_signal(Signal::Call {
                    id,
                    name,
                    arguments,
                })?;
            }
            (None, _) => {}
        }
        self.moved(message);
        Ok((asked.id, asked.claim))
    }

    /// A call was made by other means: its answer will be known for one.
    pub(super) fn observe_call(&mut self, row: usize, id: Option<u64>) {
        let Some(entry) = <S::Out as Family>::TABLE.rows.get(row) else {
            return;
        };
        let by = match (entry.reply, id) {
            (Some(Reply::Named { ok, error }), None) => By::Name { ok, error },
            (Some(Reply::Callback { .. }), Some(_)) => By::Number,
            _ => return,
        };
        if self.replies.make_room(self.limits.waiting_replies()) {
            self.replies
                .observe(Observed { id, row, by }, self.now, self.allowance);
        }
    }

    fn sized(&self, json: String) -> Result<String, SendError> {
        if json.len() > self.limits.message_bytes() {
            Err(SendError::TooLarge)
        } else {
            Ok(json)
        }
    }

    fn post(&mut self, json: String) -> Result<(), SendError> {
        let target = self.target.clone().ok_or(SendError::NoTarget)?;
        self.outbox_has_room()?;
        let data = match <S::Out as Family>::TABLE.encoding {
            Encoding::Object | Encoding::ObjectOrText => Payload::Object(json),
            Encoding::Text | Encoding::TextOrObject => Payload::Text(json),
        };
        self.outbox
            .push_back(Outgoing::Post(OutPost { target, data }));
        Ok(())
    }

    /// Calls the subscribers.
    fn fire(&mut self, message: &S::Out) -> Result<(), SendError> {
        let name = match (Self::row(message), message.as_unknown()) {
            (Some(row), _) => row.tag.into(),
            (None, Some(unknown)) => unknown.name().to_owned().into(),
            (None, None) => return Ok(()),
        };
        let mut out = Writer::new();
        if message.record().shape().whole {
            message.record().put(&mut out);
        } else {
            out.null();
        }
        let body = self.sized(out.into_string())?.into();
        self.push_signal(Signal::Fire { name, body })
    }

    fn push_signal(&mut self, signal: Signal<'static>) -> Result<(), SendError> {
        self.outbox_has_room()?;
        self.outbox.push_back(Outgoing::Signal(signal));
        Ok(())
    }

    fn outbox_has_room(&self) -> Result<(), SendError> {
        if self.outbox.len() >= self.limits.outbox() {
            Err(SendError::OutboxFull)
        } else {
            Ok(())
        }
    }

    /// Deadlines are missed and queued calls are posted.
    pub(super) fn pass_time(&mut self, now: Millis) {
        self.now = self.now.max(now);
        if self.replies.is_idle() {
            return;
        }
        let free = self.replies.tick(self.now);
        self.post_queued(free);
    }

    /// Posts calls that had queued behind others.
    pub(super) fn post_queued(&mut self, free: Vec<String>) {
        for json in free {
            // A call that can't be posted now misses its deadline, and its owner learns it so.
            let _ = self.post(json);
        }
    }
}

impl<P: Protocol, S: Side<P>> fmt::Debug for Peer<P, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Peer")
            .field("protocol", &P::TABLE.name)
            .field("target", &self.target)
            .field("outbox", &self.outbox.len())
            .field("waiting", &self.waiting())
            .finish_non_exhaustive()
    }
}
