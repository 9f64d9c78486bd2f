//! Why a command failed, and its exit status.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use cti_runtime::OriginError;

use crate::output::escape::{Safe, clip};
use crate::recording::{Broken, Unreadable};

/// Why a command failed.
#[derive(Debug)]
#[non_exhaustive]
pub enum Failure {
    /// Its output could not be written.
    Output(io::Error),
    /// A recording can't be read.
    Recording {
        /// The recording, as the user named it.
        name: String,
        /// Why.
        why: Unreadable,
    },
    /// Neither a recording nor the command says of which protocol it is.
    NoProtocol {
        /// The recording, as the user named it.
        name: String,
    },
    /// A recording is of another protocol than the one that was asked for.
    OtherProtocol {
        /// The recording, as the user named it.
        name: String,
        /// The line of its header.
        line: usize,
        /// The protocol that its header names.
        named: String,
        /// The protocol that was asked for.
        wanted: &'static str,
    },
    /// Nothing was looked at, which is no proof of anything; what was refused, in words.
    NothingLookedAt(String),
    /// No protocol has this name; a sentence that says so.
    UnknownProtocol(String),
    /// There is no command of this name.
    UnknownCommand(String),
    /// This protocol has no simulated phone and no demo application, and one was asked for.
    NothingAnswers(&'static str),
    /// No crate can be made of what was asked for; a sentence that says why.
    Template(String),
    /// A file could not be written.
    NotWritten {
        /// Its path.
        path: PathBuf,
        /// Why.
        why: io::Error,
    },
    /// A session could not be opened.
    Origin(OriginError),
    /// Messages weren't as the declaration says, and that was asked for.
    Findings(String),
}

impl Failure {
    pub(crate) fn broken(name: &str, broken: Broken) -> Self {
        Self::Recording {
            name: name.to_owned(),
            why: Unreadable::Broken(broken),
        }
    }

    pub(crate) fn not_written(path: &Path, why: io::Error) -> Self {
        Self::NotWritten {
            path: path.to_owned(),
            why,
        }
    }

    /// The exit status. It is 2 where the command line is wrong, as clap has it, or a recording is
    /// broken.
    pub fn status(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Findings(_) => 1,
            Self::NothingLookedAt(_) => 3,
            Self::OtherProtocol { .. } => 4,
            _ => 2,
        })
    }

    /// Whether the pipe that is written to was closed: its reader has seen enough.
    pub(crate) fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Output(why) if why.kind() == io::ErrorKind::BrokenPipe)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Output(why) => write!(f, "the output can't be written: {why}"),
            Self::Recording {
                name,
                why: why @ Unreadable::Io { read: 0, .. },
            } => write!(f, "{}: {why}", Safe(name)),
            Self::Recording { name, why } => write!(f, "{}, {why}", Safe(name)),
            Self::OtherProtocol {
                name,
                line,
                named,
                wanted,
            } => write!(
                f,
                "{}, line {line}: the recording is of `{}`, and `{wanted}` was asked for",
                Safe(name),
                Safe(&clip(named, 60))
            ),
            Self::NothingLookedAt(refused) if refused.is_empty() => {
                write!(f, "nothing was looked at: there is no message")
            }
            Self::NothingLookedAt(refused) => {
                write!(f, "nothing was looked at; refused: {}", Safe(refused))
            }
            Self::NoProtocol { name } => write!(
                f,
                "{}: say of which protocol it is, with --protocol NAME; `cti list` has the names",
                Safe(name)
            ),
            Self::UnknownProtocol(why) | Self::Template(why) => f.write_str(why),
            Self::NotWritten { path, why } => {
                let path = path.display().to_string();
                write!(f, "{}: can't be written: {why}", Safe(&path))
            }
            Self::UnknownCommand(name) => {
                write!(
                    f,
                    "no command is named `{}`; --help has the names",
                    Safe(name)
                )
            }
            Self::NothingAnswers(name) => {
                write!(f, "`{name}` has no simulated phone and no demo application")
            }
            Self::Findings(findings) => write!(f, "not as declared: {findings}"),
            Self::Origin(why) => write!(f, "no session can be opened: {why}"),
        }
    }
}

impl core::error::Error for Failure {}

impl From<io::Error> for Failure {
    fn from(why: io::Error) -> Self {
        Self::Output(why)
    }
}

impl From<OriginError> for Failure {
    fn from(why: OriginError) -> Self {
        Self::Origin(why)
    }
}
