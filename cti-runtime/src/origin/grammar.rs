//! The grammar of origins and patterns, in functions that also run when constants are evaluated.
//!
//! It is what the WHATWG URL standard's serialiser of origins can put out, and less: hosts have
//! letters, digits, `-`, `_` and dots only (the standard also lets `!`, `$` and the like pass),
//! labels keep to DNS's lengths and have no `-` at an end, port 0 is nobody's, and `[::1]` is the
//! only IPv6 address. `xn--` labels are taken as text: a browser never reports one that isn't
//! valid punycode, and checking it would need Unicode tables.
//!
//! The macro checks patterns by the same grammar, written again in `cti-macros/src/check/origin.rs`
//! because it can't depend on this crate. The table in `tests/origins.rs` and the one in that file
//! are the same and keep the two in step. Which suffixes strangers share, both ask `cti-origin`.

use super::OriginError;

/// What is known of a text that keeps to the grammar.
#[derive(Clone, Copy)]
pub(super) struct Shape {
    /// Whether the host is the machine itself.
    pub(super) loopback: bool,
    /// Whether the host is an IP address.
    pub(super) address: bool,
    /// The `*`, if there is one.
    pub(super) star: Option<Star>,
}

/// A `*` in the first label.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Star {
    /// Its byte offset in the pattern.
    pub(super) at: usize,
    /// Length of the longest origin that the pattern can admit.
    pub(super) longest: usize,
    /// Whether the host begins with it.
    pub(super) opens: bool,
    /// Whether the first label ends with it.
    pub(super) closes: bool,
}

const LABEL: usize = 63;
const HOST: usize = 253;
const HTTPS: &[u8] = b"https://";
const HTTP: &[u8] = b"http://";
const IPV6_LOOPBACK: &[u8] = b"[::1]";

/// Checks a pattern, or an exact origin if the shape that results has no star.
pub(super) const fn check(text: &str) -> Result<Shape, OriginError> {
    let bytes = text.as_bytes();
    if bytes.is_empty() {
        return Err(OriginError::Empty);
    }
    if equal(bytes, b"null") {
        return Err(OriginError::Opaque);
    }
    let https = begins(bytes, HTTPS);
    if !https && !begins(bytes, HTTP) {
        return Err(OriginError::Scheme);
    }
    let start = if https { HTTPS.len() } else { HTTP.len() };
    let (_, rest) = bytes.split_at(start);
    if let Err(error) = characters(rest) {
        return Err(error);
    }

    let end = host_end(rest);
    let (host, port) = rest.split_at(end);
    let shape = match check_host(host, start, bytes.len()) {
        Ok(shape) => shape,
        Err(error) => return Err(error),
    };
    if !https && !shape.loopback {
        return Err(OriginError::Http);
    }
    if !port.is_empty() && !is_port(port, if https { 443 } else { 80 }) {
        return Err(OriginError::Port);
    }
    Ok(shape)
}

/// Names the first character that can stand nowhere behind the scheme.
const fn characters(rest: &[u8]) -> Result<(), OriginError> {
    let mut i = 0;
    while i < rest.len() {
        match rest[i] {
            b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b':' | b'[' | b']' | b'*' => {}
            b'@' => return Err(OriginError::UserInfo),
            b'/' if i + 1 == rest.len() => return Err(OriginError::TrailingSlash),
            b'/' | b'?' | b'#' => return Err(OriginError::Path),
            b'A'..=b'Z' => return Err(OriginError::UpperCase),
            0x80.. => return Err(OriginError::NotAscii),
            _ => return Err(OriginError::Character),
        }
        i += 1;
    }
    Ok(())
}

/// Where the host ends: at the first colon, unless it is an address in brackets.
const fn host_end(rest: &[u8]) -> usize {
    let until = if begins(rest, b"[") { b']' } else { b':' };
    let mut i = 0;
    while i < rest.len() {
        if rest[i] == until {
            return if until == b']' { i + 1 } else { i };
        }
        i += 1;
    }
    rest.len()
}

/// The host of a text that keeps to the grammar.
pub(super) const fn host(text: &str) -> &str {
    let https = begins(text.as_bytes(), HTTPS);
    let (_, rest) = text.split_at(if https { HTTPS.len() } else { HTTP.len() });
    let (host, _) = rest.split_at(host_end(rest.as_bytes()));
    host
}

