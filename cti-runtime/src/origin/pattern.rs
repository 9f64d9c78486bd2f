//! Origins as declarations write them, perhaps with a `*`.

use super::OriginError;
use core::fmt;
use cti_origin::Pattern;

/// An origin in a declaration: exact, or with one `*` in the first label of its host, as in
/// `https://login-*.leaddesk.com`.
///
/// The `*` stands for one or more of `a` to `z`, `0` to `9` and `-`; never for a dot. At least two
/// labels are written out behind it. A wildcard lets no other label pass than DNS would: at most 63
/// characters, no `-` at either end.
///
/// ```
/// use cti_runtime::OriginPattern;
///
/// const LOGIN: OriginPattern = OriginPattern::from_static("https://login-*.leaddesk.com");
/// assert!(LOGIN.admits("https://login-ce2.leaddesk.com"));
/// assert!(!LOGIN.admits("https://login-ce2.leaddesk.com.evil.example"));
/// assert!(!LOGIN.admits("https://login-a.b.leaddesk.com"));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct OriginPattern(Pattern<'static>);

impl OriginPattern {
    /// A pattern from a literal, to be called when a constant is evaluated.
    ///
    /// Refuses what the macros refuse: a `*` over a suffix that strangers share, such as `co.uk` or
    /// `github.io`, too. The list of those is only in programs that call this at run time.
    ///
    /// # Panics
    /// If the text is no pattern: at compile time in a constant, as the macros write it.
    ///
    /// ```
    /// # use cti_runtime::OriginPattern;
    /// const PHONE: OriginPattern = OriginPattern::from_static("https://phone.cloudtalk.io");
    /// assert!(PHONE.is_exact());
    /// ```
    ///
    /// ```compile_fail
    /// # use cti_runtime::OriginPattern;
    /// const PHONE: OriginPattern = OriginPattern::from_static("https://phone.cloudtalk.io/");
    /// ```
    ///
    /// ```compile_fail
    /// # use cti_runtime::OriginPattern;
    /// const ANYBODY: OriginPattern = OriginPattern::from_static("https://phone-*.github.io");
    /// ```
    #[expect(
        clippy::panic,
        reason = "fails the build: declarations call it in constants"
    )]
    pub const fn from_static(text: &'static str) -> Self {
        match Pattern::parse(text) {
            Ok(pattern) => {
                assert!(
                    pattern.is_loopback() || !pattern.is_address(),
                    "a vendor's origin is a name, not an address: write the host's name"
                );
                assert!(
                    !pattern.is_shared(),
                    "strangers can have hosts that this `*` stands for: write out each host"
                );
                Self(pattern)
            }
            Err(fault) => panic!("{}", OriginError::of(fault).sentence()),
        }
    }

    /// Whether an origin in a browser's serialised form is one that the pattern stands for.
    ///
    /// Compares bytes and allocates nothing. `null`, the empty string and anything that
    /// [`Origin::parse`](crate::Origin::parse) refuses are never admitted.
    ///
    /// ```
    /// # use cti_runtime::OriginPattern;
    /// const PHONE: OriginPattern = OriginPattern::from_static("https://phone.cloudtalk.io");
    /// assert!(PHONE.admits("https://phone.cloudtalk.io"));
    /// assert!(!PHONE.admits("https://phone.cloudtalk.io/"));
    /// ```
    pub fn admits(&self, origin: &str) -> bool {
        self.0.admits(origin)
    }

    /// Whether the pattern has no `*`.
    ///
    /// ```
    /// # use cti_runtime::OriginPattern;
    /// assert!(!OriginPattern::from_static("https://*.leaddesk.com").is_exact());
    /// ```
    pub const fn is_exact(&self) -> bool {
        self.0.is_exact()
    }

    /// The pattern as it was written.
    ///
    /// ```
    /// # use cti_runtime::OriginPattern;
    /// const ANY: OriginPattern = OriginPattern::from_static("https://*.leaddesk.com");
    /// assert_eq!(ANY.as_str(), "https://*.leaddesk.com");
    /// ```
    pub const fn as_str(&self) -> &'static str {
        self.0.as_str()
    }

    /// Whether everything that it admits is on this machine.
    pub(super) const fn is_loopback(self) -> bool {
        self.0.is_loopback()
    }
}

impl fmt::Debug for OriginPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("OriginPattern")
            .field(&self.as_str())
            .finish()
    }
}

/// Origins that stand in an application's source, from [`origins!`](crate::origins), to widen a
/// policy with.
///
/// ```
/// use cti_runtime::Origins;
///
/// const STAGING: Origins = cti_runtime::origins!("https://phone.staging.example");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Origins(&'static [OriginPattern]);

impl Origins {
    /// For [`origins!`](crate::origins), which has checked the patterns.
    #[doc(hidden)]
    pub const fn from_macro(patterns: &'static [OriginPattern]) -> Self {
        Self(patterns)
    }

    pub(super) const fn patterns(self) -> &'static [OriginPattern] {
        self.0
    }
}
