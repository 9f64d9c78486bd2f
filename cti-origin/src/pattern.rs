//! Patterns, and the origins that they stand for.

use crate::grammar::{self, Star};
use crate::{Fault, is_shared};

/// An exact origin, or one with a `*` in the first label of its host.
///
/// The `*` stands for one or more of `a` to `z`, `0` to `9` and `-`; never for a dot. At least two
/// labels are written out behind it. A wildcard lets no other label pass than DNS would: at most 63
/// characters, no `-` at either end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Pattern<'t> {
    text: &'t str,
    star: Option<Star>,
    loopback: bool,
    address: bool,
}

impl<'t> Pattern<'t> {
    /// Reads a pattern; nothing is repaired.
    ///
    /// # Errors
    /// The first thing that is wrong, and where.
    ///
    /// ```
    /// use cti_origin::{FaultKind, Pattern};
    ///
    /// assert!(Pattern::parse("https://phone.vendor.example").is_ok_and(|pattern| pattern.is_exact()));
    /// let fault = Pattern::parse("https://phone.vendor.example:443").unwrap_err();
    /// assert_eq!((fault.kind, fault.at), (FaultKind::PortDefault, 28));
    /// ```
    pub const fn parse(text: &'t str) -> Result<Self, Fault> {
        match grammar::check(text) {
            Ok(host) => Ok(Self {
                text,
                star: host.star,
                loopback: host.loopback,
                address: host.address,
            }),
            Err(fault) => Err(fault),
        }
    }

    /// The pattern as it was written.
    pub const fn as_str(&self) -> &'t str {
        self.text
    }

    /// Whether it has no `*`.
    pub const fn is_exact(&self) -> bool {
        self.star.is_none()
    }

    /// Whether all that it admits is on this machine.
    pub const fn is_loopback(&self) -> bool {
        self.loopback
    }

    /// Whether its host is an IP address.
    pub const fn is_address(&self) -> bool {
        self.address
    }

    /// Whether its `*` stands for hosts of strangers: see [`is_shared`].
    pub const fn is_shared(&self) -> bool {
        self.star.is_some() && is_shared(grammar::host(self.text))
    }

    /// Whether an origin in a browser's serialised form is one that the pattern stands for. What is no
    /// origin is never admitted.
    ///
    /// ```
    /// # use cti_origin::Pattern;
    /// let any = Pattern::parse("https://*.vendor.example").unwrap();
    /// assert!(any.admits("https://phone.vendor.example"));
    /// assert!(!any.admits("https://a.phone.vendor.example"));
    /// ```
    pub fn admits(&self, origin: &str) -> bool {
        let Some(star) = self.star else {
            return self.text == origin;
        };
        // Compared with the length first, so that a long text is no work.
        origin.len() <= self.text.len() + star.room
            && self
                .middle(star, origin)
                .is_some_and(|middle| middle.iter().copied().all(is_label))
    }

    /// Whether it admits all that another pattern does.
    ///
    /// ```
    /// # use cti_origin::Pattern;
    /// let wide = Pattern::parse("https://login-*.vendor.example").unwrap();
    /// let narrow = Pattern::parse("https://login-eu-*.vendor.example").unwrap();
    /// assert!(wide.contains(&narrow) && !narrow.contains(&wide));
    /// ```
    pub fn contains(&self, narrow: &Pattern<'_>) -> bool {
        let Some(star) = self.star else {
            return self.text == narrow.text;
        };
        self.middle(star, narrow.text).is_some_and(|middle| {
            let mut bytes = middle.iter().copied();
            bytes.all(|byte| byte == b'*' || is_label(byte))
        })
    }

    /// What stands in the star's place in another text: not nothing, and no `-` where the label has
    /// its end.
    fn middle<'o>(&self, star: Star, other: &'o str) -> Option<&'o [u8]> {
        let (before, behind) = self.text.as_bytes().split_at(star.at);
        let middle = other
            .as_bytes()
            .strip_suffix(behind.get(1..).unwrap_or_default())
            .and_then(|rest| rest.strip_prefix(before))?;
        let hyphen =
            (star.opens && middle.starts_with(b"-")) || (star.closes && middle.ends_with(b"-"));
        (!middle.is_empty() && !hyphen).then_some(middle)
    }
}

const fn is_label(byte: u8) -> bool {
    matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-')
}
