//! Both sides of a conversation over wires that lose, repeat and reorder, with reloads and answers that
//! come before and after the deadline: what settles which request.
//!
//! Every request has a key and every answer repeats it, so a ticket that holds another request's answer
//! is seen. Everything is chosen by a seed.

#![allow(clippy::panic, clippy::unwrap_used)]

mod chance;
mod library;
mod phone;
mod windows;
mod wire;

use chance::Chance;
use wire::Kind;

/// How many outcomes there were of each kind.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    /// Requests.
    pub asked: u64,
    /// Settled with the answer to this request, or with one that is as good.
    pub right: u64,
    /// Settled with the answer to another request.
    pub wrong: u64,
    /// Given up, at the deadline or with the document.
    pub given_up: u64,
}

impl Tally {
    /// Each request has one outcome.
    fn adds_up(&self) {
        let outcomes = self.right + self.wrong + self.given_up;
        assert_eq!(self.asked, outcomes, "{self:?}");
    }

    fn add(&mut self, other: &Self) {
        self.asked += other.asked;
        self.right += other.right;
        self.wrong += other.wrong;
        self.given_up += other.given_up;
    }
}

/// How long a request is waited for.
const DEADLINE: u64 = 100;

/// How a phone answers.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// The least and the most time that it takes.
    time: (u64, u64),
    /// Whether some answers are failures.
    fails: bool,
}

impl Pace {
    const fn new(least: u64, most: u64) -> Self {
        Self {
            time: (least, most),
            fails: true,
        }
    }
}

/// Faster than the deadline, slower, and about as fast.
const PACES: [Pace; 4] = [
    Pace::new(1, 5),
    Pace::new(1, 250),
    Pace::new(90, 110),
    Pace::new(150, 600),
];

/// Prompt, and without failures.
const BEST: Pace = Pace {
    fails: false,
    ..PACES[0]
};

const SEEDS: u64 = 3;

/// How requests of each kind fared on wires of one kind.
fn run(kind: Kind, pace: Pace) -> windows::Outcomes {
    let mut sum = windows::Outcomes::default();
    for seed in 1..=SEEDS {
        let outcomes = windows::run(kind, pace, &mut Chance::new(seed));
        for (sum, of) in sum.each_mut().into_iter().zip(&outcomes) {
            of.adds_up();
            sum.add(of);
        }
    }
    sum
}

#[test]
fn no_ticket_holds_the_answer_to_another_request() {
    for kind in Kind::ALL {
        for pace in PACES {
            let [named, plain, paired, asked, asked_back] = run(kind, pace);
            for tally in [paired, asked, asked_back] {
                assert_eq!(tally.wrong, 0, "{kind:?} {pace:?}: {tally:?}");
                assert!(tally.asked > 200, "{tally:?}");
            }
            // By name, as far as a name can tell: in order, and each answer once at the most.
            if kind.keeps_order() {
                assert_eq!(named.wrong, 0, "{kind:?} {pace:?}: {named:?}");
            }
            assert!(
                named.asked > 200 && plain.asked > 100,
                "{named:?} {plain:?}"
            );
        }
    }
}

#[test]
fn where_nothing_is_lost_and_answers_are_prompt_nearly_all_arrive() {
    for tally in run(Kind::Ordered, BEST) {
        // But for those that a reload cut off.
        assert!(tally.right * 10 > tally.asked * 8, "{tally:?}");
    }
}

#[test]
fn requests_without_fields_do_not_starve_after_lost_answers() {
    let [named, plain, ..] = run(Kind::Lossy, BEST);
    assert!(named.right * 2 < named.asked, "{named:?}");
    assert!(plain.right * 10 > plain.asked * 6, "{plain:?}");
    let [_, plain, ..] = run(Kind::Lossy, PACES[2]);
    assert!(plain.right * 2 > plain.asked, "{plain:?}");
}

#[test]
fn callbacks_answer_their_own_call() {
    for kind in Kind::ALL {
        for pace in PACES {
            let mut sum = Tally::default();
            for seed in 1..=SEEDS {
                let tally = library::run(kind, pace, &mut Chance::new(seed));
                tally.adds_up();
                sum.add(&tally);
            }
            assert_eq!(sum.wrong, 0, "{kind:?} {pace:?}: {sum:?}");
            assert!(sum.asked > 200, "{sum:?}");
        }
    }
}
