//! The command line: from arguments to an exit status.

use std::io::{self, IsTerminal as _, Write};
use std::path::Path;
use std::process::ExitCode;

use anstream::{AutoStream, ColorChoice};

use crate::args::{self, Args, Color, Command, Recorded};
use crate::check::Check;
use crate::failure::Failure;
use crate::output::escape::Safe;
use crate::output::file::NewFile;
use crate::output::html::Html;
use crate::output::json::JsonLines;
use crate::output::style::{BAD, Styled};
use crate::output::text::{Text, count};
use crate::output::wrap;
use crate::protocols::Protocols;
use crate::replay::{Against, Counts, Options, Source};
use crate::template::Crate;
use crate::{describe, infer, list, recorder, replay};

/// How to record a page, and what recordings and the JSON look like.
const GUIDE: &str = include_str!("../docs/recording.md");

/// Runs the command line on this process's arguments, with these protocols: `replay`, `check`,
/// `recorder`, `infer`, `new`, `list`, `describe`, `export`, `guide`, `man` and
/// `completions`. Prints help, and ends the process, if that is
/// asked for or an argument is wrong.
///
/// ```no_run
/// # #[cti_runtime::protocol(vendor = "Acme", origins("https://phone.acme.example"), envelope(object, tag = "type"))]
/// # pub mod acme_phone {
/// #     #[event] pub enum Event { Incoming { from: PhoneNumber } }
/// # }
/// # use acme_phone::AcmePhone;
/// use cti::{Entry, Protocols};
///
/// fn main() -> std::process::ExitCode {
///     cti::run(&Protocols::shipped().with(Entry::window::<AcmePhone>()))
/// }
/// ```
pub fn run(protocols: &Protocols) -> ExitCode {
    let args = Args::of_process(protocols);
    let color = match args.color {
        Color::Auto => ColorChoice::Auto,
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
    };
    match carry_out(args.command, protocols, color) {
        Ok(status) => status,
        // The reader has seen enough.
        Err(failure) if failure.is_closed_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            let mut errors = AutoStream::new(io::stderr().lock(), color);
            // There is nowhere left to report to.
            let _ = writeln!(errors, "{}: {failure}", Styled(BAD, "error"));
            failure.status()
        }
    }
}

