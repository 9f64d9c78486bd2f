//! A wire in one direction.

use crate::chance::Chance;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Ordered,
    Lossy,
    Duplicating,
    Reordering,
}

impl Kind {
    pub const ALL: [Self; 4] = [
        Self::Ordered,
        Self::Lossy,
        Self::Duplicating,
        Self::Reordering,
    ];

    /// Whether what arrives comes in order, and once.
    pub const fn keeps_order(self) -> bool {
        matches!(self, Self::Ordered | Self::Lossy)
    }
}

/// What is under way.
pub struct Wire<T> {
    kind: Kind,
    under_way: Vec<(u64, T)>,
    last: u64,
}

impl<T: Clone> Wire<T> {
    pub const fn new(kind: Kind) -> Self {
        Self {
            kind,
            under_way: Vec::new(),
            last: 0,
        }
    }

    pub fn put(&mut self, what: T, now: u64, chance: &mut Chance) {
        let mut at = now + chance.between((1, 3));
        match self.kind {
            Kind::Lossy if chance.one_in(8) => return,
            Kind::Reordering => at += chance.between((0, 40)),
            _ => at = at.max(self.last),
        }
        self.last = at;
        if self.kind == Kind::Duplicating && chance.one_in(4) {
            self.under_way.push((at, what.clone()));
        }
        self.under_way.push((at, what));
    }

    /// What has arrived, in the order in which it does.
    pub fn arrived(&mut self, now: u64) -> Vec<T> {
        self.under_way.sort_by_key(|(at, _)| *at);
        let later = self.under_way.iter().position(|(at, _)| *at > now);
        let later = later.unwrap_or(self.under_way.len());
        self.under_way
            .drain(..later)
            .map(|(_, what)| what)
            .collect()
    }

    /// An end is gone, and what was under way with it.
    pub fn cut(&mut self) {
        self.under_way.clear();
    }
}
