//! What happened in a recording?

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read as _};

use cti_runtime::describe::{Carrier, Description};
use cti_runtime::erased::{Input, Report, Verdict};
use cti_runtime::{Data, Location, Millis, Origin, Post, Signal, Source};
use cti_vendors::registry::Entry;

use crate::args;
use crate::bundled;
use crate::failure::Failure;
use crate::lines::{Broken, Lines, Unreadable};
use crate::names;
use crate::recording::{self, Content, Happened, Header, Line, Side};
use crate::show::{Played, Show, Summary, Title, Way};
use crate::stage::Stage;
use crate::tally::Tally;

/// The page's origin, where a recording doesn't say it.
const PAGE: &str = "https://page.example";

/// Replays what was asked for. Says what became of all messages.
pub(crate) fn run(args: &args::Replay, show: &mut dyn Show) -> Result<Tally, Failure> {
    let mut all = Tally::default();
    if args.file.is_some() {
        let summary = tape(args)?.play(args, show)?;
        all.add(&summary.tally);
        return Ok(all);
    }
    let mut summaries = Vec::new();
    for bundled in bundled::RECORDINGS {
        if args
            .protocol
            .is_none_or(|entry| entry.name == bundled.protocol)
        {
            let summary = Tape::bundled(bundled).play(args, show)?;
            all.add(&summary.tally);
            summaries.push(summary);
        }
    }
    if summaries.len() > 1 {
        show.total(&summaries)?;
    }
    Ok(all)
}

/// A recording that is to be played.
struct Tape {
    /// As the user named it.
    name: String,
    input: Box<dyn BufRead>,
    protocol: Option<&'static Entry>,
    synced: bool,
    page: Option<Origin>,
}

fn tape(args: &args::Replay) -> Result<Tape, Failure> {
    let (name, input): (_, Box<dyn BufRead>) = match args.file.as_deref() {
        None | Some("-") => (String::from("standard input"), Box::new(io::stdin().lock())),
        Some(path) => match File::open(path) {
            Ok(file) => (path.to_owned(), Box::new(BufReader::new(file))),
            Err(why) => {
                let (name, why) = (path.to_owned(), Unreadable::Io(why));
                return Err(Failure::Recording { name, why });
            }
        },
    };
    let mut tape = Tape {
        name,
        input,
        protocol: None,
        synced: false,
        page: None,
    };
    if args.against.is_some() {
        tape.find_page()?;
    }
    Ok(tape)
}

impl Tape {
    fn bundled(bundled: bundled::Bundled) -> Self {
        let mut tape = Self {
            name: format!("the bundled recording of {}", bundled.protocol),
            input: Box::new(bundled.text.as_bytes()),
            protocol: names::find(bundled.protocol).ok(),
            synced: true,
            page: None,
        };
        tape.page = first_page(bundled.text.as_bytes());
        tape
    }

    /// Reads all of it, to know the page before anything is played.
    fn find_page(&mut self) -> Result<(), Failure> {
        let mut bytes = Vec::new();
        self.input
            .read_to_end(&mut bytes)
            .map_err(|why| self.unreadable(Unreadable::Io(why)))?;
        self.page = first_page(&bytes);
        self.input = Box::new(io::Cursor::new(bytes));
        Ok(())
    }

    fn unreadable(&self, why: Unreadable) -> Failure {
        Failure::Recording {
            name: self.name.clone(),
            why,
        }
    }

    fn play(self, args: &args::Replay, show: &mut dyn Show) -> Result<Summary, Failure> {
        let Self {
            name,
            input,
            protocol,
            synced,
            page,
        } = self;
        let page = page.map_or_else(|| Origin::parse(PAGE), Ok)?;
        let begin = |line, header: &Header<'_>, show: &mut dyn Show| -> Result<Play, Failure> {
            let entry = match (args.protocol.or(protocol), &header.protocol) {
                (Some(entry), _) => entry,
                (None, None) => return Err(Failure::NoProtocol { name: name.clone() }),
                (None, Some(named)) => names::find(named).map_err(|why| {
                    Failure::broken(
                        &name,
                        Broken {
                            line,
                            column: None,
                            why,
                        },
                    )
                })?,
            };
            let synced = synced || args.synced || header.synced;
            let stage = Stage::set(entry, args.against, &page, synced)?;
            let mut play = Play::new((entry.description)(), stage);
            show.begin(&Title {
                description: play.description,
                note: header.note.as_deref(),
            })?;
            play.answers(0, show)?;
            Ok(play)
        };
        let mut lines = Lines::new(input);
        let mut play = None;
        while let Some((line, text)) = lines.next().map_err(|why| Failure::Recording {
            name: name.clone(),
            why,
        })? {
            let broken = |why| {
                Failure::broken(
                    &name,
                    Broken {
                        line,
                        column: None,
                        why,
                    },
                )
            };
            match recording::parse(line, text).map_err(|broken| Failure::broken(&name, broken))? {
                Line::Header(_) if play.is_some() => {
                    return Err(broken(String::from(
                        "a header stands in the first line only",
                    )));
                }
                Line::Header(header) => play = Some(begin(line, &header, show)?),
                Line::Happened { at, what } => {
                    if play.is_none() {
                        play = Some(begin(line, &Header::default(), show)?);
                    }
                    if let Some(play) = &mut play {
                        play.misfit(&what).map_or(Ok(()), |why| Err(broken(why)))?;
                        play.happened(line, at, &what, show)?;
                    }
                }
            }
        }
        let play = match play {
            Some(play) => play,
            None => begin(1, &Header::default(), show)?,
        };
        let summary = play.summary();
        show.end(&summary)?;
        Ok(summary)
    }
}

