//! A session without its types, for edges that are compiled once, not once for each protocol.
//!
//! [`Session`] and [`Peer`](super::Peer) put types on it again.

use std::fmt;

use super::admit::TrustedPost;
use super::assemble;
use super::core::Core;
use super::inbound::Slot;
use super::notice::SessionNotice;
use super::open::Session;
use super::peer::Peer;
use super::received::{Delivered, Received};
use super::request::{RequestError, Ticket};
use super::send_error::SendError;
use super::streams::StreamEvent;
use crate::describe::{Direction, Encoding};
use crate::message::{Outgoing, RequestId};
use crate::post::Carries;
use crate::protocol::{Messages, Protocol, Request, Sendable, Side, Streamed};
use crate::table::{Conversion, DirectionTable, ProtocolTable};
use crate::{
    Limits, Millis, Origin, OriginError, OriginPolicy, OutPost, Payload, Post, Signal, Source,
};

/// A session without its types. For edges that serve many protocols. It is [told the time](Self::tick)
/// before anything else.
pub struct Untyped(Box<Core>);

impl<P: Protocol, S: Side<P>> Session<P, S> {
    /// Whether its messages can be read with [`Untyped::receive_object`]: they are objects only, in which
    /// nothing but a tag is to be found, and no answers to requests. For edges.
    pub const READS_OBJECTS: bool = {
        let (theirs, ours) = (<S::In as Messages>::TABLE, <S::Out as Messages>::TABLE);
        let objects = matches!(theirs.encoding, Encoding::Object);
        objects && theirs.only_plain().is_some() && !ours.has_requests()
    };

    /// Whether the session fills in fields of messages when they are sent: ids by which they are told from
    /// others, and what it was opened with. For edges.
    pub const COMPLETES: bool = assemble::completes::<P, S>();

    /// Whether some of what this side posts has [conversions](Self::conversions). For edges.
    pub const CONVERTS: bool = {
        let (theirs, ours) = (<S::In as Messages>::TABLE, <S::Out as Messages>::TABLE);
        ours.converts(false) || theirs.converts(true)
    };

    /// Whether some of what this side posts [hands over a port](Self::hands_over_port). For edges.
    pub const HANDS_OVER_PORTS: bool = <S::Out as Messages>::TABLE.hands_over_ports();

    /// Whether a post of this protocol's hands over a message port, as the declaration says with
    /// [`#[port]`](macro@crate::protocol#ports): an edge posts it with a new one, and goes on through that.
    pub fn hands_over_port(post: &OutPost) -> bool {
        let row = <S::Out as Messages>::TABLE.row(post.row.into());
        post.carries.answered().is_none() && row.is_some_and(|row| row.port)
    }

    /// Whether some requests of either side are answered over ports of their own. For edges.
    pub const HAS_PORTS_OF_REQUESTS: bool = {
        let (theirs, ours) = (<S::In as Messages>::TABLE, <S::Out as Messages>::TABLE);
        ours.has_requests_by_port() || theirs.has_requests_by_port()
    };

    /// The request of this side that a post makes, if the declaration says
    /// [`answer(port, …)`](macro@crate::protocol#requests) of it: an edge posts it with one end of a new channel,
    /// and hands in what comes from the other end [as what it is](Post::over_port_of), as long as
    /// [`Peer::waits_at_port`](super::Peer::waits_at_port) says so.
    pub fn port_of_request(post: &OutPost) -> Option<RequestId> {
        let Carries::Request(request) = post.carries else {
            return None;
        };
        let requests = <S::Out as Messages>::TABLE.requests(post.row.into())?;
        requests.by_port().then_some(RequestId(request))
    }

    /// The request of the other side that a post answers over the port which came with that: an edge posts it
    /// there, and to no window. The port belongs to the request that
    /// [`Order::request`](super::Order::request) tells, as long as
    /// [`Peer::is_asked_at_port`](super::Peer::is_asked_at_port) says so.
    pub const fn port_of_answer(post: &OutPost) -> Option<RequestId> {
        match post.carries {
            Carries::PortAnswer(request) => Some(RequestId(request)),
            _ => None,
        }
    }

