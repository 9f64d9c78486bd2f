//! The arguments of the command line.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;
use cti_export::Format;

use crate::protocols::Protocols;
use crate::replay::Against;

const EXAMPLES: &str = "\
Examples:
  cti                                          replay the bundled recordings
  cti replay call.jsonl --protocol cloudtalk   replay one of your own
  cti replay - --json < call.jsonl             for machines, from standard input
  cti replay call.jsonl --html call.html       a picture, for a browser
  cti replay call.jsonl --strict               fail if the vendor has drifted
  cti check call.jsonl --protocol cloudtalk    has the vendor drifted?
  cti recorder --extension recorder            records a page, in a browser
  cti infer call.jsonl > src/acme_phone.rs     a declaration of the recording
  cti new acme-phone                           a crate for a phone of your own
  cti describe leaddesk-talk                   messages, fields, origins, states
  cti export leaddesk-talk --format typescript types and a guard for JavaScript

Exit status:
  0  done
  1  with --strict, or in a check: something was not as declared
  2  the command line is wrong, or a recording is broken or can't be read
  3  with --strict, or in a check: no message was the protocol's
  4  a recording names another protocol than --protocol

`cti guide` tells how to record a page, and what recordings look like.";

const REPLAYING: &str = "\
A recording is JSON lines: what a page received and what it posted. Each line goes through the \
protocol's session, and its fate is shown, with personal data masked: accepted, and by which \
handler; or refused, by which gate and why; the state it moved to; whether it came in turn.";

const REPLAY_EXAMPLES: &str = "\
Examples:
  cti replay                                   all bundled recordings
  cti replay --protocol desk-open-cti          a bundled recording
  cti replay call.jsonl --protocol cloudtalk
  cti replay call.jsonl --against simulator    what would a phone have answered?
  cti replay call.jsonl --html call.html       a picture, for a browser
  cti replay call.jsonl --json | jq 'select(.verdict == \"drifted\")'

Exit status:
  0  replayed
  1  with --strict: a message was unknown, drifted, malformed, too large or out
     of turn
  2  the command line is wrong, or the recording is broken or can't be read
  3  with --strict: no message was the protocol's
  4  the recording names another protocol than --protocol";

const CHECKING: &str = "\
Compares what a recording has with what the protocol's declaration says: messages and fields that \
the declaration doesn't know, declared ones that never came, types that differ, order rules that \
were broken, messages that are malformed or posted in another encoding; how often, with an example \
whose values are masked, and where there is one, the line that would put the declaration right. A \
check is a gate: one that looked at nothing fails, and says what was refused, and from where.";

const CHECK_EXAMPLES: &str = "\
Examples:
  cti check call.jsonl --protocol cloudtalk
  cti check --protocol leaddesk-talk           a bundled recording
  cti check call.jsonl --json | jq .findings
  cti check calls/monday.jsonl --format github annotations in a pull request
  cti check call.jsonl --format sarif          a log for code scanning

Exit status:
  0  nothing differs, or was merely never seen
  1  something differs
  2  the command line is wrong, or the recording is broken or can't be read
  3  nothing was looked at: no message passed the gates and was the protocol's
  4  the recording names another protocol than --protocol

With --json, one JSON value is printed: an object for the recording or protocol that was named, and \
an array of them for all the bundled ones. `cti guide` tells its members.";

const INFERRING: &str = "\
Writes the Rust source of a protocol from what was recorded: the envelope of each direction, messages \
with their fields and types, requests and their answers, what looks personal or secret, samples in which \
examples stand for what is personal, and a proposal of its order. It compiles as it is, and takes the \
recording. Comments say how often each thing was seen and what is uncertain. What was chosen and what \
was left out is told on standard error.";

const INFER_EXAMPLES: &str = "\
Examples:
  cti infer call.jsonl > src/acme_phone.rs
  cti infer monday.jsonl tuesday.jsonl --name acme-phone --vendor Acme
  cti infer call.jsonl --origin https://phone.acme.example --window 2
  cti infer call.jsonl --against cloudtalk     only what the declaration lacks

Exit status:
  0  written
  2  the command line is wrong, or a recording is broken or can't be read;
     what was read is written
  3  there was nothing from which to infer";

const RECORDING: &str = "\
Writes a recorder for a browser: a script for a page or its console, a bookmarklet, or an extension, whose \
panel in the developer tools shows messages as they come and saves them. With a protocol, its declaration is \
in the recorder: it says which messages are as declared, blanks what is secret, and gives what is personal, \
and the ids of calls, other letters and digits, so that the recording still replays.";

const RECORDER_EXAMPLES: &str = "\
Examples:
  cti recorder --protocol cloudtalk > recorder.js
  cti recorder --protocol cloudtalk --bookmarklet
  cti recorder --protocol cloudtalk --extension recorder
  cti recorder --extension recorder            of a phone without a declaration

