//! The session without its types: compiled once, not once for each protocol and side.
//!
//! [`Session`](super::Session) and [`Peer`](super::Peer) put types on it. Of a message it sees the row
//! of its table, its [`Record`](crate::json::Record) and its JSON.

use std::collections::VecDeque;
use std::fmt;

use super::admit::SenderGate;
use super::assemble::{
    AnswersById, Conventions, Envelopes, InnerObjects, PageFunctions, RequestTraits, Streams,
};
use super::counters::Counters;
use super::handshake::Handshake;
use super::incoming_requests::IncomingRequests;
use super::machines::Machines;
use super::order::Order;
use super::part::Part;
use super::pending::PendingRequests;
use super::refusal::{Reason, Refusal};
use super::reported::Reported;
use super::send_error::SendError;
use super::signals::Signals;
use crate::describe::{Direction, Encoding};
use crate::json::Record;
use crate::message::{RequestId, Stamps};
use crate::post::Carries;
use crate::table::{DirectionTable, ProtocolTable, Row};
use crate::{Limits, Millis, Origin, OriginError, OriginPolicy, OutPost, Payload, Signal, Source};

pub(super) struct Core {
    pub(super) protocol: &'static ProtocolTable,
    /// What the other side sends.
    pub(super) theirs: &'static DirectionTable,
    /// What this side sends.
    pub(super) ours: &'static DirectionTable,
    /// Who sends what this side receives.
    pub(super) receives: Direction,
    pub(super) sender_gate: SenderGate,
    pub(super) machines: Machines,
    /// Requests of this side.
    pub(super) pending: Part<PendingRequests>,
    pub(super) answers_by_id: Part<AnswersById>,
    pub(super) request_traits: Part<RequestTraits>,
    pub(super) streams: Part<Streams>,
    pub(super) conventions: Part<Conventions>,
    pub(super) page_functions: Part<PageFunctions>,
    pub(super) reported: Part<Reported>,
    /// What it was opened with.
    pub(super) stamps: Part<Stamps>,
    /// What comes first.
    pub(super) handshake: Part<Handshake>,
    pub(super) envelopes: Part<Envelopes>,
    pub(super) inner_objects: Part<InnerObjects>,
    /// What waits to be posted to a window.
    pub(super) outbox: VecDeque<OutPost>,
    /// What waits to cross the edge of a library.
    pub(super) signals: Part<Signals>,
    pub(super) target: Option<Origin>,
    pub(super) now: Millis,
    pub(super) limits: Limits,
    pub(super) counters: Counters,
    /// Requests of the other side that wait for an answer.
    pub(super) incoming: Part<IncomingRequests>,
    pub(super) current_request: Option<RequestId>,
    pub(super) timeout: Millis,
    /// How often each row was left to a handler's default, unknown ones last; empty before the first.
    pub(super) ignored: Vec<u64>,
    /// What is recorded of the session is inside of it.
    #[cfg(feature = "tracing")]
    pub(super) span: tracing::Span,
}

/// What a message shows of the conversation that it is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Evidence {
    /// It begins here.
    Beginning,
    /// It is of this protocol, and may be in the middle.
    Declared,
    /// Nothing for certain: its tag isn't known, its body drifted, or it is an answer.
    Nothing,
}

impl Core {
    /// How long a request waits for its answer unless it says otherwise.
    pub(super) const TIMEOUT: Millis = Millis(10_000);

    /// A session of these tables without any [part](super::part).
    pub(super) fn without_parts(
        protocol: &'static ProtocolTable,
        (theirs, ours): (&'static DirectionTable, &'static DirectionTable),
        receives: Direction,
        policy: OriginPolicy,
        source: Source,
    ) -> Box<Self> {
        let limits = Limits::default();
        Box::new(Self {
            protocol,
            theirs,
            ours,
            receives,
            machines: Machines::new(protocol.machines, limits.open_calls()),
            pending: Part::NONE,
            answers_by_id: Part::NONE,
            request_traits: Part::NONE,
            streams: Part::NONE,
            conventions: Part::NONE,
            page_functions: Part::NONE,
            reported: Part::NONE,
            stamps: Part::NONE,
            handshake: Part::NONE,
            envelopes: Part::NONE,
            inner_objects: Part::NONE,
            outbox: VecDeque::new(),
            signals: Part::NONE,
            target: policy.only(),
            sender_gate: SenderGate::new(policy, source),
            now: Millis::default(),
            limits,
            counters: Counters::default(),
            incoming: Part::NONE,
            current_request: None,
            timeout: Self::TIMEOUT,
            ignored: Vec::new(),
            #[cfg(feature = "tracing")]
            span: super::trace::session(protocol.name, receives),
        })
    }

    /// Whether the other side is a library, or the page that calls it, and no window.
    #[inline]
    pub(super) fn is_library(&self) -> bool {
        self.signals.is_there()
    }

