//! URLs.

use core::fmt;

use super::text;
use crate::describe::Type;
use crate::json::{Fault, Reader, Wire, Writer};
use crate::mask::MASK;

/// A URL, as the text that came. It is not checked: one that is broken still arrives.
///
/// Recordings and profile pictures often carry a token in their path or query, and others' addresses
/// may be behind `tel:` or `mailto:`. `Debug` and logs show scheme and host of a URL with a host, and
/// of any other only the scheme. [`as_str`](Self::as_str) and `Display` have all of it.
///
/// ```
/// use cti_runtime::types::Url;
///
/// let recording = Url::from("https://records.example/1.mp3?token=abc");
/// assert_eq!(recording.as_str(), "https://records.example/1.mp3?token=abc");
/// assert_eq!(format!("{recording:?}"), "\"https://records.example/•••\"");
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Url(String);

text!(Url);

/// Scheme and host, and what stands for the rest.
pub(crate) fn masked(url: &str) -> String {
    let (scheme, rest) = match url.split_once(':') {
        Some((scheme, rest)) if !scheme.contains(['/', '?', '#']) => (scheme, rest),
        _ => return if url.is_empty() { "" } else { MASK }.to_owned(),
    };
    let known = scheme.len() <= 16 && scheme.bytes().all(|byte| byte.is_ascii_alphabetic());
    let scheme = if known { scheme } else { MASK };
    let Some(rest) = rest.strip_prefix("//").filter(|_| known) else {
        return [scheme, ":", MASK].concat();
    };
    let end = rest.find(['/', '\\', '?', '#']).unwrap_or(rest.len());
    let (host, behind) = rest.split_at_checked(end).unwrap_or_default();
    // Who logs in there, and how.
    let (user, host) = match host.rsplit_once('@') {
        Some((_, host)) => ([MASK, "@"].concat(), host),
        None => (String::new(), host),
    };
    let (mark, more) = match behind.chars().next() {
        None => ("", ""),
        Some('/') => ("/", behind.get(1..).unwrap_or_default()),
        Some('#') => ("#", MASK),
        Some(_) => ("?", MASK),
    };
    let more = if more.is_empty() { "" } else { MASK };
    let host = if is_host(host) { host } else { MASK };
    [scheme, "://", &user, host, mark, more].concat()
}

/// Whether a text is a host with or without a port, by its characters.
fn is_host(text: &str) -> bool {
    text.len() <= 255
        && text.bytes().all(|byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':' | b'[' | b']')
        })
}

impl fmt::Debug for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&masked(&self.0), f)
    }
}

impl Wire for Url {
    const TYPE: Type = Type::Url;
    fn blank() -> Self {
        Self(String::new())
    }
    fn read(&mut self, reader: &mut dyn Reader) -> Result<(), Fault> {
        self.0.read(reader)
    }
    fn write(&self, out: &mut Writer) {
        out.url(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logs_show_where_but_not_who() {
        for (url, shown) in [
            ("https://a.example", "https://a.example"),
            ("https://a.example:8443/", "https://a.example:8443/"),
            ("https://a.example/b/c", "https://a.example/•••"),
            ("https://a.example/b#me", "https://a.example/•••"),
            ("https://a.example#me", "https://a.example#•••"),
            ("https://a.example?me", "https://a.example?•••"),
            ("https://a.example\\me", "https://a.example?•••"),
            ("https://Jo Doe/", "https://•••/"),
            ("https://jo:pw@a.example/b?c#d", "https://•••@a.example/•••"),
            ("//a.example/b", "•••"),
            ("/b?c=d", "•••"),
            ("b/c", "•••"),
            ("tel:+358401234567", "tel:•••"),
            ("mailto:jo@a.example", "mailto:•••"),
            ("+358 40:1234567", "•••:•••"),
            ("data:text/plain,secret", "data:•••"),
            ("", ""),
        ] {
            assert_eq!(masked(url), shown);
        }
    }
}