Exit status:
  0  written
  2  the command line is wrong, the folder is there already, or a file can't be
     written

A browser takes the extension from its page of extensions, in developer mode, with `Load unpacked`. \
`cti guide` tells more.";

const NEW_EXAMPLES: &str = "\
Examples:
  cti new acme-phone
  cti new acme-phone --vendor Acme --origin https://phone.acme.example
  cti new acme-phone --checkout ~/src/cti      before the crates are published

Exit status:
  0  written
  2  the command line is wrong, the folder is there already, or a file can't be
     written";

/// Replays, checks, infers, lists, describes and exports CTI protocols.
///
/// Without a command, the bundled recordings are replayed, one protocol after the other.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, after_long_help = EXAMPLES)]
pub(crate) struct Args {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    /// When to use colours.
    ///
    /// `auto` means: on a terminal, unless `NO_COLOR` or `CLICOLOR=0` is set.
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t)]
    pub(crate) color: Color,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Replay a recording, and show what happened.
    #[command(long_about = REPLAYING, after_long_help = REPLAY_EXAMPLES)]
    Replay(Replay),
    /// List the protocols.
    List {
        /// Print one JSON array.
        #[arg(long)]
        json: bool,
    },
    /// Describe a protocol: origins, messages, fields, states.
    Describe {
        /// The protocol's name.
        #[arg(value_name = "NAME", hide_possible_values = true)]
        protocol: String,
        /// Print one JSON object.
        #[arg(long)]
        json: bool,
    },
    /// Compare a recording with the protocol's declaration.
    #[command(long_about = CHECKING, after_long_help = CHECK_EXAMPLES)]
    Check(Check),
    /// Write a recorder for a browser: a script, a bookmarklet or an extension.
    #[command(long_about = RECORDING, after_long_help = RECORDER_EXAMPLES)]
    Recorder(Recorder),
    /// Write a declaration from recordings.
    #[command(long_about = INFERRING, after_long_help = INFER_EXAMPLES)]
    Infer(Infer),
    /// Write a crate for a protocol of your own: its declaration, tests and command line.
    #[command(after_long_help = NEW_EXAMPLES)]
    New(New),
    /// Write a reference, types or a schema of a protocol.
    Export {
        /// The protocol's name.
        #[arg(value_name = "NAME", hide_possible_values = true)]
        protocol: String,
        /// What to write.
        #[arg(long, short, value_parser = format(), default_value = "markdown")]
        format: Format,
    },
    /// Print how to record a page, the format of recordings and the keys of the JSON, in Markdown.
    Guide,
    /// Print a page of the manual, for `man`.
    ///
    /// `cti man | man -l -` shows it; in a folder of the manual it is `cti.1`, or `cti-replay.1` for a command.
    Man {
        /// The command; without it, the page of them all.
        command: Option<String>,
    },
    /// Print a script that completes commands in a shell.
    Completions {
        /// The shell.
        shell: Shell,
    },
}

/// The recording of a command.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Recorded {
    /// The recording, `-` for standard input; without it, the bundled ones.
    #[arg(value_hint = ValueHint::FilePath)]
    pub(crate) file: Option<PathBuf>,
    /// The protocol's name; can be left out if the recording names it.
    #[arg(long, short, value_name = "NAME")]
    pub(crate) protocol: Option<String>,
}

/// How to replay, and what.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Replay {
    #[command(flatten)]
    pub(crate) recorded: Recorded,
    /// Let somebody answer, and show also what they post and to which origin.
    #[arg(long, value_enum, value_name = "WHOM")]
    pub(crate) against: Option<Against>,
    /// The recording begins where the conversation begins.
    ///
    /// The order rules then start at their first states. Otherwise they know nothing until a
    /// message implies a state: a recording may start in the middle, or have one side only. The
    /// bundled recordings begin at the beginning.
    #[arg(long)]
    pub(crate) synced: bool,
    /// Exit with status 1 if a message was unknown, drifted, malformed, too large or out of turn.
    ///
    /// What other windows and other origins post, and what isn't of the protocol, doesn't count:
    /// every real page has such noise.
    #[arg(long)]
    pub(crate) strict: bool,
    /// Print one JSON object per line.
    #[arg(long)]
    pub(crate) json: bool,
    /// Draw a sequence diagram: one HTML file, which needs no network.
    #[arg(long, value_name = "FILE", conflicts_with = "json", value_hint = ValueHint::FilePath)]
    pub(crate) html: Option<PathBuf>,
}

