//! Replaying recordings: each line goes through the protocol's session, and its fate is shown.
//!
//! ```
//! # #[cti_runtime::protocol(vendor = "Acme", origins("https://phone.acme.example"), envelope(object, tag = "type"))]
//! # pub mod acme_phone {
//! #     #[event] pub enum Event { Incoming { from: PhoneNumber } }
//! # }
//! # use acme_phone::AcmePhone;
//! use cti::replay::{Options, Source, replay};
//! use cti::{Entry, JsonLines, Protocols};
//!
//! let protocols = Protocols::none().with(Entry::window::<AcmePhone>());
//! let recording = br#"{"cti": 1, "protocol": "acme-phone"}
//! {"at": 0, "side": "vendor", "origin": "https://phone.acme.example", "data": {"type": "incoming", "from": "1"}}
//! "#;
//! let mut shown = Vec::new();
//! let source = Source::reading("call.jsonl", &recording[..]);
//! let summary = replay(source, &protocols, &Options::default(), &mut JsonLines::new(&mut shown))?;
//! assert_eq!(summary.counts.accepted, 1);
//! # Ok::<(), cti::Failure>(())
//! ```

mod counts;
pub(crate) mod engine;
mod sessions;
mod show;
mod source;

use std::path::Path;

use cti_runtime::Origin;

pub use self::counts::Counts;
use self::engine::Engine;
use self::sessions::Sessions;
pub use self::sessions::{Against, Answer};
pub use self::show::{Played, PostedAs, Show, Summary, Title, Way};
pub use self::source::Source;
use crate::failure::Failure;
use crate::protocols::{Entry, Protocols};
use crate::recording::{Broken, Header, Line, Reader};

/// The page's origin, where a recording doesn't say it.
const PAGE: &str = "https://page.example";

/// How a recording is replayed.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct Options {
    /// The protocol. A recording that names another is a [failure](Failure::OtherProtocol); one that
    /// names none needs it.
    pub protocol: Option<Entry>,
    /// Who answers in place of one side.
    pub against: Option<Against>,
    /// The recording begins where the conversation begins, whether it says so or not: order rules start
    /// at their first states, and don't wait until a message implies one.
    pub synced: bool,
}

/// Replays a recording. One that can't be read to its end is shown up to there.
///
/// # Errors
/// The recording is broken, can't be read, is empty or of another protocol, or its protocol isn't
/// known; no session can be opened; or what is shown can't be written.
pub fn replay(
    mut source: Source,
    protocols: &Protocols,
    options: &Options,
    show: &mut dyn Show,
) -> Result<Summary, Failure> {
    if options.against.is_some() {
        source.look_for_page()?;
    }
    let mut engine = None;
    let read = lines(source, protocols, options, show, &mut engine);
    let summary = engine.map(Engine::summary);
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

/// Replays a file or, where none is named, the recordings that come with the protocols. Gives the
/// counts of all messages. With `progress`, a file that takes long has a bar on a terminal.
pub(crate) fn all(
    file: Option<&Path>,
    protocols: &Protocols,
    options: &Options,
    show: &mut dyn Show,
    progress: bool,
) -> Result<Counts, Failure> {
    if let Some(path) = file {
        let source = Source::open(path)?;
        let source = if progress {
            source.with_progress()
        } else {
            source
        };
        return Ok(replay(source, protocols, options, show)?.counts);
    }
    let mut all = Counts::default();
    let mut summaries = Vec::new();
    let wanted = options.protocol.map(|entry| entry.name());
    for bundled in &protocols.recordings {
        if wanted.is_none_or(|name| name == bundled.protocol) {
            let source = Source::bundled(bundled, protocols);
            let summary = replay(source, protocols, options, show)?;
            all.add(&summary.counts);
            summaries.push(summary);
        }
    }
    if summaries.len() > 1 {
        show.total(&summaries)?;
    }
    Ok(all)
}

/// Hands the lines of a recording to the engine that the first one starts.
fn lines(
    source: Source,
    protocols: &Protocols,
    options: &Options,
    show: &mut dyn Show,
    engine: &mut Option<Engine>,
) -> Result<(), Failure> {
    let Source {
        name,
        input,
        protocol,
        synced,
        page,
        ..
    } = source;
    let broken = |line, why| Failure::broken(&name, Broken::line(line, why));
    let page = page.map_or_else(|| Origin::parse(PAGE), Ok)?;
    let begin = |line, header: &Header<'_>, show: &mut dyn Show| {
        let entry = match (options.protocol.or(protocol), &header.protocol) {
            (Some(entry), Some(named)) if entry.name() != *named => {
                return Err(Failure::OtherProtocol {
                    name: name.clone(),
                    line,
                    named: named.clone().into_owned(),
                    wanted: entry.name(),
                });
            }
            (Some(entry), _) => entry,
            (None, None) => return Err(Failure::NoProtocol { name: name.clone() }),
            (None, Some(named)) => {
                let found = protocols.find(named);
                found.map_err(|unknown| broken(line, unknown.to_string()))?
            }
        };
        let synced = synced || options.synced || header.synced;
        let sessions = Sessions::open(&entry, options.against, &page, synced)?;
        let description = entry.description();
        show.begin(&Title {
            description,
            note: header.note.as_deref(),
        })?;
        Ok(Engine::new(description, sessions))
    };
    let mut reader = Reader::new(input);
    while let Some((line, read)) = reader.read().map_err(|why| Failure::Recording {
        name: name.clone(),
        why,
    })? {
        match read {
            Line::Header(_) if engine.is_some() => {
                let why = "a second header: a header stands in the first line only, and a recording \
                           is a file of its own";
                return Err(broken(line, why.to_owned()));
            }
            Line::Header(header) => *engine = Some(begin(line, &header, show)?),
            Line::Happened { at, what } => {
                let engine = match engine {
                    Some(engine) => engine,
                    None => engine.insert(begin(line, &Header::default(), show)?),
                };
                if let Some(why) = engine.misfit(at, &what) {
                    return Err(broken(line, why));
                }
                engine.happened(line, at, &what, show)?;
            }
        }
    }
    if engine.is_none() {
        *engine = Some(begin(1, &Header::default(), show)?);
    }
    Ok(())
}
