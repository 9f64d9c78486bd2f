//! What a replay tells of a recording, and to what it tells it.

use std::io;

use cti_runtime::describe::Description;
use cti_runtime::tools::{Report, StateNow};
use cti_runtime::{Location, Refusal};

use super::counts::Counts;
use super::sessions::Answer;
use crate::recording::Side;

/// An output of a replay: [`Text`](crate::Text), [`JsonLines`](crate::JsonLines), a
/// [comparison](crate::check::compare), or one of your own.
pub trait Show {
    /// A recording begins.
    fn begin(&mut self, title: &Title<'_>) -> io::Result<()>;
    /// A line was handed to the session.
    fn played(&mut self, played: &Played<'_>) -> io::Result<()>;
    /// The simulated phone or the demo application posted something.
    fn answered(&mut self, _at: u64, _answer: &Answer) -> io::Result<()> {
        Ok(())
    }
    /// The vendor's document was replaced.
    fn reloaded(&mut self, _line: usize, _at: u64) -> io::Result<()> {
        Ok(())
    }
    /// A recording has ended.
    fn end(&mut self, summary: &Summary) -> io::Result<()>;
    /// A recording can't be read further; what was read so far.
    fn stopped(&mut self, _summary: &Summary) -> io::Result<()> {
        Ok(())
    }
    /// All recordings have ended.
    fn total(&mut self, _summaries: &[Summary]) -> io::Result<()> {
        Ok(())
    }
}

/// A recording that begins.
#[non_exhaustive]
pub struct Title<'a> {
    /// Its protocol.
    pub description: &'static Description,
    /// What it says of itself.
    pub note: Option<&'a str>,
}

/// A line that was handed to the session.
#[non_exhaustive]
pub struct Played<'a> {
    /// The line, from 1.
    pub line: usize,
    /// When it happened, in milliseconds, as recorded.
    pub at: u64,
    /// Who sent it.
    pub side: Side,
    /// How it came.
    pub way: Way<'a>,
    /// The function or subscription, of a library; else empty.
    pub name: &'a str,
    /// The JSON that was sent, not masked.
    pub text: &'a str,
    /// The session's report.
    pub report: Report,
    /// Where it is malformed, or has drifted.
    pub place: Option<Location>,
    /// Why the simulated phone or the demo application turned it away, if it did.
    pub turned_away: Option<Refusal>,
}

/// How something came.
#[derive(Clone, Copy, Debug)]
pub enum Way<'a> {
    /// A window posted it.
    Window {
        /// The origin, as the recording has it.
        origin: &'a str,
        /// The window's number.
        source: u32,
        /// What was posted.
        posted: PostedAs,
    },
    /// A function was called.
    Call {
        /// The call's number.
        id: u64,
    },
    /// A callback was called.
    Reply {
        /// The call's number.
        id: u64,
    },
    /// A function has failed by itself: another callback was called, or a promise rejected.
    Reject {
        /// The call's number.
        id: u64,
    },
    /// A subscriber was called.
    Fire,
}

/// What kind of value a window posted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PostedAs {
    /// A string.
    Text,
    /// An object.
    Object,
    /// Neither.
    Other,
}

/// A recording that has ended.
#[non_exhaustive]
pub struct Summary {
    /// Its protocol.
    pub description: &'static Description,
    /// Its messages, counted.
    pub counts: Counts,
    /// What every machine and every open call is in.
    pub states: Vec<StateNow>,
    /// Calls of the library without an answer: number and name.
    pub unanswered: Vec<(u64, String)>,
}
