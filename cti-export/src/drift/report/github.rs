//! The report as annotations of a workflow run on GitHub.

use core::fmt::Write as _;

use super::{Drift, Finding};
use crate::order;

impl Drift {
    /// The report as workflow commands, which GitHub shows beside the lines of the recording: what breaks a
    /// reader is an error, what never came a notice, what a gate turned away a warning.
    ///
    /// `recording` is the recording's path from the repository's root.
    pub fn to_github(&self, recording: &str) -> String {
        let mut out = String::new();
        let title = format!("{} has drifted", self.protocol);
        let mut command = |level: &str, line: Option<usize>, message: &str| {
            // Writing to a String doesn't fail.
            let _ = write!(out, "::{level} file={}", property(recording));
            if let Some(line) = line {
                let _ = write!(out, ",line={line}");
            }
            let _ = writeln!(out, ",title={}::{}", property(&title), data(message));
        };
        for turned_away in &self.turned_away {
            let line = Some(turned_away.line);
            command("warning", line, &format!("refused: {turned_away}"));
        }
        for finding in &self.findings {
            let level = if finding.kind.is_absence() {
                "notice"
            } else {
                "error"
            };
            command(level, finding.line, &finding.sentence());
        }
        if self.left_off > 0 {
            let more = format!("{} more differences are left off", self.left_off);
            command("error", None, &more);
        }
        if !self.complete {
            command("error", None, "the recording couldn't be read to its end");
        }
        if self.looked_at_nothing() {
            command(
                "error",
                None,
                "nothing was looked at: no message was the protocol's",
            );
        }
        out
    }
}

impl Finding {
    /// What differs, how often, and the lines that put it right.
    pub(super) fn sentence(&self) -> String {
        let mut text = format!("{}: {}", self.kind.heading(), order::arrow(self.direction));
        for part in [&self.message, &self.path, &self.detail] {
            if !part.is_empty() {
                let _ = write!(text, " {part}");
            }
        }
        if self.line.is_some() {
            let times = if self.count == 1 { "time" } else { "times" };
            let _ = write!(text, " ({} {times})", self.count);
        }
        if !self.suggestion.is_empty() {
            let _ = write!(text, "\nin {}:\n{}", self.into, self.suggestion);
        }
        text
    }
}

/// A message of a workflow command.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// A property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
