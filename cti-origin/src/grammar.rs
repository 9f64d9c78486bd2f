//! The grammar of origins and patterns, in functions that also run when constants are evaluated.

use crate::{Fault, FaultKind};

/// What is known of a host that keeps to the grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Host {
    /// Whether it is the machine itself.
    pub loopback: bool,
    /// Whether it is an IP address.
    pub address: bool,
    pub(crate) star: Option<Star>,
}

/// A `*` in the first label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Star {
    /// Its byte offset.
    pub(crate) at: usize,
    /// How much longer what it stands for can be than itself.
    pub(crate) room: usize,
    /// Whether the host begins with it.
    pub(crate) opens: bool,
    /// Whether the first label ends with it.
    pub(crate) closes: bool,
}

const LABEL: usize = 63;
const HOST: usize = 253;
const HTTPS: &[u8] = b"https://";
const HTTP: &[u8] = b"http://";
const IPV6_LOOPBACK: &[u8] = b"[::1]";

/// Checks a whole pattern or origin; the star's offset is the one in the text.
pub(crate) const fn check(text: &str) -> Result<Host, Fault> {
    let bytes = text.as_bytes();
    if bytes.is_empty() {
        return Err(Fault::new(FaultKind::Empty, 0));
    }
    if equal(bytes, b"null") {
        return Err(Fault::new(FaultKind::Opaque, 0));
    }
    let https = begins(bytes, HTTPS);
    if !https && !begins(bytes, HTTP) {
        return Err(Fault::new(FaultKind::Scheme, 0));
    }
    let start = scheme_end(bytes);
    let (_, rest) = bytes.split_at(start);
    if let Err(fault) = characters(rest) {
        return Err(fault.behind(start));
    }
    let end = host_end(rest);
    let (name, port) = rest.split_at(end);
    let mut host = match check_bytes(name) {
        Ok(host) => host,
        Err(fault) => return Err(fault.behind(start)),
    };
    if let Some(star) = &mut host.star {
        star.at += start;
    }
    if !https && !host.loopback {
        return Err(Fault::new(FaultKind::Http, 0));
    }
    match check_rest(port, https) {
        Ok(()) => Ok(host),
        Err(kind) => Err(Fault::new(kind, start + end)),
    }
}

/// The host of a text that keeps to the grammar.
pub(crate) const fn host(text: &str) -> &str {
    let (_, rest) = text.split_at(scheme_end(text.as_bytes()));
    let (host, _) = rest.split_at(host_end(rest.as_bytes()));
    host
}

/// Where the scheme ends, of a text that has one of the two.
const fn scheme_end(text: &[u8]) -> usize {
    if begins(text, HTTPS) {
        HTTPS.len()
    } else {
        HTTP.len()
    }
}