    /// What of a post of this protocol's is no JSON: where the declaration says `#[posted(Date)]` or
    /// `#[posted(Map)]`, an edge that posts objects of JavaScript converts what it has parsed before
    /// it posts it, in this order. Empty for what is posted as a string.
    ///
    /// ```
    /// # #[cti_runtime::protocol(vendor = "Acme", origins("https://phone.acme.example"), envelope(object, tag = "type"))]
    /// # pub mod acme_phone {
    /// #     #[command] pub enum Command { Remind { #[posted(Date)] at: DateTime } }
    /// # }
    /// use acme_phone::{AcmePhone, command};
    /// use cti_runtime::describe::Posted;
    /// use cti_runtime::table::Step;
    /// use cti_runtime::{OriginPolicy, Session, Source};
    ///
    /// let mut session = Session::<AcmePhone>::new(OriginPolicy::declared::<AcmePhone>(), Source(1));
    /// session.peer().send(command::Remind::new("2026-01-31T09:30:00Z"))?;
    /// let post = session.poll_post().expect("the message");
    /// let [conversion] = Session::<AcmePhone>::conversions(&post) else { panic!() };
    /// assert_eq!((conversion.path, conversion.to), (&[Step::Key("at")][..], Posted::Date));
    /// # Ok::<(), cti_runtime::SendError>(())
    /// ```
    pub fn conversions(post: &OutPost) -> &'static [Conversion] {
        let row = usize::from(post.row);
        match (&post.data, post.carries) {
            (Payload::Text(_), _) => &[],
            (Payload::Object(_), Carries::Answer(_) | Carries::PortAnswer(_)) => {
                <S::In as Messages>::TABLE.conversions(row, true)
            }
            (Payload::Object(_), Carries::Message | Carries::Request(_)) => {
                <S::Out as Messages>::TABLE.conversions(row, false)
            }
        }
    }

    /// The session without its types. For edges.
    pub fn untyped(self) -> Untyped {
        Untyped(self.peer.core)
    }

    /// The session with its types again: those that it had, which the edge has to know. For edges.
    pub fn typed(session: Untyped) -> Self {
        debug_assert_eq!(session.0.protocol.name, P::TABLE.name);
        Self {
            peer: Peer::new(session.0),
        }
    }
}

impl Untyped {
    /// Takes a message, if its sender is listened to.
    fn trusted<'p, 'a>(
        &mut self,
        post: &'p Post<'a>,
        take: impl FnOnce(&mut Core, TrustedPost<'p, 'a>) -> Received<()>,
    ) -> Received<()> {
        match self.0.check_sender(post, self.0.now) {
            Ok(trusted) => take(&mut self.0, trusted),
            Err(refusal) => Received::Refused(refusal),
        }
    }

    /// As [`Session::receive`]; the message is put into the slot.
    pub fn receive(&mut self, post: &Post<'_>, slot: &mut dyn Slot) -> Received<()> {
        self.trusted(post, |core, trusted| core.receive(trusted, slot))
    }

    /// As [`receive`](Self::receive), for a session that [reads objects](Session::READS_OBJECTS), and an
    /// edge whose [`Live`](crate::Live) objects are written as `JSON.stringify` writes them: it is not
    /// checked that they are. There is no parser of JSON in it.
    pub fn receive_object(&mut self, post: &Post<'_>, slot: &mut dyn Slot) -> Received<()> {
        self.trusted(post, |core, trusted| core.receive_object(trusted, slot))
    }

    /// As [`Session::deliver`]; the message is put into the slot.
    pub fn deliver(&mut self, signal: &Signal<'_>, slot: &mut dyn Slot) -> Delivered<()> {
        self.0.deliver(signal, self.0.now, slot)
    }

    /// Fills in what the session says of a message that is to be sent.
    pub fn complete<F: Messages>(&mut self, message: &mut dyn Sendable<F>) {
        let row = message.outgoing().row;
        self.0.complete(row, message.as_fill());
    }

    /// As [`Peer::send`].
    ///
    /// # Errors
    /// As there.
    pub fn send(&mut self, message: Outgoing<'_>) -> Result<(), SendError> {
        self.0.send(message)
    }

    /// As [`Peer::request`], [`Peer::request_within`] or [`Peer::stream`]. The ticket is of no message.
    ///
    /// # Errors
    /// As there.
    pub fn request(
        &mut self,
        message: Outgoing<'_>,
        timeout: Option<Millis>,
    ) -> Result<Ticket<()>, SendError> {
        let (id, claim) = self.0.request(message, timeout)?;
        Ok(Ticket::new(id, claim))
    }

    /// As [`Peer::outcome`].
    pub fn outcome<M: Request>(
        &mut self,
        ticket: &Ticket<()>,
    ) -> Option<Result<M::Ok, RequestError<M::Err>>> {
        self.0.outcome::<M>(ticket.id, &ticket.claim)
    }

