//! What happened in a recording?

use cti_runtime::Origin;

use crate::args;
use crate::bundled;
use crate::failure::Failure;
use crate::lines::{Broken, Lines};
use crate::names;
use crate::play::Play;
use crate::recording::{self, Header, Line};
use crate::show::{Show, Summary, Title};
use crate::stage::Stage;
use crate::tally::Tally;
use crate::tape::Tape;

/// The page's origin, where a recording doesn't say it.
const PAGE: &str = "https://page.example";

/// Replays what was asked for. Says what became of all messages.
pub(crate) fn run(args: &args::Replay, show: &mut dyn Show) -> Result<Tally, Failure> {
    if let Some(path) = &args.file {
        let tape = Tape::open(path, args.against.is_some())?;
        return Ok(replay(tape, args, show)?.tally);
    }
    let mut all = Tally::default();
    let mut summaries = Vec::new();
    for &bundled in bundled::RECORDINGS {
        if args
            .protocol
            .is_none_or(|entry| entry.name == bundled.protocol)
        {
            let summary = replay(Tape::bundled(bundled), args, show)?;
            all.add(&summary.tally);
            summaries.push(summary);
        }
    }
    if summaries.len() > 1 {
        show.total(&summaries)?;
    }
    Ok(all)
}

/// Replays one recording. One that can't be read to its end is shown up to there.
fn replay(tape: Tape, args: &args::Replay, show: &mut dyn Show) -> Result<Summary, Failure> {
    let mut play = None;
    let read = lines(tape, args, show, &mut play);
    let summary = play.map(Play::summary);
    match (read, summary) {
        (Ok(()), Some(summary)) => {
            show.end(&summary)?;
            Ok(summary)
        }
        (Ok(()), None) => Err(Failure::NothingLookedAt(String::new())),
        (Err(failure), summary) => {
            if let Some(summary) = summary {
                show.stopped(&summary)?;
            }
            Err(failure)
        }
    }
}

/// Plays the lines of a recording, with what the first one begins.
fn lines(
    tape: Tape,
    args: &args::Replay,
    show: &mut dyn Show,
    playing: &mut Option<Play>,
) -> Result<(), Failure> {
    let Tape {
        name,
        input,
        protocol,
        synced,
        page,
    } = tape;
    let broken = |broken: Broken| Failure::broken(&name, broken);
    let page = page.map_or_else(|| Origin::parse(PAGE), Ok)?;
    let begin = |line, header: &Header<'_>, show: &mut dyn Show| {
        let entry = match (args.protocol.or(protocol), &header.protocol) {
            (Some(entry), Some(named)) if entry.name != *named => {
                return Err(Failure::OtherProtocol {
                    name: name.clone(),
                    line,
                    named: named.clone().into_owned(),
                    wanted: entry.name,
                });
            }
            (Some(entry), _) => entry,
            (None, None) => return Err(Failure::NoProtocol { name: name.clone() }),
            (None, Some(named)) => {
                names::find(named).map_err(|why| broken(Broken::line(line, why)))?
            }
        };
        let synced = synced || args.synced || header.synced;
        let stage = Stage::set(entry, args.against, &page, synced)?;
        let description = (entry.description)();
        show.begin(&Title {
            description,
            note: header.note.as_deref(),
        })?;
        Ok(Play::new(description, stage))
    };
    let mut lines = Lines::new(input);
    while let Some((line, text)) = lines.next().map_err(|why| Failure::Recording {
        name: name.clone(),
        why,
    })? {
        match recording::parse(line, text).map_err(broken)? {
            Line::Header(_) if playing.is_some() => {
                let why = "a second header: a header stands in the first line only, and a recording \
                           is a file of its own";
                return Err(broken(Broken::line(line, why)));
            }
            Line::Header(header) => *playing = Some(begin(line, &header, show)?),
            Line::Happened { at, what } => {
                let play = match playing {
                    Some(play) => play,
                    None => playing.insert(begin(line, &Header::default(), show)?),
                };
                if let Some(why) = play.misfit(at, &what) {
                    return Err(broken(Broken::line(line, why)));
                }
                play.happened(line, at, &what, show)?;
            }
        }
    }
    if playing.is_none() {
        *playing = Some(begin(1, &Header::default(), show)?);
    }
    Ok(())
}