/// Names the first character that can stand nowhere behind the scheme.
const fn characters(rest: &[u8]) -> Result<(), Fault> {
    let mut i = 0;
    while i < rest.len() {
        let kind = match rest[i] {
            b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b':' | b'[' | b']' | b'*' => {
                i += 1;
                continue;
            }
            b'@' => FaultKind::UserInfo,
            b'/' if i + 1 == rest.len() => FaultKind::TrailingSlash,
            b'/' | b'?' | b'#' => FaultKind::Path,
            b'A'..=b'Z' => FaultKind::UpperCase,
            0x80.. => FaultKind::NotAscii,
            _ => FaultKind::Character,
        };
        return Err(Fault::new(kind, i));
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

/// Checks a host, which may have a `*`.
///
/// # Errors
/// The first thing that is wrong, and where in the host.
///
/// ```
/// use cti_origin::{FaultKind, check_host};
///
/// assert!(check_host("127.0.0.1").is_ok_and(|host| host.loopback && host.address));
/// let fault = check_host("phone.-vendor.example").unwrap_err();
/// assert_eq!((fault.kind, fault.at), (FaultKind::Hyphen, 6));
/// ```
pub const fn check_host(host: &str) -> Result<Host, Fault> {
    let host = host.as_bytes();
    if begins(host, b"[") {
        return check_bytes(host);
    }
    match characters(host) {
        Ok(()) => check_bytes(host),
        Err(fault) => Err(fault),
    }
}

/// Checks a host whose characters are those of origins.
const fn check_bytes(host: &[u8]) -> Result<Host, Fault> {
    if begins(host, b"[") {
        if equal(host, IPV6_LOOPBACK) {
            return Ok(Host {
                loopback: true,
                address: true,
                star: None,
            });
        }
        return Err(Fault::new(FaultKind::Address, 0));
    }
    if host.is_empty() {
        return Err(Fault::new(FaultKind::NoHost, 0));
    }
    if host.len() > HOST {
        return Err(Fault::new(FaultKind::LongHost, HOST));
    }
    let labels = match check_labels(host) {
        Ok(labels) => labels,
        Err(fault) => return Err(fault),
    };
    let (_, last) = host.split_at(labels.last);
    let address = is_number(last);
    if address && ipv4(host).is_none() {
        return Err(Fault::new(FaultKind::Address, 0));
    }
    Ok(Host {
        loopback: is_loopback_bytes(host),
        address,
        star: labels.star,
    })
}

/// What a host's labels are.
struct Labels {
    /// Where the last one begins.
    last: usize,
    star: Option<Star>,
}

const fn check_labels(host: &[u8]) -> Result<Labels, Fault> {
    let mut label = 0; // where the label began
    let mut dots = 0;
    let mut first = host.len(); // length of the first label
    let mut star = None;
    let mut i = 0;
    while i <= host.len() {
        if i == host.len() || host[i] == b'.' {
            if let Err(fault) = check_label(host, label, i) {
                return Err(fault);
            }
            if i < host.len() {
                if dots == 0 {
                    first = i;
                }
                dots += 1;
                label = i + 1;
            }
        } else if host[i] == b'*' {
            if star.is_some() {
                return Err(Fault::new(FaultKind::SecondStar, i));
            }
            if dots > 0 {
                return Err(Fault::new(FaultKind::StarPlace, i));
            }
            star = Some(i);
        } else if matches!(host[i], b'[' | b']' | b':') {
            return Err(Fault::new(FaultKind::Character, i));
        }
        i += 1;
    }
    let star = match star {
        Some(at) if dots < 2 => return Err(Fault::new(FaultKind::StarReach, at)),
        Some(at) => Some(Star {
            at,
            // The star itself already counts as one character.
            room: if LABEL - first < HOST - host.len() {
                LABEL - first
            } else {
                HOST - host.len()
            },
            opens: at == 0,
            closes: at + 1 == first,
        }),
        None => None,
    };
    Ok(Labels { last: label, star })
}

/// Checks the label between two places of a host.
const fn check_label(host: &[u8], start: usize, end: usize) -> Result<(), Fault> {
    let (kind, at) = if start == end {
        if start > 0 && end == host.len() {
            (FaultKind::TrailingDot, end - 1)
        } else {
            (FaultKind::EmptyLabel, end)
        }
    } else if end - start > LABEL {
        (FaultKind::LongLabel, start)
    } else if host[start] == b'-' {
        (FaultKind::Hyphen, start)
    } else if host[end - 1] == b'-' {
        (FaultKind::Hyphen, end - 1)
    } else {
        return Ok(());
    };
    Err(Fault::new(kind, at))
}

/// Whether a host is the machine itself: `localhost`, `….localhost`, `127.…` or `[::1]`.
///
/// ```
/// assert!(cti_origin::is_loopback("phone.localhost"));
/// assert!(!cti_origin::is_loopback("localhost.example"));
/// ```
pub const fn is_loopback(host: &str) -> bool {
    is_loopback_bytes(host.as_bytes())
}

const fn is_loopback_bytes(host: &[u8]) -> bool {
    equal(host, b"localhost")
        || ends(host, b".localhost")
        || equal(host, IPV6_LOOPBACK)
        || matches!(ipv4(host), Some(127))
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

/// Checks what stands behind a host: nothing, or a colon and a port.
const fn check_rest(rest: &[u8], https: bool) -> Result<(), FaultKind> {
    match rest {
        [] => Ok(()),
        [b':', port @ ..] => check_digits(port, https),
        _ => Err(FaultKind::Port),
    }
}

/// Checks a port, without its colon: a number from 1 to 65535, without leading zeros, that isn't the
/// scheme's own.
///
/// # Errors
/// What is wrong with it.
///
/// ```
/// use cti_origin::{FaultKind, check_port};
///
/// assert_eq!(check_port("8443", true), Ok(()));
/// assert_eq!(check_port("443", true), Err(FaultKind::PortDefault));
/// ```
pub const fn check_port(port: &str, https: bool) -> Result<(), FaultKind> {
    check_digits(port.as_bytes(), https)
}

const fn check_digits(digits: &[u8], https: bool) -> Result<(), FaultKind> {
    let mut port: u32 = 0;
    let mut i = 0;
    while i < digits.len() {
        if !digits[i].is_ascii_digit() {
            return Err(FaultKind::Port);
        }
        port = port * 10 + (digits[i] - b'0') as u32;
        if port > 65535 {
            return Err(FaultKind::Port);
        }
        i += 1;
    }
    if port == 0 {
        Err(FaultKind::Port)
    } else if digits[0] == b'0' {
        Err(FaultKind::PortZeros)
    } else if port == (if https { 443 } else { 80 }) {
        Err(FaultKind::PortDefault)
    } else {
        Ok(())
    }
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
