//! What a session is, whatever its protocol and side: compiled once, not once for each of them.
//!
//! [`Session`](super::Session) and [`Peer`](super::Peer) put types on it. Of a message it sees the row
//! of its table, its [`Record`](crate::codec::Record) and its JSON.

use std::collections::VecDeque;
use std::fmt;

use super::CallId;
use super::admit::Doorman;
use super::asked::Asked;
use super::counters::Counters;
use super::handshake::{Handshake, Handshakes};
use super::machines::Machines;
use super::needs::{CALLS, HANDSHAKES, LIBRARIES, Noted, QUESTIONS, REPLIES, REPORTS, Rare};
use super::order::Order;
use super::peer::NotSent;
use super::received::{Reason, Refusal};
use super::replies::Replies;
use super::reported::Reported;
use crate::codec::Record;
use crate::describe::{Direction, Encoding};
use crate::post::Carries;
use crate::protocol::{FamilyTable, ProtocolTable, Row};
use crate::{Limits, Millis, Origin, OriginError, OriginPolicy, OutPost, Payload, Signal, Source};

pub(super) struct Core {
    pub(super) protocol: &'static ProtocolTable,
    /// What the other side sends.
    pub(super) theirs: &'static FamilyTable,
    /// What this side sends.
    pub(super) ours: &'static FamilyTable,
    /// Who sends what this side receives.
    pub(super) receives: Direction,
    library: bool,
    pub(super) doorman: Doorman,
    pub(super) machines: Machines,
    pub(super) replies: Rare<Replies>,
    pub(super) reported: Rare<Reported>,
    /// What comes first.
    pub(super) handshakes: Rare<Handshakes>,
    /// What waits to be posted to a window.
    pub(super) outbox: VecDeque<OutPost>,
    /// What waits to cross the edge of a library.
    pub(super) signals: Rare<VecDeque<Signal<'static>>>,
    pub(super) target: Option<Origin>,
    pub(super) now: Millis,
    pub(super) limits: Limits,
    pub(super) counters: Counters,
    /// Requests of the other side that wait for an answer.
    pub(super) asked: Rare<Asked>,
    pub(super) current_call: Option<CallId>,
    pub(super) allowance: Millis,
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
    /// How long a call waits for its answer unless it says otherwise.
    pub(super) const ALLOWANCE: Millis = Millis(10_000);

    pub(super) fn new(
        noted: Noted,
        receives: Direction,
        policy: OriginPolicy,
        source: Source,
    ) -> Box<Self> {
        let Noted {
            protocol,
            theirs,
            ours,
            library,
            ..
        } = noted;
        let limits = Limits::default();
        Box::new(Self {
            protocol,
            theirs,
            ours,
            receives,
            library,
            machines: Machines::new(protocol.machines, limits.open_calls()),
            replies: Replies::new(ours, theirs).into(),
            reported: Rare::default(),
            handshakes: Handshakes::new(ours, theirs).into(),
            outbox: VecDeque::new(),
            signals: Rare::default(),
            target: policy.only(),
            doorman: Doorman::new(policy, source),
            now: Millis::default(),
            limits,
            counters: Counters::default(),
            asked: Rare::default(),
            current_call: None,
            allowance: Self::ALLOWANCE,
            ignored: Vec::new(),
        })
    }

    /// Whether the other side is a library, or the page that calls it, and no window.
    #[inline]
    pub(super) fn is_library(&self) -> bool {
        LIBRARIES.is_there() && self.library
    }

    /// Posts to this origin until a message says which one of the policy's it is.
    pub(super) fn aim(&mut self, origin: Origin) -> Result<(), OriginError> {
        if !self.doorman.policy.admits(origin.as_str()) {
            return Err(OriginError::NotAdmitted);
        }
        if self
            .doorman
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
        let begun = self.doorman.pinned.is_some();
        let taken = match evidence {
            Evidence::Beginning => true,
            Evidence::Declared => !begun || !is_other,
            Evidence::Nothing => !is_other,
        };
        let admitted = || self.doorman.policy.exactly(origin);
        let Some(found) = taken.then(admitted).flatten() else {
            return Err(Refusal::new(Reason::AnotherOrigin));
        };
        if begun && is_other {
            self.reload();
        }
        self.doorman.pinned = Some(found.clone());
        self.doorman.replaced = false;
        self.target = Some(found);
        Ok(is_other)
    }

