//! What is shown of a replay?

use std::io;

use cti_runtime::describe::Description;
use cti_runtime::erased::{Report, StateNow};
use cti_runtime::{Location, Refusal};

use crate::recording::Side;
use crate::stage::Answer;
use crate::tally::Tally;

/// Something that shows a replay: to a person, or to a machine.
pub(crate) trait Show {
    /// A recording begins.
    fn begin(&mut self, title: &Title<'_>) -> io::Result<()>;
    /// A line was played.
    fn played(&mut self, played: &Played<'_>) -> io::Result<()>;
    /// The simulated phone or the demo application posted something.
    fn answered(&mut self, at: u64, answer: &Answer) -> io::Result<()>;
    /// The vendor's document was replaced.
    fn reloaded(&mut self, line: usize, at: u64) -> io::Result<()>;
    /// A recording has ended.
    fn end(&mut self, summary: &Summary) -> io::Result<()>;
    /// A recording can't be read further; what was read so far.
    fn stopped(&mut self, _: &Summary) -> io::Result<()> {
        Ok(())
    }
    /// All recordings have ended.
    fn total(&mut self, summaries: &[Summary]) -> io::Result<()>;
}

/// A recording that begins.
pub(crate) struct Title<'a> {
    /// Its protocol.
    pub(crate) description: &'static Description,
    /// What it says of itself.
    pub(crate) note: Option<&'a str>,
}

/// A line that was played.
pub(crate) struct Played<'a> {
    /// The line, from 1.
    pub(crate) line: usize,
    /// When it happened, in milliseconds, as recorded.
    pub(crate) at: u64,
    /// Who sent it.
    pub(crate) side: Side,
    /// How it came.
    pub(crate) way: Way<'a>,
    /// The function or subscription, of a library; else empty.
    pub(crate) name: &'a str,
    /// The JSON that was sent, not masked.
    pub(crate) text: &'a str,
    /// What became of it.
    pub(crate) report: Report,
    /// Where it is malformed, or has drifted.
    pub(crate) place: Option<Location>,
    /// Why the simulated phone or the demo application turned it away, if it did.
    pub(crate) turned_away: Option<Refusal>,
}

/// How something came.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Way<'a> {
    /// A window posted it.
    Window {
        /// The origin, as the recording has it.
        origin: &'a str,
        /// The window's number.
        source: u32,
        /// What was posted.
        posted: Kind,
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
    /// A subscriber was called.
    Fire,
}

/// What kind of value a window posted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A string.
    Text,
    /// An object.
    Object,
    /// Neither.
    Other,
}

/// A recording that has ended.
pub(crate) struct Summary {
    /// Its protocol.
    pub(crate) description: &'static Description,
    /// What became of its messages.
    pub(crate) tally: Tally,
    /// What every machine and every open call is in.
    pub(crate) states: Vec<StateNow>,
    /// Calls of the library that nobody has answered: number and name.
    pub(crate) unanswered: Vec<(u64, String)>,
}