/// The origin of the first line that the page sent, if it is one that a page can be served at.
fn first_page(bytes: &[u8]) -> Option<Origin> {
    let mut lines = Lines::new(bytes);
    while let Ok(Some((number, text))) = lines.next() {
        if let Ok(Line::Happened {
            what: Happened::Posted(posted),
            ..
        }) = recording::parse(number, text)
            && posted.side == Side::App
            && let Ok(origin) = Origin::parse(&posted.origin)
        {
            return Some(origin);
        }
    }
    None
}

/// A recording that is being played.
struct Play {
    description: &'static Description,
    stage: Stage,
    tally: Tally,
    unanswered: BTreeMap<u64, String>,
}

impl Play {
    fn new(description: &'static Description, stage: Stage) -> Self {
        Self {
            description,
            stage,
            tally: Tally::default(),
            unanswered: BTreeMap::new(),
        }
    }

    /// Plays a line.
    fn happened(
        &mut self,
        line: usize,
        at: u64,
        what: &Happened<'_>,
        show: &mut dyn Show,
    ) -> io::Result<()> {
        self.stage.tick(Millis(at));
        self.answers(at, show)?;
        let (side, way, text, input) = match what {
            Happened::Reloaded => {
                self.stage.reload();
                self.unanswered.clear();
                show.reloaded(line, at)?;
                return self.answers(at, show);
            }
            Happened::Posted(posted) => {
                let (text, data) = match &posted.data {
                    Content::Text(text) => (text.as_ref(), Data::Text(text)),
                    Content::Object(json) => (json.as_ref(), Data::Object(json)),
                    Content::Other => ("", Data::Other),
                };
                let way = Way::Window {
                    origin: &posted.origin,
                    source: posted.source,
                };
                let post = Post::new(Source(posted.source), &posted.origin, data);
                (posted.side, way, text, Input::Post(post))
            }
            Happened::Signalled(signal) => {
                let (side, way, text) = match signal {
                    Signal::Call { id, arguments, .. } => {
                        (Side::App, Way::Call { id: *id }, arguments)
                    }
                    Signal::Reply { id, body } => (Side::Vendor, Way::Reply { id: *id }, body),
                    Signal::Fire { body, .. } => (Side::Vendor, Way::Fire, body),
                };
                (side, way, text.as_ref(), Input::Signal(signal.clone()))
            }
        };
        let (report, turned_away) = self.stage.play(side, &input, Millis(at));
        self.note_call(what, &report);
        self.tally.count(side, &report);
        let place = place(&report, text);
        show.played(&Played {
            line,
            at,
            side,
            way,
            report,
            place,
            turned_away,
        })?;
        self.answers(at, show)
    }

    /// Why a recording of this protocol can't have such a line.
    fn misfit(&self, what: &Happened<'_>) -> Option<String> {
        let name = self.description.name;
        match (what, self.description.carrier) {
            (Happened::Posted(_), Carrier::Library { .. }) => Some(format!(
                "{name} is a library in the page: its lines have `call`, `reply` or `fire`"
            )),
            (Happened::Signalled(_), Carrier::Window { .. }) => Some(format!(
                "{name} goes between windows: its lines have `side`, `origin` and `data`"
            )),
            _ => None,
        }
    }

    /// Keeps the book of calls that wait for their callback.
    fn note_call(&mut self, what: &Happened<'_>, report: &Report) {
        match what {
            Happened::Signalled(Signal::Call { id, name, .. })
                if matches!(report.verdict, Verdict::Accepted) =>
            {
                self.unanswered.insert(*id, name.clone().into_owned());
            }
            Happened::Signalled(Signal::Reply { id, .. }) => {
                self.unanswered.remove(id);
            }
            _ => {}
        }
    }

    /// Shows what the stand-in has posted.
    fn answers(&mut self, at: u64, show: &mut dyn Show) -> io::Result<()> {
        while let Some(answer) = self.stage.answer(Millis(at)) {
            self.tally.posted += 1;
            show.answered(at, &answer)?;
        }
        Ok(())
    }

    fn summary(self) -> Summary {
        Summary {
            description: self.description,
            tally: self.tally,
            states: self.stage.watcher().states(),
            unanswered: self.unanswered.into_iter().collect(),
        }
    }
}

/// Where a message is malformed, or has drifted.
fn place(report: &Report, text: &str) -> Option<Location> {
    match &report.verdict {
        Verdict::Drifted { at, .. } => Some(at.clone()),
        Verdict::Refused(refusal) => refusal.locate(text),
        Verdict::Accepted | Verdict::Unknown | Verdict::Answered => None,
    }
}
