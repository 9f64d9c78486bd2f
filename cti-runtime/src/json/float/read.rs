//! From text to a number.

use core::cmp::Ordering;

use super::whole::Whole;
use super::{LEAST, MOST, PRECISION};

/// Powers of ten that an `f64` holds exactly.
const TENS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
];

/// No more digits than these can matter, other than by not being all zero.
const DIGITS: usize = 800;

/// The number nearest to what a text says, which keeps to JSON's grammar; `None` if that is too large.
pub(in crate::json) fn parse(text: &str) -> Option<f64> {
    let decimal = Decimal::of(text);
    let value = decimal.exactly().or_else(|| decimal.nearest())?;
    Some(if text.starts_with('-') { -value } else { value })
}

/// A decimal number, without its sign.
struct Decimal<'a> {
    text: &'a str,
    /// The first digits that count, as far as a word holds them.
    first: u64,
    /// How many digits count, from the first that isn't zero.
    count: usize,
    /// The power of ten behind the last digit.
    exponent: i64,
}

impl<'a> Decimal<'a> {
    fn of(text: &'a str) -> Self {
        let mut decimal = Self {
            text,
            first: 0,
            count: 0,
            exponent: 0,
        };
        let mut fraction = 0;
        for (index, byte) in text.bytes().enumerate() {
            match byte {
                b'0'..=b'9' => {
                    decimal.exponent -= fraction;
                    decimal.count += usize::from(decimal.count > 0 || byte > b'0');
                    if decimal.count <= 19 {
                        decimal.first = decimal.first * 10 + u64::from(byte - b'0');
                    }
                }
                b'.' => fraction = 1,
                b'e' | b'E' => {
                    decimal.text = text.get(..index).unwrap_or_default();
                    decimal.exponent += exponent(text.get(index + 1..).unwrap_or_default());
                    break;
                }
                _ => {}
            }
        }
        decimal
    }

    /// The digits that count.
    fn digits(&self) -> impl Iterator<Item = u8> + use<'a> {
        let digits = self.text.bytes().filter(u8::is_ascii_digit);
        digits
            .map(|digit| digit - b'0')
            .skip_while(|digit| *digit == 0)
    }

    /// The value, if two steps give it without rounding more than once.
    fn exactly(&self) -> Option<f64> {
        if self.count == 0 {
            return Some(0.0);
        }
        if self.count > 19 || self.first >= 1 << PRECISION {
            return None;
        }
        let power = TENS.get(usize::try_from(self.exponent.unsigned_abs()).ok()?)?;
        #[expect(clippy::cast_precision_loss, reason = "has no more bits than it holds")]
        let first = self.first as f64;
        Some(if self.exponent < 0 {
            first / power
        } else {
            first * power
        })
    }

    /// The value by division. `None` if it is too large.
    fn nearest(&self) -> Option<f64> {
        let magnitude = self
            .exponent
            .saturating_add(i64::try_from(self.count).ok()?);
        if magnitude > 310 {
            return None;
        }
        if magnitude < -326 {
            return Some(0.0);
        }
        let mut above = Whole::default();
        let mut exponent = self.exponent;
        for digit in self.digits().take(DIGITS) {
            above.times_and(10, digit.into());
        }
        if self.count > DIGITS {
            // What is left only tips what stands exactly between two.
            let tips = self.digits().skip(DIGITS).any(|digit| digit != 0);
            exponent += i64::try_from(self.count - DIGITS).ok()? - 1;
            above.times_and(10, tips.into());
        }
        let mut below = Whole::one();
        let scaled = if exponent < 0 { &mut below } else { &mut above };
        let mut tens = exponent.unsigned_abs();
        while tens >= 9 {
            scaled.times_and(1_000_000_000, 0);
            tens -= 9;
        }
        for _ in 0..tens {
            scaled.times_and(10, 0);
        }
        quotient(above, below)
    }
}

/// What an exponent says. One that is out of all bounds stays so.
fn exponent(text: &str) -> i64 {
    let mut exponent = 0_i64;
    for digit in text.bytes().filter(u8::is_ascii_digit) {
        exponent = (exponent * 10 + i64::from(digit - b'0')).min(i64::MAX / 40);
    }
    if text.starts_with('-') {
        -exponent
    } else {
        exponent
    }
}

/// The nearest `f64` to a quotient, ties to even.
fn quotient(mut above: Whole, mut below: Whole) -> Option<f64> {
    let mut power = (above.bits() - below.bits() - PRECISION).max(LEAST);
    let shifted = if power < 0 { &mut above } else { &mut below };
    shifted.shift_left(power.unsigned_abs());

    // One bit more than it holds, at most.
    below.shift_left(PRECISION.unsigned_abs() + 1);
    let mut bits = 0_u64;
    for _ in 0..PRECISION + 2 {
        bits <<= 1;
        if above.compare(&below) != Ordering::Less {
            above.subtract(&below);
            bits |= 1;
        }
        above.shift_left(1);
    }
    // What is left stands in units of half a bit, since it was shifted once more.
    let mut rest = above.compare(&below);
    if bits >> PRECISION != 0 {
        let half = bits & 1 == 1;
        rest = match (half, above.is_zero()) {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Greater,
            (false, _) => Ordering::Less,
        };
        bits >>= 1;
        power += 1;
    }
    if rest == Ordering::Greater || (rest == Ordering::Equal && bits & 1 == 1) {
        bits += 1;
    }
    if bits >> PRECISION != 0 {
        bits >>= 1;
        power += 1;
    }
    if power > MOST {
        return None;
    }
    let hidden = 1 << (PRECISION - 1);
    if bits < hidden {
        // Only the smallest numbers have no leading bit.
        return Some(f64::from_bits(bits));
    }
    let biased = u64::try_from(power - LEAST + 1).ok()?;
    Some(f64::from_bits(
        biased << (PRECISION - 1) | (bits & (hidden - 1)),
    ))
}
