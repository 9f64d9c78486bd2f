//! Handshakes: what comes first, what waits for it, and when it is posted again.
//!
//! The message that begins never stands in the outbox: it is kept here, and a flag says that it is
//! to be posted. So however often it is repeated, at most one of them waits.

use std::collections::VecDeque;

use super::core::{Core, index};
use super::features::{HANDSHAKES, RELOADS};
use super::machines::{Changes, TransitionMode};
use super::notice::SessionNotice;
use super::send_error::SendError;
use crate::json::Record;
use crate::post::Carries;
use crate::table::{DirectionTable, Handshake as Rule};
use crate::{Millis, OutPost};

/// The handshakes of a session, if it has any.
#[derive(Default)]
pub(super) struct Handshakes(Option<Box<Handshake>>);

impl Handshakes {
    /// Of a session that sends one table and receives the other.
    pub(super) fn new(ours: &'static DirectionTable, theirs: &'static DirectionTable) -> Self {
        Self(if HANDSHAKES.is_linked() {
            Handshake::new(ours, theirs)
        } else {
            None
        })
    }

    #[inline]
    pub(super) fn get(&self) -> Option<&Handshake> {
        self.0.as_deref().filter(|_| HANDSHAKES.is_linked())
    }

    #[inline]
    pub(super) fn get_mut(&mut self) -> Option<&mut Handshake> {
        self.0.as_deref_mut().filter(|_| HANDSHAKES.is_linked())
    }
}

/// The handshakes of a session: its own, and what is known of the other side's.
pub(super) struct Handshake {
    ours: Option<Ours>,
    theirs: Option<&'static Rule>,
    /// The other side has begun: what it begins with is a repetition from here on.
    greeted: bool,
    /// This side has acknowledged that.
    answered: bool,
    /// That this side's was given up is to be told.
    given_up: bool,
}

/// How this side begins.
struct Ours {
    rule: &'static Rule,
    /// The tag of the message that begins.
    begin: &'static str,
    /// The tag of what acknowledges it.
    until: &'static str,
    phase: Phase,
    begun: Option<Begun>,
    /// It is to be posted.
    due: bool,
    /// When it is to be posted again.
    next: Option<Millis>,
    /// How long its acknowledgement is waited for; for ever if unset.
    within: Option<Millis>,
    /// When it is given up.
    deadline: Option<Millis>,
    held: VecDeque<Held>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// The session joined late and doesn't know.
    Unknown,
    /// The message that begins wasn't sent.
    Unsaid,
    /// It was sent, and isn't acknowledged.
    Waiting,
    /// It was not acknowledged in time.
    GivenUp,
    Done,
}

/// The message that begins, as it is posted.
struct Begun {
    text: String,
    /// What it does to the machines each time that the handshake begins.
    changes: Changes,
}

/// What waits for the acknowledgement.
struct Held {
    what: What,
    /// The row of its message.
    row: u16,
    /// What it did to the machines.
    changes: Changes,
}

/// A message that is held, or a request.
pub(super) enum What {
    /// What will be posted.
    Message(String),
    /// The number of a request, which has what will be posted.
    Request(u64),
}

impl Handshake {
    /// `None` if neither side begins so.
    fn new(ours: &'static DirectionTable, theirs: &'static DirectionTable) -> Option<Box<Self>> {
        let own = ours.handshake.as_ref();
        if own.is_none() && theirs.handshake.is_none() {
            return None;
        }
        Some(Box::new(Self {
            ours: own.map(|rule| Ours::new(rule, ours, theirs)),
            theirs: theirs.handshake.as_ref(),
            greeted: false,
            answered: false,
            given_up: false,
        }))
    }

    /// The session joins late.
    pub(super) fn unsync(&mut self) {
        if let Some(ours) = &mut self.ours {
            ours.phase = Phase::Unknown;
        }
    }

    /// Time passes: the message that begins is posted again. Says whether it is to be given up.
    pub(super) fn pass_time(&mut self, now: Millis) -> bool {
        let Some(ours) = &mut self.ours else {
            return false;
        };
        let is_past = |time: Option<Millis>| time.is_some_and(|time| time <= now);
        if is_past(ours.deadline) {
            return true;
        }
        if is_past(ours.next) {
            ours.post(now);
        }
        false
    }

    pub(super) fn next_deadline(&self) -> Option<Millis> {
        let ours = self.ours.as_ref()?;
        Millis::sooner(ours.next, ours.deadline)
    }

