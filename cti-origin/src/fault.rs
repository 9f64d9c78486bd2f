//! What is wrong with a text that is no origin.

/// The first thing that is wrong with a text, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// The byte of the text at which it is.
    pub at: usize,
}

impl Fault {
    pub(crate) const fn new(kind: FaultKind, at: usize) -> Self {
        Self { kind, at }
    }

    /// The same in a text that has so many bytes more in front.
    pub(crate) const fn behind(self, bytes: usize) -> Self {
        Self::new(self.kind, self.at + bytes)
    }
}

/// A rule that a text breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FaultKind {
    /// The text is empty.
    Empty,
    /// `null`, the origin of sandboxed frames and files.
    Opaque,
    /// It doesn't begin with `https://` or `http://`.
    Scheme,
    /// `http` with a host that isn't loopback.
    Http,
    /// A user or password before the host.
    UserInfo,
    /// A path, a query or a fragment.
    Path,
    /// A slash behind the host or port.
    TrailingSlash,
    /// An upper-case letter.
    UpperCase,
    /// A character that isn't ASCII.
    NotAscii,
    /// A character that hosts don't have.
    Character,
    /// There is no host.
    NoHost,
    /// A host of more than 253 characters.
    LongHost,
    /// Nothing stands between two dots, or before the first.
    EmptyLabel,
    /// A label of more than 63 characters.
    LongLabel,
    /// A label begins or ends with `-`.
    Hyphen,
    /// A dot behind the host.
    TrailingDot,
    /// An IP address in another form than the canonical one, or one of IPv6 that isn't `[::1]`.
    Address,
    /// A port that is no number from 1 to 65535.
    Port,
    /// A port with leading zeros.
    PortZeros,
    /// The scheme's own port.
    PortDefault,
    /// A second `*`.
    SecondStar,
    /// A `*` behind the first label.
    StarPlace,
    /// A `*` with fewer than two labels behind it.
    StarReach,
}
