//! From a number to text.

use core::cmp::Ordering;

use super::whole::Whole;
use super::{LEAST, PRECISION};

/// Writes a finite number with as many digits as it takes to read the same one, as JavaScript does,
/// save that a whole one ends in `.0`.
pub(in crate::json) fn write(value: f64, out: &mut String) {
    if value.is_sign_negative() {
        out.push('-');
    }
    let bits = value.to_bits() & (u64::MAX >> 1);
    if bits == 0 {
        return out.push_str("0.0");
    }
    let mut digits = [b'0'; 17];
    let (count, point) = shortest(bits, &mut digits);
    let digits = core::str::from_utf8(digits.get(..count).unwrap_or_default()).unwrap_or_default();
    let distance = usize::try_from(point.unsigned_abs()).unwrap_or_default();
    match point {
        // Beyond these JavaScript writes an exponent.
        22.. => write_with_exponent(digits, "e+", distance - 1, out),
        1.. => {
            let (whole, fraction) = digits.split_at_checked(distance).unwrap_or((digits, ""));
            out.push_str(whole);
            zeros(distance.saturating_sub(count), out);
            out.push('.');
            out.push_str(if fraction.is_empty() { "0" } else { fraction });
        }
        -5.. => {
            out.push_str("0.");
            zeros(distance, out);
            out.push_str(digits);
        }
        _ => write_with_exponent(digits, "e-", distance + 1, out),
    }
}

fn write_with_exponent(digits: &str, sign: &str, exponent: usize, out: &mut String) {
    let mut chars = digits.chars();
    out.extend(chars.next());
    if !chars.as_str().is_empty() {
        out.push('.');
        out.push_str(chars.as_str());
    }
    out.push_str(sign);
    // Three digits at most.
    for unit in [100, 10, 1] {
        if exponent >= unit {
            let digit = u8::try_from(exponent / unit % 10).unwrap_or_default();
            out.push(char::from(b'0' + digit));
        }
    }
}

fn zeros(count: usize, out: &mut String) {
    out.extend(core::iter::repeat_n('0', count));
}

/// The fewest digits that only this number is nearest to, and where the point stands among them: how
/// many of them, and of zeros behind them, are whole. After Steele and White.
fn shortest(bits: u64, digits: &mut [u8; 17]) -> (usize, i64) {
    let hidden = 1 << (PRECISION - 1);
    let biased = (bits >> (PRECISION - 1)).cast_signed();
    let fraction = bits & (hidden - 1);
    let (first, power) = match biased {
        0 => (fraction, LEAST),
        _ => (fraction | hidden, biased - 1 + LEAST),
    };
    // The number below is only half as far where the exponent changes.
    let uneven = fraction == 0 && biased > 1;
    let even = first % 2 == 0;
    let units = 1 + u64::from(uneven);
    // Value and half the way to the numbers above and below, as fractions of `one`.
    let up = power.max(0).unsigned_abs();
    let down = power.min(0).unsigned_abs();
    let mut value = Whole::of(first).shifted(up + units);
    let mut above = Whole::one().shifted(up + units - 1);
    let mut below = Whole::one().shifted(up);
    let mut one = Whole::one().shifted(down + units);

    // Brings the value between a tenth and one.
    let mut point = 0;
    while reaches(&value, &above, &one, even) {
        one.times_and(10, 0);
        point += 1;
    }
    loop {
        let mut ten = [value.clone(), above.clone(), below.clone()];
        for whole in &mut ten {
            whole.times_and(10, 0);
        }
        let [more, more_above, more_below] = ten;
        if reaches(&more, &more_above, &one, even) {
            break;
        }
        (value, above, below) = (more, more_above, more_below);
        point -= 1;
    }
    let mut count = 0;
    for digit in digits.iter_mut() {
        for whole in [&mut value, &mut above, &mut below] {
            whole.times_and(10, 0);
        }
        while value.compare(&one) != Ordering::Less {
            value.subtract(&one);
            *digit += 1;
        }
        count += 1;
        let low = value.compare(&below);
        let low = low == Ordering::Less || (even && low == Ordering::Equal);
        let high = reaches(&value, &above, &one, even);
        if low || high {
            // If either way leads to this number, to the nearer digit, and between two to the even one.
            value.times_and(2, 0);
            let up = match value.compare(&one) {
                Ordering::Greater => true,
                Ordering::Equal => *digit % 2 == 1,
                Ordering::Less => false,
            };
            *digit += u8::from(high && (!low || up));
            break;
        }
    }
    (count, point)
}

/// Whether a value and the way above it reach one.
fn reaches(value: &Whole, above: &Whole, one: &Whole, even: bool) -> bool {
    let mut sum = value.clone();
    sum.add(above);
    match sum.compare(one) {
        Ordering::Greater => true,
        Ordering::Equal => even,
        Ordering::Less => false,
    }
}
