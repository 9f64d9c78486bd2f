//! Hosts that strangers share: the public suffix list, in functions that also run when constants are
//! evaluated.

use crate::table::{self, lower_bound, starts};

/// Longest host of DNS, and room for what marks an entry.
const ROOM: usize = 256;

/// Whether a host with a `*` in its first label can stand for hosts of strangers.
///
/// It can
/// - if what is behind the first label is a shared suffix: anybody can register a name there, or
///   rent one (`*.co.uk`, `login-*.github.io`);
/// - if the first label can stand for one that makes a shared suffix (`*.amazonaws.com`, since
///   `s3.amazonaws.com` is shared, but not `login-*.amazonaws.com` by that alone);
/// - if it is anywhere below a service that is split into regions (`*.s3.eu-west-1.amazonaws.com`),
///   whether the list has the region or not.
///
/// The host is in lower case, without a port; one of another form gives `false` or `true`, but no
/// panic.
///
/// ```
/// # use cti_origin::is_shared;
/// const SHARED: bool = is_shared("login-*.co.uk");
/// assert!(SHARED);
/// assert!(!is_shared("login-*.vendor.co.uk"));
/// ```
pub const fn is_shared(host: &str) -> bool {
    let host = host.as_bytes();
    let mut dot = 0;
    while dot < host.len() && host[dot] != b'.' {
        dot += 1;
    }
    if dot + 1 >= host.len() || host.len() > ROOM - 8 {
        return false;
    }
    let (label, rest) = host.split_at(dot);
    let (_, parent) = rest.split_at(1);
    let name = Name::reversed(parent);
    (!name.listed(b"!") && (name.listed(b"") || name.above().listed(b".*")))
        || regional(name)
        || below(&name, label)
}

/// Whether a name, or one that it is under, is split into regions.
const fn regional(mut name: Name) -> bool {
    while name.length > 0 {
        if name.listed(b"**") {
            return true;
        }
        name = name.above();
    }
    false
}

/// Whether a name with one label more is a shared suffix, for a label that the pattern admits.
const fn below(name: &Name, label: &[u8]) -> bool {
    let (key, length) = name.with(b".");
    let (key, _) = key.split_at(length);
    let mut at = lower_bound(key);
    while starts(at, key) {
        let entry = table::entry(at);
        let (_, rest) = entry.split_at(length);
        if (rest.len() == 1 && rest[0] == b'*') || (is_label(rest) && admits(label, rest)) {
            return true;
        }
        at += entry.len() + 1;
    }
    false
}

/// Whether an entry behind a name's dot is one label that isn't an exception.
const fn is_label(rest: &[u8]) -> bool {
    let mut i = 0;
    while i < rest.len() {
        if rest[i] == b'.' || rest[i] == b'!' {
            return false;
        }
        i += 1;
    }
    true
}

/// Whether a label with a `*` stands for a label, whose marks at the end don't count.
const fn admits(pattern: &[u8], label: &[u8]) -> bool {
    let mut length = label.len();
    while length > 0 && label[length - 1] == b'*' {
        length -= 1;
    }
    let mut star = 0;
    while star < pattern.len() && pattern[star] != b'*' {
        star += 1;
    }
    if star == pattern.len() {
        return length == pattern.len() && table::same(pattern, 0, label, 0, length);
    }
    let behind = pattern.len() - star - 1;
    length > star + behind
        && table::same(pattern, 0, label, 0, star)
        && table::same(pattern, star + 1, label, length - behind, behind)
}

/// A host with its labels in reverse: `uk.co`.
#[derive(Clone, Copy)]
struct Name {
    bytes: [u8; ROOM],
    length: usize,
}

impl Name {
    const fn reversed(host: &[u8]) -> Self {
        let mut bytes = [0; ROOM];
        let (mut end, mut length) = (host.len(), 0);
        loop {
            let mut start = end;
            while start > 0 && host[start - 1] != b'.' {
                start -= 1;
            }
            let mut i = start;
            while i < end {
                bytes[length] = host[i];
                length += 1;
                i += 1;
            }
            if start == 0 {
                return Self { bytes, length };
            }
            bytes[length] = b'.';
            length += 1;
            end = start - 1;
        }
    }

    /// Without its last label, which is the host's first.
    const fn above(self) -> Self {
        let mut length = self.length;
        while length > 0 && self.bytes[length - 1] != b'.' {
            length -= 1;
        }
        Self {
            bytes: self.bytes,
            length: length.saturating_sub(1),
        }
    }

    /// With something behind it.
    const fn with(self, more: &[u8]) -> ([u8; ROOM], usize) {
        let (mut bytes, mut i) = (self.bytes, 0);
        while i < more.len() {
            bytes[self.length + i] = more[i];
            i += 1;
        }
        (bytes, self.length + more.len())
    }

    /// Whether the table has it, with this mark.
    const fn listed(self, mark: &[u8]) -> bool {
        if self.length == 0 {
            return false;
        }
        let (key, length) = self.with(mark);
        let (key, _) = key.split_at(length);
        let at = lower_bound(key);
        starts(at, key) && table::entry(at).len() == length
    }
}
