//! Choices by a seed.

pub struct Chance(u64);

impl Chance {
    pub const fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number from the least to the most.
    pub fn between(&mut self, (least, most): (u64, u64)) -> u64 {
        least + (self.next() >> 11) % (most - least + 1)
    }

    /// True about once in so many times.
    pub fn one_in(&mut self, times: u64) -> bool {
        self.between((1, times)) == 1
    }
}
