//! Choices, made from bytes: a fuzzer's or a random generator's.

/// Bytes to choose by. When they are used up, every choice is the first.
#[derive(Clone, Debug)]
pub struct Entropy<'a> {
    bytes: &'a [u8],
}

impl<'a> Entropy<'a> {
    /// Chooses by these bytes.
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes }
    }

    /// Whether there is nothing left to choose by.
    pub const fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// The next byte.
    pub fn byte(&mut self) -> u8 {
        let Some((&byte, rest)) = self.bytes.split_first() else {
            return 0;
        };
        self.bytes = rest;
        byte
    }

    /// A number below a bound, which isn't 0.
    pub fn below(&mut self, bound: usize) -> usize {
        let high = if bound > 256 { self.byte() } else { 0 };
        (usize::from(high) << 8 | usize::from(self.byte())) % bound
    }

    /// True about once in so many times; false when nothing is left.
    pub fn one_in(&mut self, times: u8) -> bool {
        self.byte() % times == times - 1
    }

    /// One of several.
    pub fn pick<'o, T>(&mut self, of: &'o [T]) -> &'o T {
        let index = self.below(of.len());
        &of[index]
    }

    /// A word.
    pub fn word(&mut self) -> u64 {
        let length = self.byte() % 9;
        (0..length).fold(0, |word, _| word << 8 | u64::from(self.byte()))
    }

    /// So many bytes, or as many as are left.
    pub fn bytes(&mut self, count: usize) -> &'a [u8] {
        let (bytes, rest) = self.bytes.split_at(count.min(self.bytes.len()));
        self.bytes = rest;
        bytes
    }

    /// All that is left.
    pub const fn rest(&mut self) -> &'a [u8] {
        let rest = self.bytes;
        self.bytes = &[];
        rest
    }
}