    /// What is to be told next.
    pub(super) fn next_notice(&mut self) -> Option<SessionNotice> {
        let ours = self.ours.as_ref()?;
        std::mem::take(&mut self.given_up).then_some(SessionNotice::HandshakeGivenUp {
            begin: ours.begin,
            until: ours.until,
        })
    }

    /// How many messages are held.
    pub(super) fn held(&self) -> usize {
        self.ours.as_ref().map_or(0, |ours| ours.held.len())
    }

    /// Whether a message of this side waits for the acknowledgement; an error if it is refused.
    fn holds(&self, row: usize) -> Result<bool, SendError> {
        let Some(ours) = &self.ours else {
            return Ok(false);
        };
        // What the other side's handshake is made of can't wait for the other side.
        if ours.is_open() || ours.begins(row) || self.acknowledges(row) || self.renews(row) {
            return Ok(false);
        }
        if ours.rule.hold && ours.phase != Phase::GivenUp {
            return Ok(true);
        }
        Err(ours.comes_first())
    }

    /// Whether this side begins with a message.
    fn begins(&self, row: usize) -> bool {
        self.ours.as_ref().is_some_and(|ours| ours.begins(row))
    }

    /// Whether a message of this side acknowledges the other's handshake.
    fn acknowledges(&self, row: usize) -> bool {
        self.theirs
            .is_some_and(|rule| usize::from(rule.until) == row)
    }

    /// Whether a message of this side says that its document is new.
    fn renews(&self, row: usize) -> bool {
        self.theirs
            .is_some_and(|rule| rule.again.map(usize::from) == Some(row))
    }

    /// Whether a message of this side was sent before and may be again.
    fn repeats(&self, row: usize) -> bool {
        let begins = |ours: &Ours| ours.phase == Phase::Waiting && ours.begins(row);
        self.ours.as_ref().is_some_and(begins) || (self.answered && self.acknowledges(row))
    }

    /// Whether a message of the other side arrived before and may again.
    fn is_repeated(&self, row: usize) -> bool {
        let over = |ours: &Ours| ours.phase == Phase::Done && usize::from(ours.rule.until) == row;
        self.ours.as_ref().is_some_and(over) || (self.greeted && self.is_greeting(row))
    }

    /// Whether a message of the other side acknowledges what this side hasn't sent.
    fn is_stray(&self, row: usize) -> bool {
        let unsaid = |ours: &Ours| !ours.is_sent() && usize::from(ours.rule.until) == row;
        self.ours.as_ref().is_some_and(unsaid)
    }

    /// Whether the other side begins with a message.
    fn is_greeting(&self, row: usize) -> bool {
        self.theirs.is_some_and(|rule| usize::from(rule.row) == row)
    }

    /// Whether a conversation begins with a message of the other side: its own beginning, the sign that
    /// its document is new, or that it is ready for this side's beginning.
    pub(super) fn starts(&self, row: usize) -> bool {
        let until = |ours: &Ours| usize::from(ours.rule.until) == row;
        self.is_greeting(row) || self.is_renewal(row) || self.ours.as_ref().is_some_and(until)
    }

    /// Whether a message shows that the other side's document is new.
    fn is_renewal(&self, row: usize) -> bool {
        let again = |ours: &Ours| ours.rule.again.map(usize::from) == Some(row);
        self.ours.as_ref().is_some_and(again)
    }
}