    /// As [`Peer::next_item`].
    pub fn next_item<M: Streamed>(
        &mut self,
        ticket: &Ticket<()>,
    ) -> Option<StreamEvent<M::Item, M::Err>> {
        self.0.next_item::<M>(ticket.id, &ticket.claim)
    }

    /// As [`Peer::cancel`].
    ///
    /// # Errors
    /// As there.
    pub fn cancel<M: Streamed>(&mut self, ticket: &Ticket<()>) -> Result<(), SendError> {
        self.0.cancel::<M>(ticket.id, &ticket.claim)
    }

    /// As [`Session::poll_post`].
    pub fn poll_post(&mut self) -> Option<OutPost> {
        self.0.next_post()
    }

    /// As [`Session::not_posted`].
    pub fn not_posted(&mut self, post: &OutPost) {
        self.0.not_posted(post.carries);
    }

    /// As [`Session::not_handed_over`].
    pub fn not_handed_over(&mut self, signal: &Signal<'_>) {
        self.0.not_posted(signal.carries());
    }

    /// As [`Session::poll_signal`].
    pub fn poll_signal(&mut self) -> Option<Signal<'static>> {
        self.0.next_signal()
    }

    /// As [`Session::tick`].
    pub fn tick(&mut self, now: Millis) {
        self.0.pass_time(now);
    }

    /// As [`Session::poll_notice`].
    pub fn poll_notice(&mut self) -> Option<SessionNotice> {
        self.0.next_notice()
    }

    /// As [`Session::next_deadline`].
    pub fn next_deadline(&self) -> Option<Millis> {
        self.0.next_deadline()
    }

    /// As [`Session::reload`].
    pub fn reload(&mut self) {
        self.0.reload();
    }

    /// As [`Session::give_up_requests`].
    pub fn give_up_requests(&mut self) {
        self.0.give_up_requests();
    }

    /// Whether all that a message does is to begin a conversation. In the middle of one, the other side's
    /// document was replaced then.
    pub fn only_begins(&self, row: usize) -> bool {
        let row = self.0.theirs.row(row);
        row.is_some_and(|row| self.0.machines.may_begin(row))
    }

    /// As [`Peer::waits_at_port`].
    pub fn waits_at_port(&self, request: RequestId) -> bool {
        self.0.waits_at_port(request)
    }

    /// As [`Peer::is_asked_at_port`].
    pub fn is_asked_at_port(&self, request: RequestId) -> bool {
        self.0.is_asked_at_port(request)
    }

    /// As [`Peer::target`].
    pub fn target(&self) -> Option<&Origin> {
        self.0.target.as_ref()
    }

    /// Numbers its requests from here on, unless the application has said from where
    /// ([`Session::numbering_from`]). For edges in WebAssembly, which have randomness where a session has
    /// none: a number up to 2⁵², another one for each session and each load of a page.
    pub fn offer_number(&mut self, first: u64) {
        self.0.offer_number(first);
    }

    /// Listens to this window in place of the one that the session was made with: for an edge that numbers
    /// windows itself.
    pub fn listen_to(&mut self, source: Source) {
        self.0.sender_gate.source = source;
    }

    /// As [`Session::joining_late`].
    pub fn join_late(&mut self) {
        self.0.unsync();
    }

    /// Whether this is the application's side.
    pub fn is_application(&self) -> bool {
        self.0.receives == Direction::FromVendor
    }

    /// The origins that the session listens to, unless it is known to which of them it posts.
    pub fn aimless(&self) -> Option<&OriginPolicy> {
        self.0
            .target
            .is_none()
            .then_some(&self.0.sender_gate.policy)
    }

    /// As [`Session::aim`].
    ///
    /// # Errors
    /// As there.
    pub fn aim(&mut self, origin: Origin) -> Result<(), OriginError> {
        self.0.aim(origin)
    }

    /// As [`Session::limits`].
    pub const fn limits(&self) -> &Limits {
        &self.0.limits
    }

    /// What is known of the protocol.
    pub const fn protocol(&self) -> &'static ProtocolTable {
        self.0.protocol
    }

    /// What this side sends.
    pub const fn ours(&self) -> &'static DirectionTable {
        self.0.ours
    }

    /// What the other side sends.
    pub const fn theirs(&self) -> &'static DirectionTable {
        self.0.theirs
    }
}

impl fmt::Debug for Untyped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.debug(f)
    }
}