fn carry_out(
    command: Option<Command>,
    protocols: &Protocols,
    color: ColorChoice,
) -> Result<ExitCode, Failure> {
    let mut out = AutoStream::new(io::stdout().lock(), color);
    match command {
        None => return replay(&args::Replay::default(), protocols, out),
        Some(Command::Replay(args)) => return replay(&args, protocols, out),
        Some(Command::Check(args)) => return check(&args, protocols, out),
        Some(Command::Infer(args)) => return infer(&args, protocols, out),
        Some(Command::Recorder(args)) => record(&args, protocols, &mut out)?,
        Some(Command::New(args)) => new(&args, &mut out)?,
        Some(Command::List { json: true }) => list::json(&mut out, protocols)?,
        Some(Command::List { json: false }) => list::table(&mut out, protocols, wrap::columns())?,
        Some(Command::Describe { protocol, json }) => {
            let description = protocols.find(&protocol)?.description();
            if json {
                describe::json(&mut out, description)?;
            } else {
                describe::text(&mut out, description, wrap::columns())?;
            }
        }
        Some(Command::Export { protocol, format }) => {
            let description = protocols.find(&protocol)?.description();
            out.write_all(cti_export::export(description, format).as_bytes())?;
        }
        Some(Command::Guide) => out.write_all(GUIDE.as_bytes())?,
        Some(Command::Man { command }) => man(command.as_deref(), protocols, &mut out)?,
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            let name = args::program();
            clap_complete::generate(shell, &mut args::command(protocols), name, &mut script);
            out.write_all(&script)?;
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn check(
    args: &args::Check,
    protocols: &Protocols,
    mut out: impl Write,
) -> Result<ExitCode, Failure> {
    let Recorded { file, protocol } = &args.recorded;
    let recording = file.as_ref().map(|path| path.display().to_string());
    let mut check = Check::new(&mut out, args.report(), recording, wrap::columns());
    let options = options(protocols, protocol.as_deref(), None, args.synced)?;
    let ran = replay::all(file.as_deref(), protocols, &options, &mut check, true);
    let outcome = check.finish(file.is_some() || protocol.is_some())?;
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

fn infer(
    args: &args::Infer,
    protocols: &Protocols,
    mut out: impl Write,
) -> Result<ExitCode, Failure> {
    let options = infer::Options {
        name: args.name.clone(),
        vendor: args.vendor.clone(),
        origins: args.origins.clone(),
        window: args.window,
        library: args.library.clone(),
        against: args
            .against
            .as_deref()
            .map(|name| protocols.find(name))
            .transpose()?,
    };
    let sources = args
        .files
        .iter()
        .map(|path| Source::open(path).map(Source::with_progress));
    let sources = sources.collect::<Result<Vec<_>, _>>()?;
    let inferred = infer::infer(sources, &options)?;
    out.write_all(inferred.source.as_bytes())?;
    out.flush()?;
    let mut errors = io::stderr().lock();
    for note in &inferred.notes {
        // There is nowhere left to report to.
        let _ = writeln!(errors, "{}", Safe(note));
    }
    inferred.stopped.map_or(Ok(ExitCode::SUCCESS), Err)
}

/// Writes a recorder for a browser.
fn record(
    args: &args::Recorder,
    protocols: &Protocols,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let protocol = args.protocol.as_deref();
    let entry = protocol.map(|name| protocols.find(name)).transpose()?;
    let description = entry.map(|entry| entry.description());
    if let Some(folder) = &args.extension {
        recorder::write_extension(description, folder)?;
        let shown = folder.display().to_string();
        let how = "load it on the browser's page of extensions, in developer mode";
        writeln!(out, "{}: written; {how}", Safe(&shown))?;
    } else if args.bookmarklet {
        writeln!(out, "{}", recorder::bookmarklet(description))?;
    } else {
        out.write_all(recorder::script(description).as_bytes())?;
    }
    Ok(())
}

/// A page of the manual: of a command, or of them all.
fn man(command: Option<&str>, protocols: &Protocols, out: &mut impl Write) -> Result<(), Failure> {
    let name = args::program();
    let mut all = args::command(protocols).display_name(&name).bin_name(name);
    all.build();
    let page = match command {
        None => all,
        Some(wanted) => all
            .find_subcommand(wanted)
            .ok_or_else(|| Failure::UnknownCommand(wanted.to_owned()))?
            .clone(),
    };
    clap_mangen::Man::new(page)
        .source(concat!("cti ", env!("CARGO_PKG_VERSION")))
        .render(out)?;
    Ok(())
}

fn new(args: &args::New, out: &mut impl Write) -> Result<(), Failure> {
    let mut template = Crate::new(&args.name)?;
    if let Some(vendor) = &args.vendor {
        template = template.vendor(vendor)?;
    }
    if let Some(origin) = &args.origin {
        template = template.origin(origin)?;
    }
    if let Some(checkout) = &args.checkout {
        template = template.checkout(checkout)?;
    }
    let folder = args.folder.clone().unwrap_or_else(|| (&args.name).into());
    template.write(&folder)?;
    let shown = folder.display().to_string();
    writeln!(
        out,
        "{}: written; `cargo test` there, and read its README.md",
        Safe(&shown)
    )?;
    Ok(())
}

fn replay(
    args: &args::Replay,
    protocols: &Protocols,
    mut out: impl Write,
) -> Result<ExitCode, Failure> {
    let Recorded { file, protocol } = &args.recorded;
    let file = file.as_deref();
    let options = options(protocols, protocol.as_deref(), args.against, args.synced)?;
    // What is shown as it is read needs no bar beside it.
    let quiet = !io::stdout().is_terminal();
    let counts = if let Some(path) = &args.html {
        picture(path, file, protocols, &options, &mut out)?
    } else if args.json {
        replay::all(
            file,
            protocols,
            &options,
            &mut JsonLines::new(&mut out),
            quiet,
        )?
    } else {
        let mut text = Text::new(&mut out, wrap::columns());
        replay::all(file, protocols, &options, &mut text, quiet)?
    };
    out.flush()?;
    if !args.strict {
        return Ok(ExitCode::SUCCESS);
    }
    match counts
        .findings()
        .map(|(count, what)| format!("{count} {what}"))
        .collect::<Vec<_>>()
    {
        findings if findings.is_empty() && counts.looked_at() == 0 => {
            Err(Failure::NothingLookedAt(counts.refusals()))
        }
        findings if findings.is_empty() => Ok(ExitCode::SUCCESS),
        findings => Err(Failure::Findings(findings.join(", "))),
    }
}

/// Writes a page of a replay; one that can't be read to its end is in it up to there.
fn picture(
    path: &Path,
    file: Option<&Path>,
    protocols: &Protocols,
    options: &Options,
    out: &mut impl Write,
) -> Result<Counts, Failure> {
    if path == Path::new("-") {
        let mut page = Html::new(out);
        let replayed = replay::all(file, protocols, options, &mut page, true);
        page.finish(replayed.as_ref().err())?;
        return replayed;
    }
    let not_written = |failure| match failure {
        Failure::Output(why) => Failure::not_written(path, why),
        failure => failure,
    };
    let mut page = Html::new(NewFile::at(path));
    let replayed = replay::all(file, protocols, options, &mut page, true).map_err(not_written);
    if !matches!(replayed, Err(Failure::NotWritten { .. })) {
        let finished = page.finish(replayed.as_ref().err());
        finished.map_err(|why| Failure::not_written(path, why))?;
    }
    let counts = replayed?;
    let shown = path.display().to_string();
    let messages = count(counts.messages(), "message");
    writeln!(out, "{}: written, {messages}", Safe(&shown))?;
    Ok(counts)
}

fn options(
    protocols: &Protocols,
    protocol: Option<&str>,
    against: Option<Against>,
    synced: bool,
) -> Result<Options, Failure> {
    Ok(Options {
        protocol: protocol.map(|name| protocols.find(name)).transpose()?,
        against,
        synced,
    })
}