impl Ours {
    fn new(
        rule: &'static Rule,
        ours: &'static DirectionTable,
        theirs: &'static DirectionTable,
    ) -> Self {
        let tag = |table: &'static DirectionTable, row: u16| {
            table.row(usize::from(row)).map_or("", |row| row.tag)
        };
        Self {
            rule,
            begin: tag(ours, rule.row),
            until: tag(theirs, rule.until),
            phase: Phase::Unsaid,
            begun: None,
            due: false,
            next: None,
            within: ours
                .row(usize::from(rule.row))
                .and_then(|begin| begin.within),
            deadline: None,
            held: VecDeque::new(),
        }
    }

    fn begins(&self, row: usize) -> bool {
        usize::from(self.rule.row) == row
    }

    /// Why nothing else is sent before.
    fn comes_first(&self) -> SendError {
        SendError::HandshakeFirst {
            send: (!self.is_sent()).then_some(self.begin),
            until: self.until,
        }
    }

    /// Whether anything may be sent.
    const fn is_open(&self) -> bool {
        matches!(self.phase, Phase::Done | Phase::Unknown)
    }

    /// Whether the message that begins was sent, as far as that is known.
    const fn is_sent(&self) -> bool {
        !matches!(self.phase, Phase::Unsaid | Phase::GivenUp)
    }

    /// The message that begins is posted for the first time: from here on it is waited for.
    fn begin(&mut self, now: Millis) {
        self.deadline = self.within.map(|within| now.plus(within));
        self.post(now);
    }

    /// The message that begins is to be posted, and again later.
    fn post(&mut self, now: Millis) {
        self.due = true;
        let every = self.rule.every_ms;
        self.next = every.map(|every| now.plus(Millis(every.into())));
    }

    /// Begins anew, if there is something to begin with.
    fn restart(&mut self, now: Millis) {
        self.rest();
        self.phase = Phase::Unsaid;
        if self.begun.is_some() {
            self.phase = Phase::Waiting;
            self.begin(now);
        }
    }

    /// Nothing is posted any more, and nothing waited for.
    fn rest(&mut self) {
        self.due = false;
        self.next = None;
        self.deadline = None;
    }

    /// The acknowledgement didn't come in time. Gives what was held.
    fn give_up(&mut self) -> VecDeque<Held> {
        self.phase = Phase::GivenUp;
        self.rest();
        std::mem::take(&mut self.held)
    }

    /// The acknowledgement came. Gives what was held.
    fn finish(&mut self) -> VecDeque<Held> {
        if !self.is_sent() {
            // It acknowledges nothing.
            return VecDeque::new();
        }
        self.phase = Phase::Done;
        self.rest();
        std::mem::take(&mut self.held)
    }
}

/// What is sent.
impl Core {
    /// Whether a message waits for the acknowledgement; an error if it is refused before.
    #[inline]
    pub(super) fn is_held(&self, row: usize) -> Result<bool, SendError> {
        if self.renews(row) {
            return Ok(false);
        }
        self.handshakes
            .get()
            .map_or(Ok(false), |handshake| handshake.holds(row))
    }

    /// Whether a message is in turn because it is part of a handshake, which may repeat.
    #[inline]
    pub(super) fn is_routine(&self, row: usize) -> bool {
        let routine = |handshake: &Handshake| handshake.repeats(row) || handshake.renews(row);
        self.handshakes.get().is_some_and(routine) || self.renews(row)
    }

    /// Whether a message of this side says, without a handshake, that its document is new.
    fn renews(&self, row: usize) -> bool {
        RELOADS.is_linked() && self.ours.is_reload(row)
    }

    /// Records a message of this side, and gives how the machines are to take it.
    pub(super) fn mode_of_sent(&mut self, row: usize) -> TransitionMode {
        let renews = self.renews(row);
        if renews {
            self.machines.restart();
        }
        let Some(handshake) = self.handshakes.get_mut() else {
            return TransitionMode::Nothing;
        };
        let repeated = handshake.repeats(row);
        if renews || handshake.renews(row) {
            self.machines.restart();
            (handshake.greeted, handshake.answered) = (false, false);
        }
        handshake.answered |= handshake.acknowledges(row);
        if let Some(ours) = handshake.ours.as_mut().filter(|ours| ours.begins(row)) {
            ours.phase = Phase::Waiting;
        }
        if repeated {
            TransitionMode::Repetition
        } else {
            TransitionMode::Nothing
        }
    }

    /// Whether this side begins with a message.
    pub(super) fn begins(&self, row: usize) -> bool {
        self.handshakes
            .get()
            .is_some_and(|handshake| handshake.begins(row))
    }

    /// Sends the message that begins: it is posted until it is acknowledged.
    pub(super) fn begin(
        &mut self,
        row: usize,
        record: &dyn Record,
        text: String,
    ) -> Result<(), SendError> {
        if self.target.is_none() {
            return Err(SendError::NoTarget);
        }
        self.settle();
        let mode = self.mode_of_sent(row);
        let changes = self.registered(row, record, mode);
        let now = self.now;
        if let Some(ours) = self.ours() {
            match &mut ours.begun {
                Some(begun) if mode == TransitionMode::Repetition => {
                    begun.text = text;
                    ours.post(now);
                }
                begun => {
                    *begun = Some(Begun { text, changes });
                    ours.begin(now);
                }
            }
        }
        Ok(())
    }

    /// Keeps a message or a request until the acknowledgement comes.
    pub(super) fn hold(&mut self, row: usize, record: &dyn Record, what: What) {
        let changes = self.registered(row, record, TransitionMode::Nothing);
        if let Some(ours) = self.ours() {
            let row = index(row);
            ours.held.push_back(Held { what, row, changes });
        }
    }

