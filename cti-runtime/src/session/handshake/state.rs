//! The state of handshakes.
//!
//! The message that begins never stands in the outbox: it is kept here, and a flag says that it is
//! to be posted. So however often it is repeated, at most one of them waits.

use std::collections::VecDeque;

use crate::Millis;
use crate::session::machines::{Changes, TransitionMode};
use crate::session::notice::SessionNotice;
use crate::session::part::optional;
use crate::session::send_error::SendError;
use crate::table::{DirectionTable, Handshake as Rule};

/// The handshakes of a session: its own, and what is known of the other side's.
pub(in crate::session) struct Handshake {
    ours: Option<Ours>,
    theirs: Option<&'static Rule>,
    /// The other side has begun: what it begins with is a repetition from here on.
    greeted: bool,
    /// This side has acknowledged that.
    answered: bool,
    /// That this side's was given up is to be told.
    given_up: bool,
}

/// What waits for the acknowledgement.
pub(in crate::session) struct Held {
    pub(super) what: What,
    /// The row of its message.
    pub(super) row: u16,
    /// What it did to the machines.
    pub(super) changes: Changes,
}

/// A message that is held, or a request.
pub(in crate::session) enum What {
    /// What will be posted.
    Message(String),
    /// The number of a request, which has what will be posted.
    Request(u64),
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

optional!(Handshake);

impl Handshake {
    /// Of a session that sends one table and receives the other.
    pub(in crate::session) fn new(
        ours: &'static DirectionTable,
        theirs: &'static DirectionTable,
    ) -> Self {
        let own = ours.handshake.as_ref();
        Self {
            ours: own.map(|rule| Ours::new(rule, ours, theirs)),
            theirs: theirs.handshake.as_ref(),
            greeted: false,
            answered: false,
            given_up: false,
        }
    }

    /// Whether a message of this side acknowledges the other's handshake.
    fn acknowledges(&self, row: usize) -> bool {
        self.theirs
            .is_some_and(|rule| usize::from(rule.until) == row)
    }

    /// Whether a message of this side was sent before and may be again.
    fn repeats(&self, row: usize) -> bool {
        let begins = |ours: &Ours| ours.phase == Phase::Waiting && ours.begins(row);
        self.ours.as_ref().is_some_and(begins) || (self.answered && self.acknowledges(row))
    }

    /// Whether a message of the other side arrived before and may again.
    fn is_repeated(&self, row: usize) -> bool {
        let over = |ours: &Ours| ours.phase == Phase::Done && ours.ends(row);
        self.ours.as_ref().is_some_and(over) || (self.greeted && self.is_greeting(row))
    }

    /// Whether a message of the other side acknowledges what this side hasn't sent.
    fn is_stray(&self, row: usize) -> bool {
        let unsaid = |ours: &Ours| !ours.is_sent() && ours.ends(row);
        self.ours.as_ref().is_some_and(unsaid)
    }

    /// Whether the other side begins with a message.
    fn is_greeting(&self, row: usize) -> bool {
        self.theirs.is_some_and(|rule| usize::from(rule.row) == row)
    }
}

impl Handshake {
    /// The session joins late.
    pub(in crate::session) fn unsync(&mut self) {
        if let Some(ours) = &mut self.ours {
            ours.phase = Phase::Unknown;
        }
    }

