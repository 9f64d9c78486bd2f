//! The report for people.

use core::fmt;

use cti_runtime::Gate;

use super::{Drift, Finding, Kind, MOST, TurnedAway};
use crate::order;

impl Kind {
    pub(super) const fn heading(self) -> &'static str {
        match self {
            Self::Malformed => "refused as malformed",
            Self::TooLarge => "refused as too large",
            Self::Encoding => "posted in another form than declared",
            Self::Type => "of another type than declared",
            Self::Missing => "missing, but declared as always there",
            Self::Value => "values that the declaration doesn't list",
            Self::UnknownMessage => "messages that the declaration doesn't know",
            Self::UnknownField => "fields that the declaration doesn't know",
            Self::Order => "out of turn",
            Self::MessageNeverSeen => "declared messages that never came",
            Self::FieldNeverSeen => "declared fields that never came",
        }
    }
}

impl fmt::Display for TurnedAway {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let gate = self.gate.name();
        write!(f, "{} at the gate {gate}, from {}", self.count, self.origin)?;
        if self.gate == Gate::Source {
            write!(f, " in window {}", self.source)?;
        }
        Ok(())
    }
}

/// The report for people.
impl fmt::Display for Drift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let messages = if self.messages == 1 {
            "message"
        } else {
            "messages"
        };
        writeln!(f, "{}", self.protocol)?;
        write!(f, "{} {messages} looked at", self.messages)?;
        if self.foreign > 0 {
            write!(f, ", {} of somebody else's passed over", self.foreign)?;
        }
        writeln!(f)?;
        for turned_away in &self.turned_away {
            writeln!(
                f,
                "refused: {turned_away} (first in line {})",
                turned_away.line
            )?;
        }
        if !self.complete {
            writeln!(f, "the recording couldn't be read to its end")?;
        }
        let mut before = None;
        for finding in &self.findings {
            if before != Some(finding.kind) {
                before = Some(finding.kind);
                writeln!(f, "\n{}", finding.kind.heading())?;
            }
            write!(f, "{finding}")?;
        }
        if self.left_off > 0 {
            let (times, most) = (self.left_off, MOST);
            writeln!(
                f,
                "\nmore differences, {times} times, that are left off: a report has {most} kinds"
            )?;
        }
        if self.looked_at_nothing() {
            writeln!(f, "\nnothing was looked at")?;
        } else if self.findings.is_empty() {
            writeln!(f, "\nno differences")?;
        }
        Ok(())
    }
}

/// A few lines.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let arrow = order::arrow(self.direction);
        write!(f, "  {arrow}")?;
        if !self.message.is_empty() {
            write!(f, " {}", self.message)?;
        }
        if !self.path.is_empty() {
            write!(f, "  {}", self.path)?;
        }
        if !self.detail.is_empty() {
            write!(f, "  {}", self.detail)?;
        }
        if let Some(line) = self.line {
            let times = if self.count == 1 {
                "once".to_owned()
            } else {
                format!("{} times", self.count)
            };
            write!(f, "  ({times}, first in line {line})")?;
        }
        writeln!(f)?;
        if let Some(example) = &self.example {
            writeln!(f, "      {example}")?;
        }
        if !self.into.is_empty() && !self.suggestion.is_empty() {
            writeln!(f, "    in {}:", self.into)?;
        }
        for line in self.suggestion.lines() {
            writeln!(f, "    + {line}")?;
        }
        Ok(())
    }
}