    /// The message that begins, if it is to be posted now.
    pub(super) fn begun(&mut self) -> Option<OutPost> {
        let ours = self.ours()?;
        if !std::mem::take(&mut ours.due) {
            return None;
        }
        let (text, row) = (ours.begun.as_ref()?.text.clone(), ours.rule.row);
        let target = self.target.clone()?;
        let data = self.payload(text);
        Some(OutPost {
            target,
            data,
            carries: Carries::Message,
            row,
        })
    }

    fn ours(&mut self) -> Option<&mut Ours> {
        self.handshakes.get_mut()?.ours.as_mut()
    }

    fn registered(&mut self, row: usize, record: &dyn Record, mode: TransitionMode) -> Changes {
        match self.ours.row(row) {
            Some(row) => self.machines.registered(row, record, mode),
            None => Changes::default(),
        }
    }
}

/// What arrives.
impl Core {
    /// Before the machines are moved by a message of the other side: how they are to take it. If it
    /// shows that the other side's document is new, everything is at its start.
    #[inline]
    pub(super) fn mode_of_received(&mut self, row: usize) -> TransitionMode {
        if self.is_new_document(row) {
            self.start_over();
            return TransitionMode::FromTheirs;
        }
        match self.handshakes.get() {
            Some(handshake) if handshake.is_repeated(row) => return TransitionMode::Repetition,
            Some(handshake) if handshake.is_stray(row) => return TransitionMode::Stray,
            _ => {}
        }
        TransitionMode::FromTheirs
    }

    /// Whether a message of the other side shows that its document is new.
    #[inline]
    pub(super) fn is_new_document(&self, row: usize) -> bool {
        let is_renewal = |handshake: &Handshake| handshake.is_renewal(row);
        self.handshakes.get().is_some_and(is_renewal)
            || (RELOADS.is_linked() && self.theirs.is_reload(row))
    }

    /// As after a reload, but the origin has just spoken, and what is held was never posted.
    fn start_over(&mut self) {
        self.forget();
        self.pending.reload_posted();
    }

    /// Ends or restarts the handshake after a received message was applied.
    #[inline]
    pub(super) fn after_transition(&mut self, row: usize, new_origin: bool) {
        if self.handshakes.get().is_some() {
            self.shake(row, new_origin);
        }
    }

    fn shake(&mut self, row: usize, new_origin: bool) {
        let is_new = self.is_new_document(row);
        let Some(handshake) = self.handshakes.get_mut() else {
            return;
        };
        if is_new {
            self.begin_anew();
        } else if let Some(ours) = &mut handshake.ours
            && usize::from(ours.rule.until) == row
            // Another origin hasn't got what this side began with: it acknowledges nothing yet.
            && !(new_origin && ours.phase == Phase::Waiting)
        {
            let held = ours.finish();
            self.release(held);
        }
        if let Some(handshake) = self.handshakes.get_mut() {
            handshake.greeted |= handshake.is_greeting(row);
        }
    }

    /// Posts what was held, in the order in which it was sent.
    fn release(&mut self, held: VecDeque<Held>) {
        for Held { what, row, .. } in held {
            match what {
                What::Message(text) => {
                    // What is held has its place in the outbox, and the acknowledgement its origin.
                    let _ = self.post(Carries::Message, row, text);
                }
                What::Request(id) => {
                    if let Some(text) = self.pending.start(id, self.now) {
                        self.post_request(id, row, text);
                    }
                }
            }
        }
    }

    /// The other side's document is another one: it knows of nothing. The machines are at their
    /// start; what is held has never been posted, and still moves them.
    pub(super) fn begin_anew(&mut self) {
        let Some(handshake) = self.handshakes.get_mut() else {
            return;
        };
        (handshake.greeted, handshake.answered) = (false, false);
        let Some(ours) = &mut handshake.ours else {
            return;
        };
        ours.restart(self.now);
        let begun = ours.begun.iter().map(|begun| &begun.changes);
        for changes in begun.chain(ours.held.iter().map(|held| &held.changes)) {
            self.machines.repeat(changes);
        }
    }

    /// The other side doesn't acknowledge this side's beginning: it is as if nothing had been sent.
    pub(super) fn give_up_handshake(&mut self) {
        let Some(ours) = self.ours() else { return };
        let (held, why) = (ours.give_up(), ours.comes_first());
        self.machines.restart();
        for held in held {
            if let What::Request(id) = held.what {
                self.pending.drop_held(id, why.clone());
            }
        }
        if let Some(handshake) = self.handshakes.get_mut() {
            handshake.given_up = true;
        }
    }

    /// What is held is given up.
    pub(super) fn drop_held(&mut self) {
        if let Some(ours) = self.ours() {
            ours.held.clear();
        }
    }
}
