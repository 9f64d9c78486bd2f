//! Origins derived from a URL: an iframe's `src`, a referrer, what a login message says.
//!
//! What is cut out here keeps to the WHATWG URL standard for the plain part of it. Everything for
//! which the standard has a repair that depends on more than the case of letters and the digits of
//! a port is refused.

use super::OriginError;

/// The origin of a URL in serialised form, its host still to be checked.
pub(super) fn serialised(url: &str) -> Result<String, OriginError> {
    if url.is_empty() {
        return Err(OriginError::Empty);
    }
    if !url.is_ascii() {
        return Err(OriginError::NotAscii);
    }
    // Browsers strip or drop blanks and control characters, and read `\` as `/`.
    if url
        .bytes()
        .any(|byte| !byte.is_ascii_graphic() || byte == b'\\')
    {
        return Err(OriginError::Character);
    }
    let (scheme, rest) = url.split_once(':').ok_or(OriginError::Scheme)?;
    let rest = rest.strip_prefix("//").ok_or(OriginError::Scheme)?;
    let (scheme, default) = if scheme.eq_ignore_ascii_case("https") {
        ("https", "443")
    } else if scheme.eq_ignore_ascii_case("http") {
        ("http", "80")
    } else {
        return Err(OriginError::Scheme);
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if authority.contains('@') {
        return Err(OriginError::UserInfo);
    }
    let (host, port) = split_port(authority)?;
    let host = host.to_ascii_lowercase();
    // Leading zeros and the default port are what a browser leaves out; port 0 stays and is refused.
    let digits = port.trim_start_matches('0');
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(OriginError::Port);
    }
    if port.is_empty() || digits == default {
        Ok([scheme, "://", &host].concat())
    } else {
        Ok([scheme, "://", &host, ":", digits].concat())
    }
}

/// Host and port of an authority; the port is empty if there is none.
fn split_port(authority: &str) -> Result<(&str, &str), OriginError> {
    if !authority.starts_with('[') {
        return Ok(authority.split_once(':').unwrap_or((authority, "")));
    }
    let end = authority.find(']').ok_or(OriginError::Address)? + 1;
    let (host, port) = authority
        .split_at_checked(end)
        .ok_or(OriginError::Address)?;
    match port {
        "" => Ok((host, "")),
        port => Ok((host, port.strip_prefix(':').ok_or(OriginError::Address)?)),
    }
}
