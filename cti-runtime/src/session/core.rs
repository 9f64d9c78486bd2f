//! The session without its types: compiled once, not once for each protocol and side.
//!
//! [`Session`](super::Session) and [`Peer`](super::Peer) put types on it. Of a message it sees the row
//! of its table, its [`Record`](crate::json::Record) and its JSON.

use std::collections::VecDeque;
use std::fmt;

use super::admit::SenderGate;
use super::counters::Counters;
use super::features::{
    CALLS, Featured, HANDSHAKES, LIBRARIES, QUESTIONS, REPLIES, REPORTS, Registered, STAMPS,
};
use super::handshake::{Handshake, Handshakes};
use super::incoming_requests::IncomingRequests;
use super::machines::Machines;
use super::order::Order;
use super::pending::PendingRequests;
use super::refusal::{Reason, Refusal};
use super::reported::Reported;
use super::send_error::SendError;
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
    library: bool,
    pub(super) sender_gate: SenderGate,
    pub(super) machines: Machines,
    pub(super) pending: Featured<PendingRequests>,
    pub(super) reported: Featured<Reported>,
    /// What it was opened with.
    pub(super) stamps: Featured<Stamps>,
    /// What comes first.
    pub(super) handshakes: Featured<Handshakes>,
    /// What waits to be posted to a window.
    pub(super) outbox: VecDeque<OutPost>,
    /// What waits to cross the edge of a library.
    pub(super) signals: Featured<VecDeque<Signal<'static>>>,
    pub(super) target: Option<Origin>,
    pub(super) now: Millis,
    pub(super) limits: Limits,
    pub(super) counters: Counters,
    /// Requests of the other side that wait for an answer.
    pub(super) incoming_requests: Featured<IncomingRequests>,
    pub(super) current_request: Option<RequestId>,
    pub(super) timeout: Millis,
    /// How often each row was left to a handler's default, unknown ones last; empty before the first.
    pub(super) ignored: Vec<u64>,
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

    pub(super) fn new(
        registered: Registered,
        receives: Direction,
        policy: OriginPolicy,
        source: Source,
    ) -> Box<Self> {
        let Registered {
            protocol,
            theirs,
            ours,
            library,
            ..
        } = registered;
        let limits = Limits::default();
        Box::new(Self {
            protocol,
            theirs,
            ours,
            receives,
            library,
            machines: Machines::new(protocol.machines, limits.open_calls()),
            pending: PendingRequests::new(ours, theirs).into(),
            reported: Featured::default(),
            stamps: Featured::default(),
            handshakes: Handshakes::new(ours, theirs).into(),
            outbox: VecDeque::new(),
            signals: Featured::default(),
            target: policy.only(),
            sender_gate: SenderGate::new(policy, source),
            now: Millis::default(),
            limits,
            counters: Counters::default(),
            incoming_requests: Featured::default(),
            current_request: None,
            timeout: Self::TIMEOUT,
            ignored: Vec::new(),
        })
    }

    /// Whether the other side is a library, or the page that calls it, and no window.
    #[inline]
    pub(super) fn is_library(&self) -> bool {
        LIBRARIES.is_linked() && self.library
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
        self.target = Some(found);
        Ok(is_other)
    }

    /// What a message of the other side, which was read, shows of the conversation.
    #[cold]
    pub(super) fn evidence(&self, index: usize, row: &Row, record: &dyn Record) -> Evidence {
        let handshake = self.handshakes.get();
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
        if let Some(handshake) = self.handshakes.get_mut() {
            handshake.unsync();
        }
    }

    /// Everything that was between this side and a document that is gone, save for requests.
    pub(super) fn forget(&mut self) {
        self.machines.restart();
        if REPORTS.is_linked() {
            self.reported.forget();
        }
        self.forget_incoming_requests();
        self.outbox = VecDeque::new();
        if LIBRARIES.is_linked() {
            self.signals.clear();
        }
    }

    /// What is between this side and a document that may be gone, save for the states: requests of
    /// either side, and their answers.
    pub(super) fn give_up_requests(&mut self) {
        self.sender_gate.replaced = true;
        if REPLIES.is_linked() {
            self.pending.reload();
            self.drop_posts(|carries| matches!(carries, Carries::Request(_)));
            if LIBRARIES.is_linked() {
                let asks = |signal: &Signal<'_>| matches!(signal, Signal::Request { .. });
                self.signals.retain(|signal| !asks(signal));
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
        self.pending.numbers().choose(first);
        self.incoming_requests.numbers().choose(first);
    }

    /// Numbers requests from here on, of this side and of the other, unless it was said from where.
    pub(super) fn offer_number(&mut self, first: u64) {
        self.pending.numbers().offer(first);
        self.incoming_requests.numbers().offer(first);
    }

    /// The other side's document was replaced.
    pub(super) fn reload(&mut self) {
        self.forget();
        self.pending.reload();
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
        if let Some(handshake) = self.handshakes.get_mut()
            && handshake.pass_time(self.now)
        {
            self.give_up_handshake();
        }
        if !self.pending.is_idle() {
            self.pending.tick(self.now);
            self.post_queued();
        }
    }

    /// Posts requests that had queued behind others.
    pub(super) fn post_queued(&mut self) {
        while let Some((id, row, json)) = self.pending.next_free(self.now) {
            self.post_request(id, row, json);
        }
    }

    /// Posts a request whose turn has come. One that can't be posted ends with the reason.
    pub(super) fn post_request(&mut self, id: u64, row: u16, text: String) {
        if let Err(why) = self.post(Carries::Request(id), row, text) {
            self.pending.not_posted(id, why);
        }
    }

    /// A post was not delivered: a request that it carries ends, and the next one of its name goes.
    pub(super) fn not_posted(&mut self, carries: Carries) {
        if let Carries::Request(id) = carries
            && REPLIES.is_linked()
        {
            self.pending.not_posted(id, SendError::Unreachable);
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

    /// What was [written](Self::written), as the direction posts it.
    pub(super) const fn payload(&self, text: String) -> Payload {
        match self.ours.encoding {
            Encoding::Object | Encoding::ObjectOrText => Payload::Object(text),
            Encoding::Text | Encoding::TextOrObject | Encoding::Codec(_) => Payload::Text(text),
        }
    }

    /// What is posted next: what comes first, then the others in order.
    pub(super) fn next_post(&mut self) -> Option<OutPost> {
        let post = self.begun().or_else(|| self.outbox.pop_front())?;
        if QUESTIONS.is_linked()
            && let Carries::Answer(request) = post.carries
        {
            self.incoming_requests.posted(RequestId(request));
        }
        Some(post)
    }

    /// When time next matters.
    pub(super) fn next_deadline(&self) -> Option<Millis> {
        let handshake = self.handshakes.get();
        let again = handshake.and_then(Handshake::next_deadline);
        Millis::sooner(self.pending.next_deadline(), again)
    }

    pub(super) fn push_signal(&mut self, signal: Signal<'static>) -> Result<(), SendError> {
        self.outbox_has_room()?;
        self.signals.push_back(signal);
        Ok(())
    }

    /// How a [`Peer`](super::Peer) shows.
    pub(super) fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Peer")
            .field("protocol", &self.protocol.name)
            .field("target", &self.target)
            .field("outbox", &(self.outbox.len() + self.signals.len()))
            .field("waiting", &self.pending.count())
            .finish_non_exhaustive()
    }

    pub(super) fn outbox_has_room(&self) -> Result<(), SendError> {
        let handshake = self.handshakes.get();
        let held = handshake.map_or(0, Handshake::held);
        let signals = if LIBRARIES.is_linked() {
            self.signals.len()
        } else {
            0
        };
        if self.outbox.len() + signals + held >= self.limits.outbox() {
            Err(SendError::OutboxFull)
        } else {
            Ok(())
        }
    }
}

impl Drop for Core {
    fn drop(&mut self) {
        if CALLS.is_linked() {
            self.machines.release();
        }
        if REPLIES.is_linked() {
            self.pending.release();
        }
        if HANDSHAKES.is_linked() {
            self.handshakes.release();
        }
        if QUESTIONS.is_linked() {
            self.incoming_requests.release();
        }
        if REPORTS.is_linked() {
            self.reported.release();
        }
        if STAMPS.is_linked() {
            self.stamps.release();
        }
        if LIBRARIES.is_linked() {
            self.signals.release();
        }
    }
}

/// The number of a row; of none, one that no table has.
pub(super) fn index(row: usize) -> u16 {
    u16::try_from(row).unwrap_or(u16::MAX)
}
