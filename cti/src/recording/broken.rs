//! What is wrong with a recording.

use core::fmt;

/// What is wrong with a recording, and where.
#[derive(Debug)]
#[non_exhaustive]
pub struct Broken {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1, if one can be told.
    pub column: Option<usize>,
    /// What is wrong.
    pub why: String,
}

impl Broken {
    /// A line that is wrong as a whole.
    pub(crate) fn line(line: usize, why: impl Into<String>) -> Self {
        Self {
            line,
            column: None,
            why: why.into(),
        }
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.line)?;
        if let Some(column) = self.column {
            write!(f, ", column {column}")?;
        }
        write!(f, ": {}", self.why)
    }
}
