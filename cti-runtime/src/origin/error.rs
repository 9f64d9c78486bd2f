//! Why a text is no origin, and what to write instead.

use core::fmt;
use cti_origin::{Fault, FaultKind};

/// Why a text is no origin, or not one that a policy takes. Its `Display` says what to write
/// instead.
///
/// ```
/// use cti_runtime::{Origin, OriginError};
///
/// let error = Origin::parse("https://crm.example/").unwrap_err();
/// assert_eq!(error, OriginError::TrailingSlash);
/// assert_eq!(error.to_string(), "an origin ends with its host or port: leave out the slash");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OriginError {
    /// The text is empty.
    Empty,
    /// `null`, the origin of sandboxed frames and files: any page can have it.
    Opaque,
    /// It doesn't begin with `https://` (or `http://`, for loopback).
    Scheme,
    /// `http` with a host that isn't loopback.
    Http,
    /// A user or password before the host.
    UserInfo,
    /// A path, a query or a fragment.
    Path,
    /// A slash behind the host or port.
    TrailingSlash,
    /// Upper-case letters.
    UpperCase,
    /// Characters that aren't ASCII.
    NotAscii,
    /// A character that hosts don't have.
    Character,
    /// An empty label, one longer than 63 characters, or one with `-` at an end.
    Label,
    /// A dot behind the host.
    TrailingDot,
    /// A host of more than 253 characters.
    TooLong,
    /// An IP address in another form than the canonical one, or one that isn't taken here.
    Address,
    /// A port that is out of range, the scheme's default, or has leading zeros.
    Port,
    /// `*` in an exact origin.
    Wildcard,
    /// `*` outside the first label, twice, or over fewer than two labels.
    WildcardPlace,
    /// An origin that isn't loopback, for a simulation.
    NotLoopback,
    /// A list without origins.
    NoOrigins,
    /// An origin that the policy doesn't admit.
    NotAdmitted,
    /// Another origin than the one that a session is with already.
    Settled,
}

impl OriginError {
    /// What the grammar found.
    pub(super) const fn of(fault: Fault) -> Self {
        match fault.kind {
            FaultKind::Empty => Self::Empty,
            FaultKind::Opaque => Self::Opaque,
            FaultKind::Scheme => Self::Scheme,
            FaultKind::Http => Self::Http,
            FaultKind::UserInfo => Self::UserInfo,
            FaultKind::Path => Self::Path,
            FaultKind::TrailingSlash => Self::TrailingSlash,
            FaultKind::UpperCase => Self::UpperCase,
            FaultKind::NotAscii => Self::NotAscii,
            FaultKind::TrailingDot => Self::TrailingDot,
            FaultKind::LongHost => Self::TooLong,
            FaultKind::NoHost
            | FaultKind::EmptyLabel
            | FaultKind::LongLabel
            | FaultKind::Hyphen => Self::Label,
            FaultKind::Address => Self::Address,
            FaultKind::Port | FaultKind::PortZeros | FaultKind::PortDefault => Self::Port,
            FaultKind::SecondStar | FaultKind::StarPlace | FaultKind::StarReach => {
                Self::WildcardPlace
            }
            _ => Self::Character,
        }
    }

    /// The sentence that `Display` writes.
    pub(super) const fn sentence(self) -> &'static str {
        match self {
            Self::Empty => "an origin is not empty: write `https://` and a host",
            Self::Opaque => "`null` is every sandboxed page's origin: write `https://` and a host",
            Self::Scheme => "an origin begins with its scheme: write `https://` and a host",
            Self::Http => "`http` is for loopback hosts only: write `https://`",
            Self::UserInfo => "an origin has no user info: leave out everything up to the `@`",
            Self::Path => {
                "an origin has no path, query or fragment: leave out everything behind the host \
                 and port"
            }
            Self::TrailingSlash => "an origin ends with its host or port: leave out the slash",
            Self::UpperCase => "an origin has no upper-case letters: write it in lower case",
            Self::NotAscii => {
                "an origin is ASCII: write an international host in punycode (`xn--…`), and \
                 percent-encode anything behind it"
            }
            Self::Character => {
                "a host has letters, digits, `-`, `_` and dots: leave out any other character"
            }
            Self::Label => {
                "the parts of a host have 1 to 63 characters and no `-` at either end: write such \
                 a host"
            }
            Self::TrailingDot => "an origin's host has no dot at its end: leave it out",
            Self::TooLong => "a host has at most 253 characters: write a shorter one",
            Self::Address => {
                "an address is written as four plain decimal numbers, or as `[::1]`: write it so, \
                 or write a host's name"
            }
            Self::Port => {
                "a port is 1 to 65535 without leading zeros, and the scheme's own is left out: \
                 write another or none"
            }
            Self::Wildcard => "an exact origin has no `*`: write one host",
            Self::WildcardPlace => {
                "`*` stands once, in the first part of a host, with two more parts behind it: \
                 write it as in `https://login-*.vendor.example`"
            }
            Self::NotLoopback => {
                "a simulation admits loopback origins only: write `http://localhost:8080` or the \
                 like"
            }
            Self::NoOrigins => "nobody could speak: list at least one origin",
            Self::NotAdmitted => {
                "the policy doesn't admit this origin: name one that it does, or widen it with \
                 `origins!` in the source"
            }
            Self::Settled => {
                "the session is with another origin: it changes with the other side's document only"
            }
        }
    }
}

impl fmt::Display for OriginError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.sentence())
    }
}

impl core::error::Error for OriginError {}
