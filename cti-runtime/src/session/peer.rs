//! The sending half of a session: what handlers are given.

use std::fmt;
use std::marker::PhantomData;

use super::assemble;
use super::core::Core;
use super::counters::Counters;
use super::pending::PendingRequests;
use super::request::{RequestError, Return, Ticket};
use super::send_error::SendError;
use crate::json::{CallKey, Wire};
use crate::message::{Failure, RequestId};
use crate::protocol::{App, Protocol, Request, Sendable, Side, States};
use crate::{Millis, Origin};

/// The other side, as a handler talks to it: sends, requests, and knows the state of things.
pub struct Peer<P: Protocol, S: Side<P> = App> {
    /// Behind a pointer: a session is handed from one owner to another before it is used.
    pub(super) core: Box<Core>,
    sides: PhantomData<fn() -> (P, S)>,
}

impl<P: Protocol, S: Side<P>> Peer<P, S> {
    /// How long a request waits for its answer unless it, its declaration or its session says otherwise:
    /// 10 seconds.
    pub const TIMEOUT: Millis = Core::TIMEOUT;

    pub(super) const fn new(core: Box<Core>) -> Self {
        Self {
            core,
            sides: PhantomData,
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
    /// use cti_runtime::{OriginPolicy, SendError, Session, Source};
    ///
    /// let mut session = Session::<AcmePhone>::new(OriginPolicy::declared::<AcmePhone>(), Source(1));
    /// assert_eq!(session.peer().state::<Line>(), Some(Line::Idle));
    /// let Err(SendError::OutOfTurn(rule)) = session.peer().send(command::Answer::new()) else {
    ///     panic!("nothing rings");
    /// };
    /// assert_eq!(rule.to_string(), "Line is Idle, and Ringing is needed");
    /// assert!(session.poll_post().is_none());
    /// ```
    pub fn send(&mut self, mut message: impl Sendable<S::Out>) -> Result<(), SendError> {
        self.send_any(&mut message)
    }

    /// Sends a message of which only its sender knows the type.
    ///
    /// # Errors
    /// As [`send`](Self::send).
    pub fn send_any(&mut self, message: &mut dyn Sendable<S::Out>) -> Result<(), SendError> {
        self.complete(message);
        self.core.send(message.outgoing())
    }

    /// Sends a message even if the order rules forbid it, or the handshake isn't over: for what a
    /// document gets wrong.
    ///
    /// # Errors
    /// All that [`send`](Self::send) has, save [`SendError::OutOfTurn`] and
    /// [`SendError::HandshakeFirst`].
    pub fn send_anyway(&mut self, mut message: impl Sendable<S::Out>) -> Result<(), SendError> {
        self.complete(&mut message);
        self.core.send_anyway(message.outgoing())
    }

    /// Fills in what the session says of a message.
    pub(super) fn complete(&mut self, message: &mut dyn Sendable<S::Out>) {
        if const { assemble::completes::<P, S>() } {
            let row = message.outgoing().row;
            self.core.complete(row, message.as_fill());
        }
    }

    /// Sends a message that is answered. The answer is waited for as long as its `#[within(…)]` says,
    /// else as [`Session::answering_within`](super::Session::answering_within) does. An `#[id]` is made here.
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
    /// use cti_runtime::{RequestError, Data, Millis, OriginPolicy, Post, Session, Source};
    ///
    /// let mut session = Session::<AcmePhone>::new(OriginPolicy::declared::<AcmePhone>(), Source(1));
    /// let ticket = session.peer().request(command::GetToken::new())?;
    /// assert!(session.poll_post().is_some());
    /// assert!(session.peer().outcome(&ticket).is_none()); // it waits
    ///
    /// let data = Data::Object(r#"{"type":"token","token":"abc"}"#);
    /// let _ = session.receive(Post::new(Source(1), "https://phone.acme.example", data), Millis(20));
    /// match session.peer().outcome(&ticket) {
    ///     Some(Ok(answer)) => assert_eq!(answer.token.expose(), "abc"),
    ///     Some(Err(RequestError::Refused(error))) => println!("no token: {}", error.message),
    ///     other => panic!("{other:?}"),
    /// }
    /// # Ok::<(), cti_runtime::SendError>(())
    /// ```
    pub fn request<M>(&mut self, message: M) -> Result<Ticket<M>, SendError>
    where
        M: Request<Direction = S::Out, Answers = S::In>,
    {
        self.ask(message, None)
    }

    /// Sends a message that is answered, and waits this long for the answer. The time counts from
    /// the moment at which it is posted: requests that are answered by the name of a message go one
    /// after the other.
    ///
    /// # Errors
    /// As [`request`](Self::request).
    pub fn request_within<M>(&mut self, message: M, timeout: Millis) -> Result<Ticket<M>, SendError>
    where
        M: Request<Direction = S::Out, Answers = S::In>,
    {
        self.ask(message, Some(timeout))
    }

    fn ask<M>(&mut self, mut message: M, timeout: Option<Millis>) -> Result<Ticket<M>, SendError>
    where
        M: Request<Direction = S::Out, Answers = S::In>,
    {
        self.complete(&mut message);
        let (id, claim) = self.core.request(message.outgoing(), timeout)?;
        Ok(Ticket::new(id, claim))
    }

    /// The outcome of a request: `None` while it waits. The outcome is handed out once.
    ///
    /// ```
    /// # #[cti_runtime::protocol(vendor = "Acme", origins("https://phone.acme.example"), envelope(object, tag = "type"))]
    /// # pub mod acme_phone {
    /// #     #[event] pub enum Event { Ringing { call_id: u64 }, Token { token: Secret<String> }, Error { message: String } }
    /// #     #[command] pub enum Command { Dial { to: PhoneNumber }, #[reply(Token, or = Error)] GetToken }
    /// # }
    /// use acme_phone::{AcmePhone, command};
    /// use cti_runtime::{RequestError, Millis, OriginPolicy, Session, Source};
    ///
    /// let mut session = Session::<AcmePhone>::new(OriginPolicy::declared::<AcmePhone>(), Source(1));
    /// let ticket = session.peer().request_within(command::GetToken::new(), Millis(500))?;
    /// assert_eq!(session.next_deadline(), Some(Millis(500)));
    ///
    /// session.tick(Millis(501));
    /// assert_eq!(session.peer().outcome(&ticket), Some(Err(RequestError::Deadline)));
    /// assert_eq!(session.peer().outcome(&ticket), Some(Err(RequestError::Unclaimed)));
    /// # Ok::<(), cti_runtime::SendError>(())
    /// ```
    pub fn outcome<M>(&mut self, ticket: &Ticket<M>) -> Option<Result<M::Ok, RequestError<M::Err>>>
    where
        M: Request<Direction = S::Out, Answers = S::In>,
    {
        self.core.outcome::<M>(ticket.id, &ticket.claim)
    }

    /// Whether a message could be sent now.
    ///
    /// # Errors
    /// What forbids it.
    #[expect(clippy::needless_pass_by_value, reason = "as `send`")]
    pub fn can_send(&self, message: impl Sendable<S::Out>) -> Result<(), SendError> {
        self.core.can_send(message.outgoing())
    }

    /// The state of a machine; `None` if the session joined late and doesn't know yet, or if the
    /// machine runs per call.
    pub fn state<T: States<Protocol = P>>(&self) -> Option<T> {
        self.core.machines.state(T::MACHINE).and_then(T::from_index)
    }

    /// The state of a call; `None` if the call isn't open.
    pub fn state_of<T: States<Protocol = P>>(&self, call: &impl Wire) -> Option<T> {
        self.core
            .machines
            .state_of(T::MACHINE, &call.call_key()?)
            .and_then(T::from_index)
    }

    /// The open calls of a machine that runs per call, and the state of each.
    pub fn calls<T: States<Protocol = P>>(&self) -> impl Iterator<Item = (&CallKey, T)> {
        self.core
            .machines
            .calls(T::MACHINE)
            .filter_map(|(key, state)| T::from_index(state).map(|state| (key, state)))
    }

    pub(crate) fn machine_state(&self, machine: usize) -> Option<usize> {
        self.core.machines.state(machine)
    }

    pub(crate) fn machine_calls(&self, machine: usize) -> impl Iterator<Item = (&CallKey, usize)> {
        self.core.machines.calls(machine)
    }

    /// The time that was last handed in.
    pub fn now(&self) -> Millis {
        self.core.now
    }

    /// The origin that messages are posted to.
    pub fn target(&self) -> Option<&Origin> {
        self.core.target.as_ref()
    }

    /// What the other side last said under a key that its envelope `reports(…)`: the version that it
    /// speaks, mostly. A string as it is, a number or a boolean as JSON writes it; `None` before the
    /// first message, or if it says nothing. What is longer than 256 bytes is not remembered.
    ///
    /// ```
    /// #[cti_runtime::protocol(
    ///     vendor = "Acme",
    ///     origins("https://phone.acme.example"),
    ///     envelope(object, tag = "type", constants(api = "acme"), reports(version = "1.0"))
    /// )]
    /// pub mod acme_phone {
    ///     #[event] pub enum Event { Ready }
    ///     #[command] pub enum Command { Dial { to: PhoneNumber } }
    /// }
    /// use acme_phone::{AcmePhone, command};
    /// use cti_runtime::{Data, Millis, OriginPolicy, Post, Received, Session, Source};
    ///
    /// let mut session = Session::<AcmePhone>::new(OriginPolicy::declared::<AcmePhone>(), Source(1));
    /// let mut receive = |json| {
    ///     let post = Post::new(Source(1), "https://phone.acme.example", Data::Object(json));
    ///     matches!(session.receive(post, Millis(0)), Received::Message(..))
    /// };
    /// assert!(receive(r#"{"api":"acme","version":"2.3","type":"ready"}"#));
    /// assert!(!receive(r#"{"api":"other","version":"9","type":"ready"}"#));
    ///
    /// assert_eq!(session.peer().reported("version"), Some("2.3"));
    /// session.peer().send(command::Dial::new("+12025550123"))?;
    /// let post = session.poll_post().expect("the command");
    /// let json = r#"{"api":"acme","version":"1.0","type":"dial","to":"+12025550123"}"#;
    /// assert_eq!(post.data.json(), json);
    /// # Ok::<(), cti_runtime::SendError>(())
    /// ```
    pub fn reported(&self, key: &str) -> Option<&str> {
        self.core.reported.get()?.get(key)
    }

    /// How many requests wait for their answers.
    pub fn waiting(&self) -> usize {
        self.core.pending.get().map_or(0, PendingRequests::count)
    }

    /// How many answers by name may still come to requests that were given up at their deadlines, before an
    /// answer of their name is taken for that of a later request. None of those that are answered by an id
    /// or a callback, and none once the other side's document is another one.
    pub fn owed_answers(&self) -> u64 {
        self.core.pending.get().map_or(0, PendingRequests::owed)
    }

    /// Waits for no late answers by name any more, so that the next answer of a name settles the request that
    /// waits for one. To be called only if it is known that they won't come, say because the other side
    /// said that it lost its connection: a late one would settle another request, with what was meant for the
    /// one that was given up.
    ///
    /// ```
    /// # #[cti_runtime::protocol(vendor = "Acme", origins("https://phone.acme.example"), envelope(object, tag = "type"))]
    /// # pub mod acme_phone {
    /// #     #[event] pub enum Event { Found { name: String } }
    /// #     #[command] pub enum Command { #[reply(Found)] Find { number: PhoneNumber } }
    /// # }
    /// use acme_phone::{AcmePhone, command};
    /// use cti_runtime::{Data, Millis, OriginPolicy, Post, Session, Source};
    ///
    /// let mut session = Session::<AcmePhone>::new(OriginPolicy::declared::<AcmePhone>(), Source(1));
    /// let _ = session.peer().request(command::Find::new("+12025550123"))?;
    /// session.tick(Millis(10_000)); // its answer was lost
    /// assert_eq!(session.peer().owed_answers(), 1);
    /// session.peer().risk_late_answers();
    ///
    /// let ticket = session.peer().request(command::Find::new("+12025550124"))?;
    /// let data = Data::Object(r#"{"type":"found","name":"Ada"}"#);
    /// let _ = session.receive(Post::new(Source(1), "https://phone.acme.example", data), Millis(10_020));
    /// assert_eq!(session.peer().outcome(&ticket).expect("it came")?.name, "Ada");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn risk_late_answers(&mut self) {
        if let Some(pending) = self.core.pending.get_mut() {
            pending.forget_owed();
        }
    }

    /// What the session has counted.
    pub fn counters(&self) -> Counters {
        let mut counters = self.core.counters;
        counters.forgotten_calls = self.core.machines.evicted();
        if let Some(incoming) = self.core.incoming.get() {
            counters.forgotten_requests = incoming.forgotten();
            counters.superseded_requests = incoming.superseded();
        }
        counters
    }

    /// How often a handler left each kind of message to its default, by tag; unknown ones under
    /// the empty tag.
    pub fn ignored(&self) -> impl Iterator<Item = (&'static str, u64)> + '_ {
        self.core.ignored()
    }

    /// Counts a message that a handler left to its default. For generated code.
    #[doc(hidden)]
    pub fn ignore(&mut self, row: usize) {
        self.core.ignore(row);
    }

    /// The request that a handler is handling: a message, or a call of a library's function, on the
    /// vendor's side. There is one only in a handler to which a message is dispatched with
    /// [`Session::handling`](super::Session::handling); else it is [`Order::request`](super::Order::request).
    pub fn current_request(&self) -> Option<RequestId> {
        self.core.current_request
    }

    /// Whether a request of this side waits for what comes over [its port](macro@crate::protocol#requests): an edge
    /// closes that as soon as it doesn't.
    pub fn waits_at_port(&self, request: RequestId) -> bool {
        self.core.waits_at_port(request)
    }

    /// Whether a request of the other side is answered over the port that came with it, and can be: an edge
    /// closes that as soon as it can't, and nothing of it is left to be posted.
    pub fn is_asked_at_port(&self, request: RequestId) -> bool {
        self.core.is_asked_at_port(request)
    }

    /// Answers a call of an in-page library, or a request: once, and only while the document that asked
    /// is there. An answer that comes after it, also if the next one's requests have the same ids, is an
    /// error.
    ///
    /// # Errors
    /// [`SendError::NoSuchRequest`], [`SendError::OutboxFull`], [`SendError::TooLarge`],
    /// [`SendError::Inexact`] or [`SendError::Unwritable`].
    pub fn answer<M>(
        &mut self,
        request: RequestId,
        answer: &Result<M::Ok, M::Err>,
    ) -> Result<(), SendError>
    where
        M: Request<Direction = S::In>,
        M::Ok: Wire,
        M::Err: Failure,
    {
        let answered = if self.core.is_library() {
            self.core.call_back(request, answer)
        } else {
            self.core.answer_request(request, answer)
        };
        trace!(answer(&self.core.span, request, &answered));
        answered
    }

    /// Answers the request that a handler has just handled. For generated code.
    #[doc(hidden)]
    pub fn finish<T: Wire, E: Failure>(&mut self, answer: Return<T, E>) {
        let Some(request) = self.core.current_request.take() else {
            let is_lost = matches!(answer, Return::Now(_));
            self.core.counters.unsent_answers += u64::from(is_lost);
            return;
        };
        // The caller's deadline says that there is none.
        let answered = match (answer, self.core.is_library()) {
            (Return::Later, _) => return,
            (Return::Now(result), true) => self.core.call_back(request, &result),
            (Return::Now(result), false) => self.core.answer_request(request, &result),
            (Return::Unsupported, true) => self.core.lack(request),
            (Return::Unsupported, false) => return self.core.answer_unsupported(request),
        };
        trace!(answer(&self.core.span, request, &answered));
        self.core.counters.unsent_answers += u64::from(answered.is_err());
    }
}

impl<P: Protocol, S: Side<P>> fmt::Debug for Peer<P, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.core.debug(f)
    }
}
