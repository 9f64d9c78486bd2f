//! Replays, checks, lists, describes and exports CTI protocols on the command line.

mod args;
mod bundled;
mod check;
mod describe;
mod escape;
mod failure;
mod human;
mod json;
mod lines;
mod list;
mod marks;
mod members;
mod names;
mod play;
mod recording;
mod replay;
mod show;
mod stage;
mod style;
mod tally;
mod tape;
mod wrap;

use std::io::{self, Write};
use std::process::ExitCode;

use anstream::{AutoStream, ColorChoice};
use clap::{CommandFactory as _, Parser as _};

use crate::args::{Args, Color, Command};
use crate::failure::Failure;
use crate::style::{BAD, Styled};

fn main() -> ExitCode {
    let args = Args::parse();
    let color = match args.color {
        Color::Auto => ColorChoice::Auto,
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
    };
    match run(args.command, color) {
        Ok(status) => status,
        // Whoever reads has seen enough.
        Err(failure) if failure.is_closed_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            let mut errors = AutoStream::new(io::stderr().lock(), color);
            // There is nobody left to tell.
            let _ = writeln!(errors, "{}: {failure}", Styled(BAD, "error"));
            failure.status()
        }
    }
}

fn run(command: Option<Command>, color: ColorChoice) -> Result<ExitCode, Failure> {
    let mut out = AutoStream::new(io::stdout().lock(), color);
    match command {
        None => return replay(&args::Replay::default(), out),
        Some(Command::Replay(args)) => return replay(&args, out),
        Some(Command::List { json: true }) => list::json(&mut out)?,
        Some(Command::List { json: false }) => list::table(&mut out)?,
        Some(Command::Describe { protocol, json }) => {
            let description = (protocol.description)();
            if json {
                describe::json(&mut out, description)?;
            } else {
                describe::text(&mut out, description)?;
            }
        }
        Some(Command::Check(args)) => return check(&args, out),
        Some(Command::Export { protocol, format }) => {
            out.write_all(cti_export::export((protocol.description)(), format).as_bytes())?;
        }
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Args::command(), "cti", &mut script);
            out.write_all(&script)?;
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn check(args: &args::Check, mut out: impl Write) -> Result<ExitCode, Failure> {
    let mut check = check::Check::new(&mut out, args.json);
    let ran = replay::run(&args.replay(), &mut check);
    let outcome = check.finish(args.file.is_some() || args.protocol.is_some())?;
    out.flush()?;
    // What was read up to a fault has been reported by now.
    ran?;
    if outcome.drifted {
        return Ok(ExitCode::from(1));
    }
    match outcome.blind {
        Some(refused) => Err(Failure::NothingLookedAt(refused)),
        None => Ok(ExitCode::SUCCESS),
    }
}

fn replay(args: &args::Replay, mut out: impl Write) -> Result<ExitCode, Failure> {
    let tally = if args.json {
        replay::run(args, &mut json::Machine::new(&mut out))?
    } else {
        replay::run(args, &mut human::Human::new(&mut out, wrap::columns()))?
    };
    out.flush()?;
    if !args.strict {
        return Ok(ExitCode::SUCCESS);
    }
    match tally
        .findings()
        .map(|(count, what)| format!("{count} {what}"))
        .collect::<Vec<_>>()
    {
        findings if findings.is_empty() && tally.looked_at() == 0 => {
            Err(Failure::NothingLookedAt(tally.refusals()))
        }
        findings if findings.is_empty() => Ok(ExitCode::SUCCESS),
        findings => Err(Failure::Findings(findings.join(", "))),
    }
}
