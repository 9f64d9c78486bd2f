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
use crate::describe::{Direction, Encoding};
use crate::post::Carries;
use crate::protocol::{FamilyTable, ProtocolTable};
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
    /// The other side's document may have been replaced since it was last heard.
    pub(super) renewed: bool,
    /// Another document, at another origin, has begun anew, and the edge hasn't been told so.
    pub(super) moved: bool,
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
            renewed: false,
            moved: false,
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
        self.target = Some(origin);
        Ok(())
    }

    /// How a message stands that no rule speaks of.
    #[inline]
    pub(super) const fn no_order(&self) -> Order {
        Order::new(self.protocol.machines)
    }

    /// Whether the session is bound to the origin that it has pinned: something is going on there.
    /// Between calls and before login it may move to another origin of the policy.
    pub(super) fn is_settled(&self) -> bool {
        self.doorman.pinned.is_some()
            && (self.protocol.machines.is_empty()
                || !self.machines.at_rest()
                || self.replies.is_expecting())
    }

    /// Whether a message leads nowhere but out of a start, such as one that tells of a login. In the
    /// middle of a conversation it means that the other side's document is another one.
    pub(super) fn only_begins(&self, row: usize) -> bool {
        let machines = self.protocol.machines;
        let is_keyed = |machine: u8| {
            let machine = machines.get(usize::from(machine));
            machine.is_none_or(|machine| machine.keyed)
        };
        self.theirs.row(row).is_some_and(|row| {
            !row.moves.is_empty()
                && (row.moves.iter())
                    .all(|step| step.from == 1 && step.to != 0 && !is_keyed(step.machine))
        })
    }

    /// Judges the origin of a message once its row is known: in the middle of a conversation, another
    /// one than before is taken only from a document that is new, and that begins anew with this
    /// message. Everything is at its start then.
    #[inline]
    pub(super) fn judge_origin(
        &mut self,
        origin: Option<&str>,
        row: Option<usize>,
    ) -> Result<(), Refusal> {
        if origin.is_none() || !self.is_settled() {
            return Ok(());
        }
        self.begin_elsewhere(row)
    }

    #[cold]
    fn begin_elsewhere(&mut self, row: Option<usize>) -> Result<(), Refusal> {
        if !row.is_some_and(|row| self.only_begins(row)) {
            return Err(Refusal::new(Reason::AnotherOrigin));
        }
        self.reload();
        (self.renewed, self.moved) = (false, true);
        Ok(())
    }

    /// Settles on the origin of a message that was accepted, if it is another one than before.
    #[inline]
    pub(super) fn settle_on(&mut self, origin: Option<&str>) {
        if let Some(origin) = origin {
            self.pin(origin);
        }
    }

    #[cold]
    fn pin(&mut self, origin: &str) {
        if let Some(origin) = self.doorman.policy.exactly(origin) {
            let moved = self.doorman.pinned.replace(origin.clone()).is_some();
            self.target = Some(origin);
            if moved {
                // What another origin asked isn't told to this one.
                self.forget_questions();
                self.has_moved();
            }
        }
    }

    /// Nobody is there any more who would be answered.
    fn forget_questions(&mut self) {
        if QUESTIONS.is_there() {
            self.asked.clear();
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
        self.forget_questions();
        self.outbox = VecDeque::new();
        if LIBRARIES.is_there() {
            self.signals.clear();
        }
        self.current_call = None;
    }

    /// The other side's document was replaced.
    pub(super) fn reload(&mut self) {
        self.forget();
        self.replies.reload();
        if self.doorman.pinned.take().is_some()
            && let Some(only) = self.doorman.policy.only()
        {
            self.target = Some(only);
        }
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
        self.outbox.push_back(OutPost {
            target,
            data,
            carries,
        });
        Ok(())
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
        self.begun().or_else(|| self.outbox.pop_front())
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