    /// Posts to this origin until a message says which one of the policy's it is.
    pub(super) fn aim(&mut self, origin: Origin) -> Result<(), OriginError> {
        if !self.sender_gate.policy.admits(origin.as_str()) {
            return Err(OriginError::NotAdmitted);
        }
        if self
            .sender_gate
            .pinned
            .as_ref()
            .is_some_and(|with| *with != origin)
        {
            return Err(OriginError::Settled);
        }
        self.target = Some(origin);
        Ok(())
    }

    /// How a message stands that no rule speaks of.
    #[inline]
    pub(super) const fn no_order(&self) -> Order {
        Order::new(self.protocol.machines)
    }

    /// Takes a message from an origin of the policy that the session isn't with, or refuses it. Says
    /// whether the origin is another one than the session was with, or was to post to.
    ///
    /// A window shows one document at a time, and a document has one origin: so what another origin
    /// posts from the same window is of another document, with which nothing was agreed. Only a message
    /// that begins a conversation is taken from there.
    #[cold]
    pub(super) fn meet(&mut self, origin: &str, evidence: Evidence) -> Result<bool, Refusal> {
        let target = self.target.as_ref();
        let is_other = target.is_some_and(|target| target.as_str() != origin);
        let begun = self.sender_gate.pinned.is_some();
        let taken = match evidence {
            Evidence::Beginning => true,
            Evidence::Declared => !begun || !is_other,
            Evidence::Nothing => !is_other,
        };
        let admitted = || self.sender_gate.policy.exactly(origin);
        let Some(found) = taken.then(admitted).flatten() else {
            return Err(Refusal::new(Reason::AnotherOrigin));
        };
        if begun && is_other {
            self.reload();
        }
        self.sender_gate.pinned = Some(found.clone());
        self.sender_gate.replaced = false;
        trace!(met(&self.span, found.as_str()));
        self.target = Some(found);
        Ok(is_other)
    }

    /// What a message of the other side, which was read, shows of the conversation.
    #[cold]
    pub(super) fn evidence(&self, index: usize, row: &Row, record: &dyn Record) -> Evidence {
        let handshake = self.handshake.get();
        let starts = handshake.is_some_and(|handshake| handshake.starts(index));
        if starts || self.is_new_document(index) || self.machines.begins(row, record) {
            return Evidence::Beginning;
        }
        let begins = |row: &Row| row.reloaded || self.machines.may_begin(row);
        let marked = self.theirs.rows().any(begins);
        if marked || handshake.is_some() || !self.sender_gate.replaced {
            Evidence::Declared
        } else {
            // Nothing in this protocol tells a beginning from the rest.
            Evidence::Beginning
        }
    }

    /// The session doesn't know what happened before.
    pub(super) fn unsync(&mut self) {
        self.machines.unsync();
        if let Some(handshake) = self.handshake.get_mut() {
            handshake.unsync();
        }
    }

    /// Everything that was between this side and a document that is gone, save for requests.
    pub(super) fn forget(&mut self) {
        self.machines.restart();
        if let Some(reported) = self.reported.get_mut() {
            reported.forget();
        }
        self.forget_incoming_requests();
        self.outbox = VecDeque::new();
        if let Some(signals) = self.signals.get_mut() {
            signals.clear();
        }
    }

    /// What is between this side and a document that may be gone, save for the states: requests of
    /// either side, and their answers.
    pub(super) fn give_up_requests(&mut self) {
        self.sender_gate.replaced = true;
        if let Some(pending) = self.pending.get_mut() {
            pending.reload();
            self.drop_posts(|carries| matches!(carries, Carries::Request(_)));
            if let Some(signals) = self.signals.get_mut() {
                signals.retain(|signal| !matches!(signal, Signal::Request { .. }));
            }
        }
        self.forget_incoming_requests();
    }

    /// What waits to be posted and carries this is dropped.
    pub(super) fn drop_posts(&mut self, is_dropped: impl Fn(Carries) -> bool) {
        self.outbox.retain(|post| !is_dropped(post.carries));
    }

    /// Numbers requests from here on, of this side and of the other.
    pub(super) fn number_from(&mut self, first: u64) {
        if let Some(pending) = self.pending.get_mut() {
            pending.numbers().choose(first);
        }
        if let Some(incoming) = self.incoming.get_mut() {
            incoming.numbers().choose(first);
        }
    }

    /// Numbers requests from here on, of this side and of the other, unless it was said from where.
    pub(super) fn offer_number(&mut self, first: u64) {
        if let Some(pending) = self.pending.get_mut() {
            pending.numbers().offer(first);
        }
        if let Some(incoming) = self.incoming.get_mut() {
            incoming.numbers().offer(first);
        }
    }

    /// The other side's document was replaced.
    pub(super) fn reload(&mut self) {
        self.forget();
        if let Some(pending) = self.pending.get_mut() {
            pending.reload();
        }
        self.sender_gate.pinned = None;
        self.drop_held();
        self.begin_anew();
    }

