//! Fields that a session fills in.

/// A field of a message that its session fills in.
#[derive(Clone, Copy, Debug)]
pub struct Stamp {
    /// The message's row within its family.
    pub row: u16,
    /// Index of the field.
    pub field: u8,
    /// With what it is filled in.
    pub value: StampValue,
}

/// With what a session fills in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StampValue {
    /// With what it was opened with, by the number of the protocol's session field.
    Session(u16),
    /// With a number that no other message has.
    FreshNumber,
    /// With the digits of such a number.
    FreshText,
}
