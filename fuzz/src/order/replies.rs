//! Replies by name, the slow way: a list of everything that was ever asked.

use cti_runtime::session::ReplyNote;

/// What was asked, and what became of it.
#[derive(Clone, Debug)]
pub struct Ask {
    /// What is posted.
    pub tag: &'static str,
    ok: &'static [&'static str],
    error: &'static [&'static str],
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
    /// The deadline passed, and that is the success.
    Silent,
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
    /// Answers that may come late, until the other side is reloaded.
    owed: Vec<Owed>,
    now: u64,
}

/// The answers of one name that are owed to requests which were given up.
#[derive(Clone, Debug)]
struct Owed {
    ok: Vec<&'static str>,
    answers: u64,
    /// What was asked, and what it may have failed with.
    asked: Vec<(&'static str, &'static [&'static str])>,
}

impl Owed {
    fn may_fail_with(&self, tag: &str) -> bool {
        self.asked.iter().any(|(_, error)| error.contains(&tag))
    }

    fn may_be(&self, tag: &str) -> bool {
        self.ok.contains(&tag) || self.may_fail_with(tag)
    }
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

    fn busy(&self, ok: &[&str]) -> bool {
        let shares = |ask: &Ask| ask.ok.iter().any(|tag| ok.contains(tag));
        self.asked
            .iter()
            .any(|ask| shares(ask) && matches!(ask.phase, Phase::InFlight(_)))
    }

    /// Makes a call, if not too many are kept. Says whether, and whether it is posted at once.
    pub fn ask(
        &mut self,
        tag: &'static str,
        (ok, error): (&'static [&'static str], &'static [&'static str]),
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
        for ask in &mut self.asked {
            if matches!(ask.phase, Phase::InFlight(until) if until <= now) {
                if ask.ok.is_empty() {
                    ask.phase = Phase::Silent;
                } else {
                    ask.phase = Phase::Missed;
                    owe(&mut self.owed, ask);
                }
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
        let flying: Vec<usize> = (0..self.asked.len())
            .filter(|at| {
                let ask = &self.asked[*at];
                matches!(ask.phase, Phase::InFlight(_))
                    && (ask.ok.contains(&tag) || ask.error.contains(&tag))
            })
            .collect();
        let fails = flying.iter().any(|at| self.asked[*at].error.contains(&tag));
        let mut late = self.owed.iter().filter(|owed| owed.may_be(tag)).peekable();
        if late.peek().is_some() {
            // Nothing here has fields: an answer to the same question is as good as another.
            let as_good = flying.first().is_some_and(|at| {
                let first = &self.asked[*at];
                first.ok.contains(&tag)
                    && late.all(|owed| owed.asked.iter().all(|(of, _)| *of == first.tag))
            });
            if !as_good {
                if !fails && !self.owed.iter().any(|owed| owed.may_fail_with(tag)) {
                    for owed in self.owed.iter_mut().filter(|owed| owed.ok.contains(&tag)) {
                        owed.answers -= 1;
                    }
                    self.owed.retain(|owed| owed.answers > 0);
                }
                return (ReplyNote::Ambiguous, Vec::new());
            }
        }
        match flying.as_slice() {
            [] if is_error => (ReplyNote::None, Vec::new()),
            [] => (ReplyNote::Unsolicited, Vec::new()),
            [_, _, ..] if fails => {
                let waiting = u16::try_from(flying.len()).expect("few calls");
                (ReplyNote::Shared { waiting }, Vec::new())
            }
            [first, ..] => {
                self.asked[*first].phase = Phase::Settled(tag, value);
                (ReplyNote::Settled, self.release())
            }
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

/// The answer of a request is owed, with all that is owed under one of its names.
fn owe(all: &mut Vec<Owed>, ask: &Ask) {
    let shares = |owed: &Owed| owed.ok.iter().any(|tag| ask.ok.contains(tag));
    let (shared, others) = std::mem::take(all).into_iter().partition(shares);
    *all = others;
    let mut owed = Owed {
        ok: ask.ok.to_vec(),
        answers: 1,
        asked: vec![(ask.tag, ask.error)],
    };
    let shared: Vec<Owed> = shared;
    for other in shared {
        owed.answers += other.answers;
        owed.ok.extend(other.ok);
        owed.asked.extend(other.asked);
    }
    all.push(owed);
}

impl Ask {
    /// Whether it still waits for its answer.
    pub fn waits(&self) -> bool {
        matches!(self.phase, Phase::Queued | Phase::InFlight(_))
    }
}
