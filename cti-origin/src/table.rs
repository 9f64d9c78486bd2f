//! The table: entries in order of their bytes, each behind one blank or line break.
//!
//! `uk.co` is a shared suffix, `ck.*` makes one of every name with one label more, `ck.www!` is none
//! although it would be, and `com.amazonaws**` is split into regions.

const TABLE: &[u8] = include_bytes!("shared.txt");

/// Where the first entry begins that isn't less than a key.
pub(crate) const fn lower_bound(key: &[u8]) -> usize {
    let (mut low, mut high) = (0, TABLE.len());
    while low < high {
        let mut start = low + (high - low) / 2;
        while start > low && TABLE[start - 1] > b' ' {
            start -= 1;
        }
        let found = entry(start);
        if less(found, key) {
            low = start + found.len() + 1;
        } else {
            high = start;
        }
    }
    low
}

/// The entry that begins at a place.
pub(crate) const fn entry(at: usize) -> &'static [u8] {
    let (_, rest) = TABLE.split_at(at);
    let mut length = 0;
    while length < rest.len() && rest[length] > b' ' {
        length += 1;
    }
    let (entry, _) = rest.split_at(length);
    entry
}

/// Whether an entry begins at a place, and with a key.
pub(crate) const fn starts(at: usize, key: &[u8]) -> bool {
    at + key.len() <= TABLE.len() && same(TABLE, at, key, 0, key.len())
}

/// Whether so many bytes are the same.
pub(crate) const fn same(a: &[u8], at: usize, b: &[u8], from: usize, count: usize) -> bool {
    let mut i = 0;
    while i < count {
        if a[at + i] != b[from + i] {
            return false;
        }
        i += 1;
    }
    true
}

const fn less(a: &[u8], b: &[u8]) -> bool {
    let mut i = 0;
    while i < a.len() && i < b.len() {
        if a[i] != b[i] {
            return a[i] < b[i];
        }
        i += 1;
    }
    a.len() < b.len()
}
