//! Replies by name, the slow way: a list of everything that was ever asked.

use cti_runtime::session::ReplyNote;

/// What was asked, and what became of it.
#[derive(Clone, Debug)]
pub struct Ask {
    /// What is posted.
    pub tag: &'static str,
    ok: &'static str,
    error: Option<&'static str>,
    allowance: u64,
    /// What became of it.
    pub phase: Phase,
    /// Whether somebody has a ticket for it.
    pub wanted: bool,
}

/// What became of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Another of the same name goes first.
    Queued,
    /// It was posted, and waits until then.
    InFlight(u64),
    /// This is the answer; `None` if it had drifted.
    Settled(&'static str, Option<u64>),
    /// The deadline passed.
    Missed,
    /// The other side was reloaded.
    Reloaded,
    /// The session keeps nothing of it any more.
    Gone,
}

/// All calls of a session.
#[derive(Clone, Debug, Default)]
pub struct Replies {
    /// In the order in which they were made.
    pub asked: Vec<Ask>,
    /// Answers that may come late: name, error, until when.
    owed: Vec<(&'static str, Option<&'static str>, u64)>,
    now: u64,
}

impl Replies {
    /// Calls that wait.
    pub fn waiting(&self) -> usize {
        self.asked.iter().filter(|ask| ask.waits()).count()
    }

    /// When the next deadline is.
    pub fn deadline(&self) -> Option<u64> {
        let deadlines = self.asked.iter().filter_map(|ask| match ask.phase {
            Phase::InFlight(until) => Some(until),
            _ => None,
        });
        deadlines.min()
    }

    fn busy(&self, ok: &str) -> bool {
        self.asked
            .iter()
            .any(|ask| ask.ok == ok && matches!(ask.phase, Phase::InFlight(_)))
    }

    /// Makes a call, if not too many are kept. Says whether, and whether it is posted at once.
    pub fn ask(
        &mut self,
        tag: &'static str,
        (ok, error): (&'static str, Option<&'static str>),
        allowance: u64,
        limit: usize,
    ) -> Option<bool> {
        let kept = |asked: &[Ask]| asked.iter().filter(|ask| ask.phase != Phase::Gone).count();
        if kept(&self.asked) >= limit {
            for ask in &mut self.asked {
                if !ask.waits() && !ask.wanted {
                    ask.phase = Phase::Gone;
                }
            }
        }
        while kept(&self.asked) >= limit {
            let oldest = self
                .asked
                .iter_mut()
                .find(|ask| !ask.waits() && ask.phase != Phase::Gone)?;
            oldest.phase = Phase::Gone;
        }
        let free = !self.busy(ok);
        let until = self.now.saturating_add(allowance);
        self.asked.push(Ask {
            tag,
            ok,
            error,
            allowance,
            phase: if free {
                Phase::InFlight(until)
            } else {
                Phase::Queued
            },
            wanted: true,
        });
        Some(free)
    }

    /// Time passes; gives what is posted now.
    pub fn pass(&mut self, now: u64) -> Vec<&'static str> {
        self.now = self.now.max(now);
        let now = self.now;
        self.owed.retain(|(_, _, until)| *until > now);
        for ask in &mut self.asked {
            if matches!(ask.phase, Phase::InFlight(until) if until <= now) {
                ask.phase = Phase::Missed;
                self.owed
                    .push((ask.ok, ask.error, now.saturating_add(ask.allowance)));
            }
            // Nobody wants to know.
            if !ask.wanted && !ask.waits() {
                ask.phase = Phase::Gone;
            }
        }
        self.release()
    }

    fn release(&mut self) -> Vec<&'static str> {
        let mut posted = Vec::new();
        for at in 0..self.asked.len() {
            if self.asked[at].phase == Phase::Queued && !self.busy(self.asked[at].ok) {
                let ask = &mut self.asked[at];
                ask.phase = Phase::InFlight(self.now.saturating_add(ask.allowance));
                posted.push(ask.tag);
            }
        }
        posted
    }

    /// A message came that is the answer, or the failure, of some calls.
    pub fn answer(
        &mut self,
        tag: &'static str,
        is_error: bool,
        value: Option<u64>,
    ) -> (ReplyNote, Vec<&'static str>) {
        let late = self.owed.iter().position(|(ok, error, _)| match is_error {
            true => *error == Some(tag),
            false => *ok == tag,
        });
        if let Some(late) = late {
            if !is_error {
                self.owed.remove(late);
            }
            return (ReplyNote::Ambiguous, Vec::new());
        }
        let flying: Vec<usize> = (0..self.asked.len())
            .filter(|at| {
                let ask = &self.asked[*at];
                matches!(ask.phase, Phase::InFlight(_))
                    && if is_error {
                        ask.error == Some(tag)
                    } else {
                        ask.ok == tag
                    }
            })
            .collect();
        match (flying.as_slice(), is_error) {
            ([], true) => (ReplyNote::None, Vec::new()),
            ([], false) => (ReplyNote::Unasked, Vec::new()),
            ([only], _) => {
                self.asked[*only].phase = Phase::Settled(tag, value);
                (ReplyNote::Settled, self.release())
            }
            (several, true) => {
                let waiting = u16::try_from(several.len()).expect("few calls");
                (ReplyNote::Shared { waiting }, Vec::new())
            }
            (_, false) => unreachable!("one call per name is in flight"),
        }
    }

    /// The other side was reloaded.
    pub fn reload(&mut self) {
        self.owed.clear();
        for ask in &mut self.asked {
            if ask.waits() {
                ask.phase = Phase::Reloaded;
            }
        }
    }
}

impl Ask {
    /// Whether it still waits for its answer.
    pub fn waits(&self) -> bool {
        matches!(self.phase, Phase::Queued | Phase::InFlight(_))
    }
}
