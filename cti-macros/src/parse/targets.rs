//! What attributes stand on.

/// What an attribute can stand on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AttributeTarget {
    Item,
    State,
    Message,
    Function,
    /// A variant of a data enum.
    Value,
    /// A field, or an argument of a function.
    Field,
}

impl AttributeTarget {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Item => "an item",
            Self::State => "a state",
            Self::Message => "a message",
            Self::Function => "a function",
            Self::Value => "a variant of a `#[data]` enum",
            Self::Field => "a field",
        }
    }
}
