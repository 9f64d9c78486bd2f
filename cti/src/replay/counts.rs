//! The messages of a recording, counted by what happened to them.

use cti_runtime::tools::{Report, Verdict};
use cti_runtime::{Gate, Turn};

use crate::recording::Side;

/// Messages, counted. Each is either accepted, unknown, drifted or refused.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counts {
    /// What the page received.
    pub received: u64,
    /// What the page sent.
    pub sent: u64,
    /// Messages of the declaration, and answers of calls.
    pub accepted: u64,
    /// Messages that the declaration doesn't list.
    pub unknown: u64,
    /// Messages whose body isn't what the declaration says.
    pub drifted: u64,
    /// Messages that came out of turn, drifted ones included.
    pub out_of_turn: u64,
    /// What the simulated phone or the demo application posted.
    pub posted: u64,
    refused: [u64; Gate::ALL.len()],
}

impl Counts {
    /// Counts a message.
    pub(super) fn count(&mut self, side: Side, report: &Report) {
        match side {
            Side::Vendor => self.received += 1,
            Side::App => self.sent += 1,
        }
        match &report.verdict {
            Verdict::Accepted | Verdict::Answered => self.accepted += 1,
            Verdict::Unknown => self.unknown += 1,
            Verdict::Drifted { .. } => self.drifted += 1,
            Verdict::Refused(refusal) => {
                for (count, gate) in self.refused.iter_mut().zip(Gate::ALL) {
                    *count += u64::from(gate == refusal.gate());
                }
            }
        }
        let out_of_turn = report
            .order
            .is_some_and(|order| order.turn() == Turn::OutOfTurn);
        self.out_of_turn += u64::from(out_of_turn);
    }

    /// Adds other counts.
    pub fn add(&mut self, other: &Self) {
        self.received += other.received;
        self.sent += other.sent;
        self.accepted += other.accepted;
        self.unknown += other.unknown;
        self.drifted += other.drifted;
        self.out_of_turn += other.out_of_turn;
        self.posted += other.posted;
        for (count, more) in self.refused.iter_mut().zip(other.refused) {
            *count += more;
        }
    }

    /// All messages.
    pub const fn messages(&self) -> u64 {
        self.received + self.sent
    }

    /// The gates, and how many messages each turned away.
    pub fn gates(&self) -> impl Iterator<Item = (Gate, u64)> {
        Gate::ALL.into_iter().zip(self.refused)
    }

    /// Messages that were turned away at any gate.
    pub fn refused(&self) -> u64 {
        self.refused.iter().sum()
    }

    /// Messages that were the protocol's.
    pub const fn looked_at(&self) -> u64 {
        self.accepted + self.unknown + self.drifted
    }

    /// How many messages each gate turned away, in words: nothing if none did.
    pub fn refusals(&self) -> String {
        let gates = self.gates().filter(|(_, count)| *count > 0);
        let gates = gates.map(|(gate, count)| format!("{count} at the gate `{}`", gate.name()));
        gates.collect::<Vec<_>>().join(", ")
    }

    /// How many messages weren't as the declaration says, and in which way. What other windows and
    /// origins post, and what isn't of the protocol, is noise that every page has.
    pub fn findings(&self) -> impl Iterator<Item = (u64, &'static str)> {
        let turned_away = |wanted: Gate| {
            self.gates()
                .filter(|(gate, _)| *gate == wanted)
                .map(|(_, count)| count)
                .sum()
        };
        let findings = [
            (self.unknown, "unknown"),
            (self.drifted, "drifted"),
            (self.out_of_turn, "out of turn"),
            (turned_away(Gate::Malformed), "malformed"),
            (turned_away(Gate::Size), "too large"),
        ];
        findings.into_iter().filter(|(count, _)| *count > 0)
    }
}
