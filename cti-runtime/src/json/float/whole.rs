//! Whole numbers of any size.

use core::cmp::Ordering;

/// A whole number of any size, the lowest word first, without zero words on top.
#[derive(Clone, Default)]
pub(super) struct Whole(Vec<u32>);

impl Whole {
    pub(super) fn one() -> Self {
        Self(vec![1])
    }

    #[expect(clippy::cast_possible_truncation, reason = "split into two words")]
    pub(super) fn of(word: u64) -> Self {
        let mut whole = Self::default();
        whole.times_and(0, (word >> 32) as u32);
        whole.shift_left(32);
        whole.add(&Self(vec![word as u32]));
        whole
    }

    pub(super) fn shifted(mut self, bits: u64) -> Self {
        self.shift_left(bits);
        self
    }

    pub(super) fn add(&mut self, other: &Self) {
        let longer = self.0.len().max(other.0.len());
        self.0.resize(longer, 0);
        let mut carry = false;
        let others = other.0.iter().copied().chain(core::iter::repeat(0));
        for (word, other) in self.0.iter_mut().zip(others) {
            let (once, first) = word.overflowing_add(other);
            let (twice, second) = once.overflowing_add(carry.into());
            *word = twice;
            carry = first || second;
        }
        if carry {
            self.0.push(1);
        }
    }

    pub(super) fn is_zero(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn bits(&self) -> i64 {
        let top = self
            .0
            .last()
            .map_or(0, |top| 32 - i64::from(top.leading_zeros()));
        let whole = i64::try_from(self.0.len()).unwrap_or(i64::MAX / 64);
        (whole - 1) * 32 + top
    }

    #[expect(clippy::cast_possible_truncation, reason = "split into two words")]
    pub(super) fn times_and(&mut self, factor: u32, more: u32) {
        let mut carry = u64::from(more);
        for word in &mut self.0 {
            let product = u64::from(*word) * u64::from(factor) + carry;
            *word = product as u32;
            carry = product >> 32;
        }
        if carry != 0 {
            self.0.push(carry as u32);
        }
    }

    pub(super) fn shift_left(&mut self, bits: u64) {
        if self.is_zero() {
            return;
        }
        self.times_and(1 << (bits % 32), 0);
        let words = usize::try_from(bits / 32).unwrap_or(0);
        self.0.splice(0..0, core::iter::repeat_n(0, words));
    }

    pub(super) fn compare(&self, other: &Self) -> Ordering {
        let lengths = self.0.len().cmp(&other.0.len());
        lengths.then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }

    /// Takes away a number that isn't larger.
    pub(super) fn subtract(&mut self, other: &Self) {
        let mut borrow = false;
        let others = other.0.iter().copied().chain(core::iter::repeat(0));
        for (word, other) in self.0.iter_mut().zip(others) {
            let (once, first) = word.overflowing_sub(other);
            let (twice, second) = once.overflowing_sub(borrow.into());
            *word = twice;
            borrow = first || second;
        }
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }
}
