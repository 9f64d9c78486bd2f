//! Answers by name that may still come to requests that were given up.
//!
//! An answer by name says nothing of the request that it answers. What is known of the other side is
//! that it answers in the order in which it was asked, so of the next answers as many are late as
//! requests were given up. One that is never sent leaves the count too high, which costs later
//! requests their answers and never gives them a wrong one.

use super::waiting::By;

/// What is owed, for each name of an answer.
#[derive(Default)]
pub(super) struct Owed(Vec<Name>);

/// What is owed under the name of an answer, or under several where one of them answers a request.
#[derive(Default)]
struct Name {
    ok: Vec<u16>,
    answers: u64,
    /// The requests that were given up since none was owed: their rows, and what each may fail with.
    /// Not more than there are rows.
    asked: Vec<(u16, &'static [u16])>,
}

impl Name {
    /// Takes over what is owed under other names.
    fn take(&mut self, other: &mut Self) {
        self.answers = self.answers.saturating_add(other.answers);
        for row in other.ok.drain(..) {
            if !self.ok.contains(&row) {
                self.ok.push(row);
            }
        }
        for asked in other.asked.drain(..) {
            if !self.asked.contains(&asked) {
                self.asked.push(asked);
            }
        }
    }

    fn may_be(&self, row: u16) -> bool {
        self.ok.contains(&row) || self.may_fail_with(row)
    }

    fn may_fail_with(&self, row: u16) -> bool {
        self.asked.iter().any(|(_, error)| error.contains(&row))
    }
}

impl Owed {
    /// A request of this row was given up after it had been posted.
    pub(super) fn owe(&mut self, row: u16, by: By) {
        let By::Name { ok, error } = by else {
            return;
        };
        if ok.is_empty() {
            return;
        }
        let mut owed = Name {
            ok: ok.to_vec(),
            answers: 1,
            asked: vec![(row, error)],
        };
        // An answer that requests of several names share may be that of any of them.
        self.0.retain_mut(|name| {
            let apart = !name.ok.iter().any(|row| owed.ok.contains(row));
            if !apart {
                owed.take(name);
            }
            apart
        });
        self.0.push(owed);
    }

    /// Whether a message of this row may be a late answer or failure.
    pub(super) fn may_be(&self, row: u16) -> bool {
        self.0.iter().any(|name| name.may_be(row))
    }

    /// Whether a message of this row may be the late failure of a request.
    pub(super) fn may_fail_with(&self, row: u16) -> bool {
        self.0.iter().any(|name| name.may_fail_with(row))
    }

    /// Whether a message of this row can only be late if it answers a request of that one.
    pub(super) fn is_of_one(&self, row: u16, asked: u16) -> bool {
        let mut names = self.0.iter().filter(|name| name.may_be(row));
        names.all(|name| name.asked.iter().all(|(row, _)| *row == asked))
    }

    /// A late answer came.
    pub(super) fn came(&mut self, row: u16) {
        for name in &mut self.0 {
            if name.ok.contains(&row) {
                name.answers = name.answers.saturating_sub(1);
            }
        }
        self.0.retain(|name| name.answers > 0);
    }

    /// How many answers are owed.
    pub(super) fn answers(&self) -> u64 {
        let sum = |sum: u64, name: &Name| sum.saturating_add(name.answers);
        self.0.iter().fold(0, sum)
    }

    /// Nothing is owed: who owed it is gone, or the application takes the risk.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }
}
