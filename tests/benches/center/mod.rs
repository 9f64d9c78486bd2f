//! A model of a call centre: sessions of nine shipped protocols, and their mail, some of it hostile.
//!
//! The model knows what is to become of every message and in whose session, and counts along: the
//! sessions' own counters have to say the same in the end.

mod agents;
mod kind;
mod mail;
mod random;
mod scripts;

use cti_runtime::{Counters, Gate, Millis};

use agents::Agent;
use mail::{Letter, Mailbox};
use random::Random;

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It was accepted; whose it says it is, if it says so.
    Accepted(Option<u32>),
    Unknown,
    Drifted,
    Refused(Gate),
}

/// How many messages became what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub accepted: u64,
    pub unknown: u64,
    pub drifted: u64,
    /// By gate.
    pub refused: [u64; Gate::ALL.len()],
}

impl Tally {
    fn count(&mut self, verdict: Verdict) {
        match verdict {
            Verdict::Accepted(_) => self.accepted += 1,
            Verdict::Unknown => self.unknown += 1,
            Verdict::Drifted => self.drifted += 1,
            Verdict::Refused(gate) => self.refused[gate as usize] += 1,
        }
    }

    pub fn add(&mut self, other: &Self) {
        self.accepted += other.accepted;
        self.unknown += other.unknown;
        self.drifted += other.drifted;
        for (sum, one) in self.refused.iter_mut().zip(other.refused) {
            *sum += one;
        }
    }

    /// All messages.
    pub fn total(&self) -> u64 {
        self.accepted + self.unknown + self.drifted + self.refused.iter().sum::<u64>()
    }
}

impl From<Counters> for Tally {
    fn from(counters: Counters) -> Self {
        Self {
            // A session counts what is unknown as accepted, too.
            accepted: counters.accepted - counters.unknown,
            unknown: counters.unknown,
            drifted: counters.drifted,
            refused: Gate::ALL.map(|gate| counters.refused(gate)),
        }
    }
}

/// Some desks, with an agent at each.
pub struct Center {
    desks: Vec<Desk>,
    random: Random,
    now: Millis,
}

struct Desk {
    number: u32,
    agent: Box<dyn Agent>,
    mailbox: Mailbox,
    expected: Tally,
}

/// A message that became something else than expected.
#[derive(Debug)]
#[expect(dead_code, reason = "shown")]
pub struct Surprise {
    desk: u32,
    expected: Verdict,
    got: Verdict,
}

/// Mail that has come in, with the index of the desk it is for.
pub struct Mail(Vec<(usize, Letter)>);

impl Center {
    /// Desks with numbers from `first` on, the protocols in turn.
    pub fn open(first: u32, count: u32) -> Self {
        let desk = |number| Desk {
            number,
            agent: agents::agent(number),
            mailbox: Mailbox::new(number),
            expected: Tally::default(),
        };
        Self {
            desks: (first..first + count).map(desk).collect(),
            random: Random(u64::from(first) + 1),
            now: Millis(0),
        }
    }

    /// One message for each desk, in no particular order.
    pub fn mail(&mut self) -> Mail {
        let mut mail: Vec<(usize, Letter)> = self
            .desks
            .iter_mut()
            .map(|desk| desk.mailbox.next(&mut self.random))
            .enumerate()
            .collect();
        for at in (1..mail.len()).rev() {
            mail.swap(at, self.random.below(at + 1));
        }
        for (desk, letter) in &mail {
            self.desks[*desk].expected.count(letter.expected);
        }
        Mail(mail)
    }

    /// Hands the mail to its agents.
    ///
    /// # Errors
    /// The first message that became something else than expected.
    pub fn deliver(&mut self, mail: &Mail) -> Result<(), Surprise> {
        self.now = self.now.plus(Millis(250));
        for (desk, letter) in &mail.0 {
            let desk = &mut self.desks[*desk];
            let got = desk.agent.take(letter, self.now);
            if got != letter.expected {
                return Err(Surprise {
                    desk: desk.number,
                    expected: letter.expected,
                    got,
                });
            }
        }
        Ok(())
    }

    /// What the desks expected in all.
    ///
    /// # Panics
    /// If the counters of a session say something else, or it found a message out of turn.
    pub fn audit(&self) -> Tally {
        let mut sum = Tally::default();
        for desk in &self.desks {
            let counters = desk.agent.counters();
            let number = desk.number;
            assert_eq!(Tally::from(counters), desk.expected, "desk {number}");
            assert_eq!(counters.out_of_turn, 0, "desk {number}");
            sum.add(&desk.expected);
        }
        sum
    }
}
