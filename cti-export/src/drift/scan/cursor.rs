//! Where a value stands that is compared.

use cti_runtime::describe::{Direction, Family, Field, Message, Type};

use crate::drift::Line;

/// What fields belong to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Owner<'d> {
    /// A message: its family, its tag.
    Message(&'d str, &'d str),
    Type(&'d str),
}

/// Where a value stands in the recording and in its message, and of what it is.
pub(super) struct Cursor<'a, 'd> {
    pub(super) line: usize,
    pub(super) direction: Direction,
    pub(super) message: &'d str,
    pub(super) json: &'a str,
    pub(super) path: String,
    /// The field that it is of, or what it is else.
    pub(super) of: Of<'d>,
    /// Whether it stands beside the content of its message.
    pub(super) beside: bool,
    /// Whether it is personal data, or in something that is.
    pub(super) personal: bool,
    pub(super) depth: usize,
}

/// What a value is of.
#[derive(Clone, Copy)]
pub(super) enum Of<'d> {
    Field(Owner<'d>, &'d Field),
    Callback(&'d Message, Type),
    Content(&'d Family, &'d Message),
    Type(Type),
}

impl Of<'_> {
    /// Whether the declaration says so of the field.
    fn is_personal(self) -> bool {
        match self {
            Self::Field(_, field) => field.personal,
            Self::Content(_, message) => {
                let content = message.fields.first().filter(|_| message.whole);
                content.is_some_and(|field| field.personal)
            }
            Self::Callback(..) | Self::Type(_) => false,
        }
    }
}

impl<'a, 'd> Cursor<'a, 'd> {
    /// At the beginning of a message.
    pub(super) fn new(line: &Line<'_>, message: &'d str, json: &'a str) -> Self {
        Self {
            line: line.number,
            direction: line.direction,
            message,
            json,
            path: String::new(),
            of: Of::Type(Type::Json),
            beside: false,
            personal: false,
            depth: 0,
        }
    }

    /// An item, or an entry of a map: a value of the same field.
    pub(super) fn item(&self, step: &str) -> Self {
        self.inside(step, self.of)
    }

    pub(super) fn inside(&self, step: &str, of: Of<'d>) -> Self {
        let path = if self.path.is_empty() || step.starts_with('[') || step.starts_with('{') {
            format!("{}{step}", self.path)
        } else {
            format!("{}.{step}", self.path)
        };
        Cursor {
            path,
            of,
            personal: self.personal || of.is_personal(),
            depth: self.depth + 1,
            ..*self
        }
    }

    /// The same place, of what is personal data or not.
    pub(super) fn personal(&self, personal: bool) -> Self {
        Cursor {
            path: self.path.clone(),
            personal: self.personal || personal,
            ..*self
        }
    }
}
