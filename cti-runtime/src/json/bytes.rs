//! Comparing and searching bytes, a word at a time.

/// Whether two byte strings are the same. Keys are short: words that overlap are faster than a call,
/// which is smaller.
#[cfg_attr(not(target_family = "wasm"), inline)]
#[cfg_attr(target_family = "wasm", inline(never))]
pub(crate) fn same(left: &[u8], right: &[u8]) -> bool {
    fn words<const N: usize>(left: &[u8], right: &[u8]) -> bool {
        left.first_chunk::<N>() == right.first_chunk::<N>()
            && left.last_chunk::<N>() == right.last_chunk::<N>()
    }
    if cfg!(target_family = "wasm") {
        return left == right;
    }
    left.len() == right.len()
        && match left.len() {
            0..4 => left.iter().eq(right),
            4..8 => words::<4>(left, right),
            8..=16 => words::<8>(left, right),
            _ => left == right,
        }
}

/// Index of the first byte from `from` on that a string may not hold as it is: a quote, a
/// backslash, a control character. The length if there is none.
///
/// Eight bytes at a time: a byte minus its bound borrows into its own top bit if it is smaller.
/// Borrows run upwards only, so the lowest bit found is exact.
#[inline]
pub(crate) fn plain_end(bytes: &[u8], from: usize) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const TOPS: u64 = ONES << 7;
    const QUOTES: u64 = ONES * 0x22;
    const BACKSLASHES: u64 = ONES * 0x5C;
    let mut at = from;
    while let Some(eight) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        let word = u64::from_le_bytes(*eight);
        let quote = word ^ QUOTES;
        let backslash = word ^ BACKSLASHES;
        let control = word.wrapping_sub(ONES * 0x20) & !word;
        let quote = quote.wrapping_sub(ONES) & !quote;
        let backslash = backslash.wrapping_sub(ONES) & !backslash;
        let found = (control | quote | backslash) & TOPS;
        if found != 0 {
            return at + (found.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    while let Some(&byte) = bytes.get(at) {
        if byte < 0x20 || byte == b'"' || byte == b'\\' {
            break;
        }
        at += 1;
    }
    at
}
