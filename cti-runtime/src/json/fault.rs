//! Why a message could not be read.

use core::fmt;

/// Why a message could not be read, and where. `Copy`, and made without allocating.
///
/// A fault never holds text of the message, so it can be logged.
///
/// Faults are equal if they say the same of the same place.
#[derive(Clone, Copy)]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// Byte offset in the text that was read, or [`Fault::NOWHERE`].
    pub at: u32,
    /// Keys whose values begin behind this offset are data, and not shown in a path.
    pub(super) keys: u32,
}

/// What is wrong with a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FaultKind {
    /// The text is not JSON; says what was expected instead.
    Syntax(&'static str),
    /// Arrays and objects are nested deeper than [`Limits`](crate::Limits) allow.
    TooDeep,
    /// An object that is copied turned out larger than [`Limits`](crate::Limits) allow.
    TooLarge,
    /// A key (the tag, the content or a field) stands twice in one object. JavaScript would keep
    /// the last and other readers the first, so neither is taken.
    Repeated(&'static str),
    /// A value has another type than the field's.
    Expected(&'static str),
    /// A field that must be there isn't.
    Missing(&'static str),
    /// None of the keys of a one-of group is there, or more than one; names the group's type.
    OneOf(&'static str),
    /// A value of the right type that the field's type doesn't allow; says what it should be.
    Value(&'static str),
    /// A value that JSON can't hold; says what it is.
    Unholdable(Unholdable),
}

/// A value that JSON can't hold, where JavaScript has it.
///
/// In the JSON of a message it is a string that begins with half of a surrogate pair, `\udc00`, and
/// goes on with [what it is](Self::name): such a string can't be held either. Where no field is
/// declared it is passed over like any other value, and in a field's place the message has drifted.
/// A recording has it in the same way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unholdable {
    /// A string with half of a surrogate pair. It stands in JSON as it is.
    HalfCharacter,
    /// A function.
    Function,
    /// A symbol.
    Symbol,
    /// `NaN`.
    NotANumber,
    /// A number that is infinite.
    Infinite,
    /// An object that is inside of itself.
    Cycle,
    /// An array with holes, or with members beside its items.
    Holes,
    /// A `Date` of no time.
    InvalidDate,
    /// An object that is more than its members, or writes itself as something else (`toJSON`).
    NotPlain,
    /// Looking at it throws.
    Throws,
}

impl Unholdable {
    const ALL: [Self; 10] = [
        Self::Function,
        Self::Symbol,
        Self::NotANumber,
        Self::Infinite,
        Self::Cycle,
        Self::Holes,
        Self::InvalidDate,
        Self::NotPlain,
        Self::Throws,
        Self::HalfCharacter,
    ];

    /// What it is, in words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::HalfCharacter => "half of a surrogate pair",
            Self::Function => "a function",
            Self::Symbol => "a symbol",
            Self::NotANumber => "NaN",
            Self::Infinite => "an infinite number",
            Self::Cycle => "an object inside of itself",
            Self::Holes => "an array with holes or members",
            Self::InvalidDate => "an invalid Date",
            Self::NotPlain => "an object that is more than its members",
            Self::Throws => "a value that throws",
        }
    }

    /// What stands between the quotes of a string that can't be held.
    pub(crate) fn met(inner: &str) -> Self {
        let is = |what: &Self| inner.strip_prefix(MARK) == Some(what.name());
        Self::ALL
            .into_iter()
            .find(is)
            .unwrap_or(Self::HalfCharacter)
    }
}

/// With what begins a string that stands for a value which JSON can't hold.
pub(crate) const MARK: &str = "\\udc00";

impl Fault {
    /// The offset of a fault that has no position in a text.
    pub const NOWHERE: u32 = u32::MAX;

    /// A fault at a byte offset.
    pub const fn new(kind: FaultKind, at: u32) -> Self {
        Self {
            kind,
            at,
            keys: u32::MAX,
        }
    }

    /// A fault without a position.
    pub const fn nowhere(kind: FaultKind) -> Self {
        Self::new(kind, Self::NOWHERE)
    }

    /// The same fault where keys whose values begin behind this offset are data: those of a map.
    #[cold]
    pub(crate) fn with_data_behind(self, at: u32) -> Self {
        Self {
            keys: self.keys.min(at),
            ..self
        }
    }

    /// The same fault where any key may be data, since it isn't known what was read.
    #[cold]
    pub(crate) fn with_data(self) -> Self {
        self.with_data_behind(0)
    }

    /// The fault of a part of a text that begins at this offset, as one of the whole text.
    pub(crate) const fn behind(self, start: u32) -> Self {
        let at = if self.at == Self::NOWHERE { 0 } else { self.at };
        Self {
            kind: self.kind,
            at: start.saturating_add(at),
            keys: start.saturating_add(self.keys),
        }
    }

    /// The same fault of another text, in which what it is about stands elsewhere.
    #[cold]
    pub(crate) fn moved(self, to: impl Fn(u32) -> u32) -> Self {
        let place = |at| if at == u32::MAX { at } else { to(at) };
        Self {
            kind: self.kind,
            at: place(self.at),
            keys: place(self.keys),
        }
    }

    /// Whether the message must be turned away as malformed, whatever its tag says: it isn't JSON,
    /// is nested too deep, is too large, or repeats a key. Any other fault is a drift from the declaration.
    pub const fn is_malformed(&self) -> bool {
        matches!(
            self.kind,
            FaultKind::Syntax(_)
                | FaultKind::TooDeep
                | FaultKind::TooLarge
                | FaultKind::Repeated(_)
        )
    }
}

impl PartialEq for Fault {
    fn eq(&self, other: &Self) -> bool {
        (self.kind, self.at) == (other.kind, other.at)
    }
}

impl Eq for Fault {}

impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, at, .. } = self;
        write!(f, "Fault {{ kind: {kind:?}, at: {at} }}")
    }
}

impl Fault {
    /// What `Display` writes. In a WebAssembly module it is smaller, since it formats nothing.
    pub fn text(&self) -> String {
        self.pieces().concat()
    }

    const fn pieces(&self) -> [&'static str; 3] {
        match self.kind {
            FaultKind::Syntax(expected) => ["not JSON: expected ", expected, ""],
            FaultKind::TooDeep => ["nested too deep", "", ""],
            FaultKind::TooLarge => ["larger than the limit", "", ""],
            FaultKind::Repeated(key) => ["`", key, "` stands twice"],
            FaultKind::Missing(key) => ["`", key, "` is missing"],
            FaultKind::OneOf(name) => ["expected exactly one of the keys of ", name, ""],
            FaultKind::Expected(what) | FaultKind::Value(what) => ["expected ", what, ""],
            FaultKind::Unholdable(what) => ["JSON can't hold ", what.name(), ""],
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pieces()
            .iter()
            .try_for_each(|piece| f.write_str(piece))
    }
}

impl core::error::Error for Fault {}

/// The offset as faults have it.
pub(crate) fn offset(pos: usize) -> u32 {
    u32::try_from(pos).unwrap_or(Fault::NOWHERE)
}
