//! What a session counts, so that nothing is lost without a trace.

use super::order::{Order, Turn};
use super::refusal::Gate;
/// What a session has counted since it began.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counters {
    /// Messages that passed every gate, unknown ones included, drifted ones not.
    pub accepted: u64,
    /// Of these, messages whose tag the declaration doesn't list.
    pub unknown: u64,
    /// Messages whose body wasn't what the declaration says.
    pub drifted: u64,
    /// Messages that came out of turn.
    pub out_of_turn: u64,
    /// Messages that a handler left to its default.
    pub ignored: u64,
    /// Calls that were forgotten because too many were open.
    pub forgotten_calls: u64,
    /// Requests of the other side that were forgotten because too many waited for an answer.
    pub forgotten_requests: u64,
    /// Answers of handlers that could not be sent: they weren't [exact](crate::SendError::Inexact), were
    /// too large, or too much waited to be posted.
    pub unsent_answers: u64,
    /// Requests of the other side that were given up because another one came with the same id before
    /// they were answered.
    pub superseded_requests: u64,
    refused: [u64; Gate::ALL.len()],
}

impl Counters {
    /// Messages that were turned away at this gate.
    pub const fn refused(&self, gate: Gate) -> u64 {
        self.refused[gate as usize]
    }

    /// Messages that were turned away at any gate.
    pub fn refused_in_all(&self) -> u64 {
        self.refused.iter().sum()
    }

    pub(super) fn accept(&mut self, order: &Order) {
        self.accepted += 1;
        self.out_of_turn += u64::from(order.turn() == Turn::OutOfTurn);
    }

    pub(super) const fn accept_unknown(&mut self) {
        self.accepted += 1;
        self.unknown += 1;
    }

    pub(super) const fn answer(&mut self) {
        self.accepted += 1;
    }

    pub(super) fn drift(&mut self, order: &Order) {
        self.drifted += 1;
        self.out_of_turn += u64::from(order.turn() == Turn::OutOfTurn);
    }

    pub(super) const fn refuse(&mut self, gate: Gate) {
        self.refused[gate as usize] += 1;
    }
}
