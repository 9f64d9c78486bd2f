//! URLs.

use core::fmt;

use super::text;
use crate::codec::{Fault, MASK, Reader, Wire, Writer};
use crate::describe::Type;

/// A URL, as the text that came. It is not checked: one that is broken still arrives.
///
/// Recordings and profile pictures often carry a token in their query, and others' addresses may be
/// behind `tel:` or `mailto:`. `Debug` and logs show scheme, host and path of a URL with a host, and
/// of any other only the scheme. [`as_str`](Self::as_str) and `Display` have all of it.
///
/// ```
/// use cti_runtime::types::Url;
///
/// let recording = Url::from("https://records.example/1.mp3?token=abc");
/// assert_eq!(recording.as_str(), "https://records.example/1.mp3?token=abc");
/// assert_eq!(format!("{recording:?}"), "\"https://records.example/1.mp3?•••\"");
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Url(String);

text!(Url);

/// Scheme, host and path, and what stands for the rest.
pub(crate) fn masked(url: &str) -> String {
    let (scheme, rest) = match url.split_once(':') {
        Some((scheme, rest)) if !scheme.contains(['/', '?', '#']) => (Some(scheme), rest),
        _ => (None, url),
    };
    let mut shown = String::new();
    let hierarchical = rest.starts_with('/');
    if let Some(scheme) = scheme {
        let known = scheme.len() <= 16 && scheme.bytes().all(|byte| byte.is_ascii_alphabetic());
        shown.push_str(if known { scheme } else { MASK });
        shown.push(':');
    }
    if scheme.is_some() && !hierarchical {
        return shown + MASK;
    }
    let end = rest.find(['?', '#']);
    let (path, more) = rest
        .split_at_checked(end.unwrap_or(rest.len()))
        .unwrap_or_default();
    match path.rsplit_once('@') {
        // Who logs in there, and how.
        Some((_, host)) => {
            shown.push_str("//");
            shown.push_str(MASK);
            shown.push('@');
            shown.push_str(host);
        }
        None => shown.push_str(path),
    }
    if let Some(mark) = more.chars().next() {
        shown.push(mark);
        shown.push_str(MASK);
    }
    shown
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
            ("https://a.example/b/c", "https://a.example/b/c"),
            ("https://a.example/b#me", "https://a.example/b#•••"),
            (
                "https://jo:pw@a.example/b?c#d",
                "https://•••@a.example/b?•••",
            ),
            ("/b?c=d", "/b?•••"),
            ("b/c", "b/c"),
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