    /// How often each kind of message was left to a handler's default, by tag.
    pub(super) fn ignored(&self) -> impl Iterator<Item = (&'static str, u64)> + '_ {
        let tag = |row: usize| self.theirs.row(row).map_or("", |row| row.tag);
        self.ignored
            .iter()
            .enumerate()
            .filter(|(_, count)| **count > 0)
            .map(move |(row, count)| (tag(row), *count))
    }

    /// Counts a message that a handler left to its default.
    pub(super) fn ignore(&mut self, row: usize) {
        self.counters.ignored += 1;
        if self.ignored.is_empty() {
            self.ignored.resize(self.theirs.len() + 1, 0);
        }
        if let Some(count) = self.ignored.get_mut(row) {
            *count += 1;
        }
    }

    /// Deadlines are missed and queued requests are posted.
    #[inline]
    pub(super) fn pass_time(&mut self, now: Millis) {
        self.now = self.now.max(now);
        if let Some(handshake) = self.handshake.get_mut()
            && handshake.pass_time(self.now)
        {
            self.give_up_handshake();
        }
        self.pass_time_of_requests();
    }

    /// A post was not delivered: a request that it carries ends, and the next one of its name goes.
    pub(super) fn not_posted(&mut self, carries: Carries) {
        if let Carries::Request(id) = carries
            && let Some(pending) = self.pending.get_mut()
        {
            pending.not_posted(id, SendError::Unreachable);
            self.post_queued();
        }
    }

    /// Posts what was [written](Self::written), of this row: of an answer, that of the request in the
    /// other side's table.
    pub(super) fn post(
        &mut self,
        carries: Carries,
        row: u16,
        text: String,
    ) -> Result<(), SendError> {
        let Some(target) = &self.target else {
            return Err(SendError::NoTarget);
        };
        self.outbox_has_room()?;
        let (target, data) = (target.clone(), self.payload(text));
        self.settle();
        self.outbox.push_back(OutPost {
            target,
            data,
            carries,
            row,
        });
        Ok(())
    }

    /// A message goes out: from here on the session is with the origin that it goes to.
    pub(super) fn settle(&mut self) {
        if self.sender_gate.pinned.is_none() {
            self.sender_gate.pinned.clone_from(&self.target);
        }
    }

    /// What was [written](Self::written), as the direction posts it. Where a codec's strings and objects
    /// are posted, no such string begins as an object.
    pub(super) fn payload(&self, text: String) -> Payload {
        let is_object = match &self.ours.encoding {
            Encoding::Codec(codec) => codec.is_posted_as_object(&text),
            encoding => encoding.posts_objects(),
        };
        if is_object {
            Payload::Object(text)
        } else {
            Payload::Text(text)
        }
    }

    /// What is posted next: what comes first, then the others in order.
    pub(super) fn next_post(&mut self) -> Option<OutPost> {
        let post = self.begun().or_else(|| self.outbox.pop_front())?;
        if let Some(request) = post.carries.answered()
            && let Some(incoming) = self.incoming.get_mut()
        {
            incoming.posted(RequestId(request));
        }
        Some(post)
    }

    /// When time next matters.
    pub(super) fn next_deadline(&self) -> Option<Millis> {
        let handshake = self.handshake.get();
        let again = handshake.and_then(Handshake::next_deadline);
        let pending = self.pending.get();
        Millis::sooner(pending.and_then(PendingRequests::next_deadline), again)
    }

    pub(super) fn push_signal(&mut self, signal: Signal<'static>) -> Result<(), SendError> {
        self.outbox_has_room()?;
        if let Some(signals) = self.signals.get_mut() {
            signals.push_back(signal);
        }
        Ok(())
    }

    /// How a [`Peer`](super::Peer) shows.
    pub(super) fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Peer")
            .field("protocol", &self.protocol.name)
            .field("target", &self.target)
            .field("outbox", &self.waiting_in_outbox())
            .field(
                "waiting",
                &self.pending.get().map_or(0, PendingRequests::count),
            )
            .finish_non_exhaustive()
    }

    fn waiting_in_outbox(&self) -> usize {
        let signals = self.signals.get();
        self.outbox.len() + signals.map_or(0, Signals::len)
    }

    pub(super) fn next_signal(&mut self) -> Option<Signal<'static>> {
        self.signals.get_mut()?.pop_front()
    }

    pub(super) fn outbox_has_room(&self) -> Result<(), SendError> {
        let handshake = self.handshake.get();
        let held = handshake.map_or(0, Handshake::held);
        if self.waiting_in_outbox() + held >= self.limits.outbox() {
            Err(SendError::OutboxFull)
        } else {
            Ok(())
        }
    }
}

/// The number of a row; of none, one that no table has.
pub(super) fn index(row: usize) -> u16 {
    u16::try_from(row).unwrap_or(u16::MAX)
}
