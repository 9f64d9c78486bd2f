//! The colours.

use std::fmt;

use anstyle::{AnsiColor, Style};

/// What is good.
pub(crate) const GOOD: Style = AnsiColor::Green.on_default();
/// What is worth a look.
pub(crate) const ODD: Style = AnsiColor::Yellow.on_default();
/// What was turned away, or failed.
pub(crate) const BAD: Style = AnsiColor::Red.on_default().bold();
/// What isn't declared.
pub(crate) const NEW: Style = AnsiColor::Cyan.on_default();
/// Names.
pub(crate) const NAME: Style = Style::new().bold();
/// What is said in passing.
pub(crate) const FAINT: Style = Style::new().dimmed();
/// Nothing special.
pub(crate) const PLAIN: Style = Style::new();

/// Something in a style. Where there are no colours, the stream takes the style out again.
pub(crate) struct Styled<T>(pub(crate) Style, pub(crate) T);

impl<T: fmt::Display> fmt::Display for Styled<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(style, text) = self;
        write!(f, "{style}{text}{style:#}")
    }
}
