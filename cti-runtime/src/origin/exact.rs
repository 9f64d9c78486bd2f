//! One exact origin.

use super::{OriginError, OriginPattern, derive};
use core::fmt;
use cti_origin::Pattern;
use std::sync::Arc;

/// An origin exactly as a browser serialises it: `https://crm.example` or
/// `https://crm.example:8443`.
///
/// A value that exists is valid: lower-case ASCII, no default port, no path and no slash, no user
/// info, no trailing dot, addresses in canonical form. `http` is taken for loopback hosts only
/// (`localhost`, `….localhost`, `127.…`, `[::1]`, which is also the only IPv6 address). International
/// hosts are written in punycode, and taken as text. Hosts may have `_`, as browsers allow, but
/// none of the other signs that they let pass (`!`, `$`, …).
///
/// Cloning doesn't copy the text.
///
/// ```
/// use cti_runtime::Origin;
///
/// let origin = Origin::parse("https://crm.example:8443")?;
/// assert_eq!(origin.as_str(), "https://crm.example:8443");
/// assert!(Origin::parse("https://crm.example:443").is_err());
/// assert!(Origin::parse("http://crm.example").is_err());
/// # Ok::<(), cti_runtime::OriginError>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin(Arc<str>);

impl Origin {
    /// Reads an origin in its serialised form; nothing is repaired.
    ///
    /// # Errors
    /// Says what to write instead.
    ///
    /// ```
    /// use cti_runtime::{Origin, OriginError};
    ///
    /// assert!(Origin::parse("http://localhost:8080").is_ok());
    /// assert_eq!(Origin::parse("null"), Err(OriginError::Opaque));
    /// ```
    pub fn parse(origin: &str) -> Result<Self, OriginError> {
        match Pattern::parse(origin) {
            Ok(exact) if exact.is_exact() => Ok(Self(origin.into())),
            Ok(_) => Err(OriginError::Wildcard),
            Err(fault) => Err(OriginError::of(fault)),
        }
    }

    /// The origin of an `https` URL: of an iframe's `src`, a referrer, or an origin with a slash
    /// behind it.
    ///
    /// The answer is the one that a browser gives. (Punycode is taken as text: a browser finds no
    /// origin at all in a host whose `xn--` labels don't decode.) What only a full URL parser
    /// reads as browsers do is refused, not guessed at: user info, percent-encoded or international
    /// hosts, addresses in odd forms, and blanks, control characters, backslashes or anything that
    /// isn't ASCII in any place. `http` is for loopback hosts. The origin that a URL names is no
    /// proof of anything: give it to [`OriginPolicy::select`](crate::OriginPolicy::select).
    ///
    /// # Errors
    /// Says what stands in the way.
    ///
    /// ```
    /// use cti_runtime::Origin;
    ///
    /// let src = "https://login-ce2.leaddesk.com:443/talk?lang=en";
    /// assert_eq!(Origin::of_url(src)?.as_str(), "https://login-ce2.leaddesk.com");
    /// assert!(Origin::of_url("https://leaddesk.com@evil.example/").is_err());
    /// # Ok::<(), cti_runtime::OriginError>(())
    /// ```
    pub fn of_url(url: &str) -> Result<Self, OriginError> {
        Self::parse(&derive::serialised(url)?)
    }

    /// The serialised form.
    ///
    /// ```
    /// # use cti_runtime::Origin;
    /// assert_eq!(Origin::parse("https://crm.example")?.as_str(), "https://crm.example");
    /// # Ok::<(), cti_runtime::OriginError>(())
    /// ```
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the host is the machine itself: `localhost`, `….localhost`, `127.…` or `[::1]`.
    ///
    /// ```
    /// # use cti_runtime::Origin;
    /// assert!(Origin::parse("http://127.0.0.1:8080")?.is_loopback());
    /// assert!(!Origin::parse("https://crm.example")?.is_loopback());
    /// # Ok::<(), cti_runtime::OriginError>(())
    /// ```
    pub fn is_loopback(&self) -> bool {
        Pattern::parse(&self.0).is_ok_and(|exact| exact.is_loopback())
    }

    /// An origin that a policy admits, which is one.
    pub(super) fn admitted(origin: &str) -> Self {
        Self(origin.into())
    }

    /// The origin that an exact pattern stands for.
    pub(super) fn of_pattern(pattern: OriginPattern) -> Option<Self> {
        pattern.is_exact().then(|| Self(pattern.as_str().into()))
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Origin").field(&self.as_str()).finish()
    }
}
