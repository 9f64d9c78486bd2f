//! Where a recording and a declaration differ.
//!
//! Vendors change their messages without a word. [`compare`] reads what was really posted and says
//! what the declaration doesn't know, what it has that never came, which types and which order it
//! has wrong, and which line would put it right. It looks at values by the description alone and
//! keeps none of them: examples are [shapes](cti_runtime::mask::shape_of), personal data doesn't
//! get into a report.

mod families;
mod findings;
mod guess;
mod input;
mod report;
mod scan;
mod suggest;

use cti_runtime::describe::Description;

pub use self::input::{Drifted, Line, OutOfTurn, Refused, What};
pub use self::report::{Drift, Finding, Kind, MOST, TurnedAway, sarif};
use self::scan::Scanner;
pub use self::scan::read::without_halves;

/// Compares a recording with a declaration.
///
/// Order is judged by a session, not here: hand in what it reported.
///
/// ```
/// use cti_export::drift::{self, Kind, Line, What};
/// use cti_runtime::Protocol;
/// use cti_runtime::describe::Direction;
///
/// #[cti_runtime::protocol(
///     vendor = "Acme",
///     origins("https://phone.acme.example"),
///     envelope(object, tag = "type")
/// )]
/// pub mod acme_phone {
///     #[event]
///     pub enum Event {
///         /// Somebody calls.
///         Incoming { call_id: String },
///     }
/// }
///
/// # fn main() {
/// let json = r#"{"type": "incoming", "callId": "c-1", "queueName": "sales"}"#;
/// let line = Line { number: 1, direction: Direction::FromVendor, what: What::Message(json) };
/// let drift = drift::compare(acme_phone::AcmePhone::description(), [line], []);
/// let finding = &drift.findings[0];
/// assert_eq!(finding.kind, Kind::UnknownField);
/// assert_eq!(finding.suggestion, "queue_name: String,");
/// # }
/// ```
pub fn compare<'a>(
    description: &Description,
    lines: impl IntoIterator<Item = Line<'a>>,
    out_of_turn: impl IntoIterator<Item = OutOfTurn<'a>>,
) -> Drift {
    let mut comparison = Comparison::new(description);
    for line in lines {
        comparison.line(&line);
    }
    for broken in out_of_turn {
        comparison.out_of_turn(&broken);
    }
    comparison.finish()
}

/// A comparison under way: it is told of each line as it is read, and keeps counts and shapes.
///
/// Its memory has a bound, however long the recording is: see [`MOST`].
pub struct Comparison<'d> {
    scanner: Scanner<'d>,
}

impl<'d> Comparison<'d> {
    /// Begins a comparison with this declaration.
    pub fn new(description: &'d Description) -> Self {
        Self {
            scanner: Scanner::new(description),
        }
    }

    /// Compares a message that the gates let through.
    pub fn line(&mut self, line: &Line<'_>) {
        self.scanner.line(line);
    }

    /// Notes an order rule that was broken.
    pub fn out_of_turn(&mut self, broken: &OutOfTurn<'_>) {
        self.scanner.out_of_turn(broken);
    }

    /// Notes that a session couldn't read the message that was [compared](Self::line) last. It is a
    /// finding of its own if comparing the message has found no reason: a session knows more, such as
    /// what JSON can't hold.
    pub fn drifted(&mut self, drifted: &Drifted<'_>) {
        self.scanner.drifted(drifted);
    }

    /// Notes a message that a gate turned away.
    pub fn refused(&mut self, refused: &Refused<'_>) {
        self.scanner.refused(refused);
    }

    /// The report.
    pub fn finish(self) -> Drift {
        self.scanner.finish()
    }
}