/// What to check, and against what.
#[derive(Debug, clap::Args)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) recorded: Recorded,
    /// The recording begins where the conversation begins.
    #[arg(long)]
    pub(crate) synced: bool,
    /// Print one JSON value: the same as `--format json`.
    #[arg(long, conflicts_with = "format")]
    pub(crate) json: bool,
    /// How to report.
    #[arg(long, short, value_enum, value_name = "FORMAT", default_value_t)]
    pub(crate) format: Report,
}

impl Check {
    /// How to report, by whichever argument says so.
    pub(crate) const fn report(&self) -> Report {
        if self.json { Report::Json } else { self.format }
    }
}

/// How a check is reported.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Report {
    /// For people.
    #[default]
    Text,
    /// One JSON value: an object, or an array of them for all bundled recordings.
    Json,
    /// Annotations of a workflow run on GitHub.
    Github,
    /// A SARIF log, which code scanning reads.
    Sarif,
}

/// Which recorder, and of which protocol.
#[derive(Debug, clap::Args)]
pub(crate) struct Recorder {
    /// The protocol's name; without it, the recorder knows no declaration.
    #[arg(long, short, value_name = "NAME")]
    pub(crate) protocol: Option<String>,
    /// Print a bookmarklet: a URL to be put into a bookmark.
    #[arg(long, conflicts_with = "extension")]
    pub(crate) bookmarklet: bool,
    /// Write a browser extension into this folder, which must not be there yet.
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(crate) extension: Option<PathBuf>,
}

/// From what to infer, and what is known of it.
#[derive(Debug, clap::Args)]
pub(crate) struct Infer {
    /// The recordings, `-` for standard input.
    #[arg(value_name = "RECORDING", required = true, value_hint = ValueHint::FilePath)]
    pub(crate) files: Vec<PathBuf>,
    /// The module's name, such as `acme-phone`.
    ///
    /// Otherwise it is the protocol that the recording's header names, or the other side's host.
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,
    /// The vendor, as it writes itself.
    #[arg(long, value_name = "NAME")]
    pub(crate) vendor: Option<String>,
    /// The other side's origin; may be repeated.
    ///
    /// Otherwise it is the most talkative one that isn't the page's own.
    #[arg(long = "origin", value_name = "ORIGIN")]
    pub(crate) origins: Vec<String>,
    /// The other side's window, as the recorder numbered it.
    #[arg(long, value_name = "NUMBER")]
    pub(crate) window: Option<u32>,
    /// The path of a library's root in the page.
    #[arg(long, value_name = "PATH")]
    pub(crate) library: Option<String>,
    /// Write only what this protocol's declaration lacks.
    #[arg(long, value_name = "NAME")]
    pub(crate) against: Option<String>,
}

/// A crate that is to be written.
#[derive(Debug, clap::Args)]
pub(crate) struct New {
    /// The name of the crate and the protocol, such as `acme-phone`.
    pub(crate) name: String,
    /// The folder, which must not be there yet; otherwise one of that name.
    #[arg(value_hint = ValueHint::DirPath)]
    pub(crate) folder: Option<PathBuf>,
    /// The vendor, as it writes itself.
    #[arg(long, value_name = "NAME")]
    pub(crate) vendor: Option<String>,
    /// The origin of the vendor's frame, such as `https://phone.acme.example`.
    #[arg(long, value_name = "ORIGIN")]
    pub(crate) origin: Option<String>,
    /// Depend on the crates of a checkout of their repository, and not on published ones.
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(crate) checkout: Option<PathBuf>,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless the environment says otherwise.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Takes the name of an output.
fn format() -> impl TypedValueParser<Value = Format> {
    let names = Format::ALL.map(|format| PossibleValue::new(format.name()));
    PossibleValuesParser::new(names).try_map(|name| name.parse::<Format>())
}

/// The command line, where protocols have these names; clap suggests the nearest to a misspelt one.
pub(crate) fn command(protocols: &Protocols) -> clap::Command {
    let names = protocols.all().iter();
    let names = names
        .map(|entry| PossibleValue::new(entry.name()).help(entry.description().vendor))
        .collect::<Vec<_>>();
    Args::command().mut_subcommands(|command| {
        let infers = command.get_name() == "infer";
        command.mut_args(|arg| {
            if arg.get_id() == "protocol" || (infers && arg.get_id() == "against") {
                arg.value_parser(PossibleValuesParser::new(names.clone()))
            } else {
                arg
            }
        })
    })
}

/// The name of the program, as it was called.
pub(crate) fn program() -> String {
    let path = env::args_os().next().unwrap_or_default();
    let name = Path::new(&path).file_stem().and_then(OsStr::to_str);
    name.unwrap_or("cti").to_owned()
}

impl Args {
    /// Reads the arguments of this process; ends it where they are wrong, or help is asked for.
    pub(crate) fn of_process(protocols: &Protocols) -> Self {
        let matches = command(protocols).get_matches();
        Self::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
    }
}