    /// Time passes: the message that begins is posted again. Says whether it is to be given up.
    pub(in crate::session) fn pass_time(&mut self, now: Millis) -> bool {
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

    pub(in crate::session) fn next_deadline(&self) -> Option<Millis> {
        let ours = self.ours.as_ref()?;
        Millis::sooner(ours.next, ours.deadline)
    }

    /// What is to be told next.
    pub(in crate::session) fn next_notice(&mut self) -> Option<SessionNotice> {
        let ours = self.ours.as_ref()?;
        std::mem::take(&mut self.given_up).then_some(SessionNotice::HandshakeGivenUp {
            begin: ours.begin,
            until: ours.until,
        })
    }

    /// How many messages are held.
    pub(in crate::session) fn held(&self) -> usize {
        self.ours.as_ref().map_or(0, |ours| ours.held.len())
    }

    /// Whether a message of this side waits for the acknowledgement; an error if it is refused.
    pub(in crate::session) fn holds(&self, row: usize) -> Result<bool, SendError> {
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
    pub(in crate::session) fn begins(&self, row: usize) -> bool {
        self.ours.as_ref().is_some_and(|ours| ours.begins(row))
    }

    /// Whether a message of this side says that its document is new.
    pub(in crate::session) fn renews(&self, row: usize) -> bool {
        self.theirs
            .is_some_and(|rule| rule.again.map(usize::from) == Some(row))
    }

    /// Whether a message of this side is in turn because it is part of a handshake, which may repeat.
    pub(in crate::session) fn is_routine(&self, row: usize) -> bool {
        self.repeats(row) || self.renews(row)
    }

    /// Records a message of this side, which may say that its document is new.
    pub(in crate::session) fn sent(&mut self, row: usize, renews: bool) -> TransitionMode {
        let repeated = self.repeats(row);
        if renews {
            (self.greeted, self.answered) = (false, false);
        }
        self.answered |= self.acknowledges(row);
        if let Some(ours) = self.ours.as_mut().filter(|ours| ours.begins(row)) {
            ours.phase = Phase::Waiting;
        }
        if repeated {
            TransitionMode::Repetition
        } else {
            TransitionMode::Nothing
        }
    }

    /// Keeps the message that begins, which is posted until it is acknowledged.
    pub(in crate::session) fn begin(
        &mut self,
        text: String,
        changes: Changes,
        mode: TransitionMode,
        now: Millis,
    ) {
        let Some(ours) = &mut self.ours else { return };
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

    /// Keeps a message or a request until the acknowledgement comes.
    pub(in crate::session) fn hold(&mut self, held: Held) {
        if let Some(ours) = &mut self.ours {
            ours.held.push_back(held);
        }
    }

    /// The message that begins, and its row, if it is to be posted now.
    pub(in crate::session) fn due(&mut self) -> Option<(u16, String)> {
        let ours = self.ours.as_mut()?;
        if !std::mem::take(&mut ours.due) {
            return None;
        }
        Some((ours.rule.row, ours.begun.as_ref()?.text.clone()))
    }

    /// Whether a conversation begins with a message of the other side: its own beginning, the sign that
    /// its document is new, or that it is ready for this side's beginning.
    pub(in crate::session) fn starts(&self, row: usize) -> bool {
        let ends = |ours: &Ours| ours.ends(row);
        self.is_greeting(row) || self.is_renewal(row) || self.ours.as_ref().is_some_and(ends)
    }

    /// Whether a message shows that the other side's document is new.
    pub(in crate::session) fn is_renewal(&self, row: usize) -> bool {
        let again = |ours: &Ours| ours.rule.again.map(usize::from) == Some(row);
        self.ours.as_ref().is_some_and(again)
    }

    /// How the machines are to take a message of the other side.
    pub(in crate::session) fn mode_of_received(&self, row: usize) -> TransitionMode {
        if self.is_repeated(row) {
            TransitionMode::Repetition
        } else if self.is_stray(row) {
            TransitionMode::Stray
        } else {
            TransitionMode::FromTheirs
        }
    }

    /// Records a message of the other side. Gives what waited for it.
    pub(in crate::session) fn received(
        &mut self,
        row: usize,
        new_document: bool,
        new_origin: bool,
    ) -> VecDeque<Held> {
        self.greeted |= self.is_greeting(row);
        match &mut self.ours {
            Some(ours)
                if !new_document
                    && ours.ends(row)
                    // Another origin hasn't got what this side began with: it acknowledges nothing yet.
                    && !(new_origin && ours.phase == Phase::Waiting) =>
            {
                ours.finish()
            }
            _ => VecDeque::new(),
        }
    }

    /// The other side's document is another one. Shows what moves the machines again.
    pub(in crate::session) fn begin_anew(&mut self, now: Millis, mut repeat: impl FnMut(&Changes)) {
        (self.greeted, self.answered) = (false, false);
        let Some(ours) = &mut self.ours else { return };
        ours.restart(now);
        let begun = ours.begun.iter().map(|begun| &begun.changes);
        for changes in begun.chain(ours.held.iter().map(|held| &held.changes)) {
            repeat(changes);
        }
    }

    /// The acknowledgement didn't come in time. Gives what waited for it, and why it isn't sent.
    pub(in crate::session) fn give_up(&mut self) -> Option<(VecDeque<Held>, SendError)> {
        let ours = self.ours.as_mut()?;
        self.given_up = true;
        Some((ours.give_up(), ours.comes_first()))
    }

    /// What is held is given up.
    pub(in crate::session) fn drop_held(&mut self) {
        if let Some(ours) = &mut self.ours {
            ours.held.clear();
        }
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

    fn ends(&self, row: usize) -> bool {
        usize::from(self.rule.until) == row
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