const fn check_host(host: &[u8], start: usize, length: usize) -> Result<Shape, OriginError> {
    if begins(host, b"[") {
        if equal(host, IPV6_LOOPBACK) {
            return Ok(Shape {
                loopback: true,
                address: true,
                star: None,
            });
        }
        return Err(OriginError::Address);
    }
    if host.len() > HOST {
        return Err(OriginError::TooLong);
    }
    let mut label = 0; // where the label began
    let mut dots = 0;
    let mut first = host.len(); // length of the first label
    let mut star = None;
    let mut i = 0;
    while i <= host.len() {
        if i == host.len() || host[i] == b'.' {
            if i == label && i == host.len() && dots > 0 {
                return Err(OriginError::TrailingDot);
            }
            if i == label || i - label > LABEL || host[label] == b'-' || host[i - 1] == b'-' {
                return Err(OriginError::Label);
            }
            if i < host.len() {
                if dots == 0 {
                    first = i;
                }
                dots += 1;
                label = i + 1;
            }
        } else if host[i] == b'*' {
            if star.is_some() || dots > 0 {
                return Err(OriginError::WildcardPlace);
            }
            star = Some(i);
        } else if host[i] == b'[' || host[i] == b']' {
            return Err(OriginError::Character);
        }
        i += 1;
    }
    if star.is_some() && dots < 2 {
        return Err(OriginError::WildcardPlace);
    }
    let (_, last) = host.split_at(label);
    if is_number(last) {
        return match ipv4(host) {
            Some(network) => Ok(Shape {
                loopback: network == 127,
                address: true,
                star: None,
            }),
            None => Err(OriginError::Address),
        };
    }
    let star = match star {
        Some(at) => {
            // The star itself already counts as one character.
            let label_room = LABEL - first;
            let host_room = HOST - host.len();
            let room = if label_room < host_room {
                label_room
            } else {
                host_room
            };
            Some(Star {
                at: start + at,
                longest: length + room,
                opens: at == 0,
                closes: at + 1 == first,
            })
        }
        None => None,
    };
    let loopback = equal(host, b"localhost") || ends(host, b".localhost");
    Ok(Shape {
        loopback,
        address: false,
        star,
    })
}

/// Whether browsers read a host with this last label as an IPv4 address: decimal digits, or `0x`
/// and hexadecimal ones.
const fn is_number(label: &[u8]) -> bool {
    let hexadecimal = begins(label, b"0x");
    let mut i = if hexadecimal { 2 } else { 0 };
    while i < label.len() {
        if !(label[i].is_ascii_digit() || (hexadecimal && label[i].is_ascii_hexdigit())) {
            return false;
        }
        i += 1;
    }
    true
}

/// The first number of an IPv4 address in its canonical form.
const fn ipv4(host: &[u8]) -> Option<u16> {
    let mut network = 0;
    let mut number: u16 = 0;
    let mut digits = 0;
    let mut dots = 0;
    let mut i = 0;
    while i <= host.len() {
        if i == host.len() || host[i] == b'.' {
            if digits == 0 {
                return None;
            }
            if i < host.len() {
                if dots == 0 {
                    network = number;
                }
                dots += 1;
                number = 0;
                digits = 0;
            }
        } else {
            // A second digit behind a zero would be a leading zero.
            if !host[i].is_ascii_digit() || (digits > 0 && number == 0) {
                return None;
            }
            number = number * 10 + (host[i] - b'0') as u16;
            digits += 1;
            if number > 255 {
                return None;
            }
        }
        i += 1;
    }
    if dots == 3 { Some(network) } else { None }
}

/// `:` and a number from 1 to 65535, without leading zeros, that is not the default.
const fn is_port(text: &[u8], default: u32) -> bool {
    if text.len() < 2 || text.len() > 6 || text[0] != b':' || text[1] == b'0' {
        return false;
    }
    let mut port: u32 = 0;
    let mut i = 1;
    while i < text.len() {
        if !text[i].is_ascii_digit() {
            return false;
        }
        port = port * 10 + (text[i] - b'0') as u32;
        i += 1;
    }
    port <= 65535 && port != default
}

const fn equal(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && begins(a, b)
}

const fn begins(text: &[u8], prefix: &[u8]) -> bool {
    if text.len() < prefix.len() {
        return false;
    }
    let mut i = 0;
    while i < prefix.len() {
        if text[i] != prefix[i] {
            return false;
        }
        i += 1;
    }
    true
}

const fn ends(text: &[u8], suffix: &[u8]) -> bool {
    if text.len() < suffix.len() {
        return false;
    }
    let (_, end) = text.split_at(text.len() - suffix.len());
    begins(end, suffix)
}