    /// What a message of the other side, which was read, shows of the conversation.
    #[cold]
    pub(super) fn evidence(&self, index: usize, row: &Row, record: &dyn Record) -> Evidence {
        let handshake = self.handshakes.get();
        let starts = handshake.is_some_and(|handshake| handshake.starts(index));
        if starts || self.machines.begins(row, record) {
            return Evidence::Beginning;
        }
        let marked = self.theirs.rows().any(|row| self.machines.may_begin(row));
        if marked || handshake.is_some() || !self.doorman.replaced {
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

    /// Everything that was between this side and a document that is gone, save for calls.
    pub(super) fn forget(&mut self) {
        self.machines.restart();
        if REPORTS.is_there() {
            self.reported.forget();
        }
        self.forget_asked();
        self.outbox = VecDeque::new();
        if LIBRARIES.is_there() {
            self.signals.clear();
        }
    }

    /// What is between this side and a document that may be gone, save for the states: requests of
    /// either side, and their answers.
    pub(super) fn give_up_calls(&mut self) {
        self.doorman.replaced = true;
        if REPLIES.is_there() {
            self.replies.reload();
            self.drop_posts(|carries| matches!(carries, Carries::Request(_)));
            if LIBRARIES.is_there() {
                let asks = |signal: &Signal<'_>| matches!(signal, Signal::Call { .. });
                self.signals.retain(|signal| !asks(signal));
            }
        }
        self.forget_asked();
    }

    /// What waits to be posted and carries this is dropped.
    pub(super) fn drop_posts(&mut self, is_dropped: impl Fn(Carries) -> bool) {
        self.outbox.retain(|post| !is_dropped(post.carries));
    }

    /// Numbers requests from here on, of this side and of the other.
    pub(super) fn number_from(&mut self, first: u64) {
        self.replies.numbers().choose(first);
        self.asked.numbers().choose(first);
    }

    /// Numbers requests from here on, of this side and of the other, unless it was said from where.
    pub(super) fn offer_number(&mut self, first: u64) {
        self.replies.numbers().offer(first);
        self.asked.numbers().offer(first);
    }

    /// The other side's document was replaced.
    pub(super) fn reload(&mut self) {
        self.forget();
        self.replies.reload();
        self.doorman.pinned = None;
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

    /// Deadlines are missed and queued calls are posted.
    #[inline]
    pub(super) fn pass_time(&mut self, now: Millis) {
        self.now = self.now.max(now);
        if let Some(handshake) = self.handshakes.get_mut() {
            handshake.pass_time(self.now);
        }
        if !self.replies.is_idle() {
            self.replies.tick(self.now);
            self.post_queued();
        }
    }

    /// Posts calls that had queued behind others.
    pub(super) fn post_queued(&mut self) {
        while let Some((id, json)) = self.replies.next_free(self.now) {
            self.post_request(id, json);
        }
    }

    /// Posts a request whose turn has come. One that can't be posted ends with the reason.
    pub(super) fn post_request(&mut self, id: u64, text: String) {
        if let Err(why) = self.post(Carries::Request(id), text) {
            self.replies.not_posted(id, why);
        }
    }

    /// A post was not delivered: a request that it carries ends, and the next one of its name goes.
    pub(super) fn not_posted(&mut self, carries: Carries) {
        if let Carries::Request(id) = carries
            && REPLIES.is_there()
        {
            self.replies.not_posted(id, NotSent::Unreachable);
            self.post_queued();
        }
    }

    /// Posts what was [written](Self::written).
    pub(super) fn post(&mut self, carries: Carries, text: String) -> Result<(), NotSent> {
        let Some(target) = &self.target else {
            return Err(NotSent::NoTarget);
        };
        self.outbox_has_room()?;
        let (target, data) = (target.clone(), self.payload(text));
        let row = self.row_of(carries);
        self.settle();
        self.outbox.push_back(OutPost {
            target,
            data,
            carries,
            row,
        });
        Ok(())
    }

    /// The row of a message that goes out; of an answer, that of the request in the other side's table.
    fn row_of(&self, carries: Carries) -> u16 {
        match carries {
            Carries::Message(row) => row,
            Carries::Request(id) if REPLIES.is_there() => self.replies.row_of(id),
            Carries::Answer(call) if QUESTIONS.is_there() => self.asked.row_of(CallId(call)),
            Carries::Request(_) | Carries::Answer(_) => u16::MAX,
        }
    }

    /// A message goes out: from here on the session is with the origin that it goes to.
    pub(super) fn settle(&mut self) {
        if self.doorman.pinned.is_none() {
            self.doorman.pinned.clone_from(&self.target);
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
        if QUESTIONS.is_there()
            && let Carries::Answer(call) = post.carries
        {
            self.asked.posted(CallId(call));
        }
        Some(post)
    }

    /// When time next matters.
    pub(super) fn next_deadline(&self) -> Option<Millis> {
        let handshake = self.handshakes.get();
        let again = handshake.and_then(Handshake::next_deadline);
        Millis::sooner(self.replies.next_deadline(), again)
    }

    pub(super) fn push_signal(&mut self, signal: Signal<'static>) -> Result<(), NotSent> {
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
            .field("waiting", &self.replies.pending())
            .finish_non_exhaustive()
    }

    pub(super) fn outbox_has_room(&self) -> Result<(), NotSent> {
        let handshake = self.handshakes.get();
        let held = handshake.map_or(0, Handshake::held);
        let signals = if LIBRARIES.is_there() {
            self.signals.len()
        } else {
            0
        };
        if self.outbox.len() + signals + held >= self.limits.outbox() {
            Err(NotSent::OutboxFull)
        } else {
            Ok(())
        }
    }
}

impl Drop for Core {
    fn drop(&mut self) {
        if CALLS.is_there() {
            self.machines.let_go();
        }
        if REPLIES.is_there() {
            self.replies.let_go();
        }
        if HANDSHAKES.is_there() {
            self.handshakes.let_go();
        }
        if QUESTIONS.is_there() {
            self.asked.let_go();
        }
        if REPORTS.is_there() {
            self.reported.let_go();
        }
        if LIBRARIES.is_there() {
            self.signals.let_go();
        }
    }
}
