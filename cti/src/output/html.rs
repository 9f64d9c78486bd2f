//! A replay as a page: one HTML file that needs no network.
//!
//! What the page shows is in it as JSON lines: those of [`JsonLines`](crate::JsonLines), and what only a
//! picture needs besides. `page.html` has the frame, `style.css` the looks; `data.js` reads the lines,
//! `diagram.js` draws, `details.js` tells of one message, `app.js` puts them together.

mod calls;
mod joins;

use std::collections::BTreeMap;
use std::io::{self, Write};

use cti_runtime::describe::{Description, Direction, Machine, Transport};
use serde::Serialize;

use self::joins::Joins;
use super::escape;
use super::json::keys::{self, Message, Reloaded};
use crate::failure::Failure;
use crate::replay::{Answer, Played, Show, Summary, Title};

const PAGE: &str = include_str!("html/page.html");
const STYLE: &str = include_str!("html/style.css");
const SCRIPTS: [&str; 4] = [
    include_str!("html/data.js"),
    include_str!("html/diagram.js"),
    include_str!("html/details.js"),
    include_str!("html/app.js"),
];

/// Draws replays as sequence diagrams in a page, with personal data masked.
///
/// ```
/// use cti::replay::{Options, Source, replay};
/// use cti::{Html, Protocols};
///
/// let recording = br#"{"cti": 1, "protocol": "leaddesk-talk"}
/// {"at": 7, "side": "vendor", "origin": "https://login-ce2.leaddesk.com", "data": {"action": "logout"}}
/// "#;
/// let mut page = Html::new(Vec::new());
/// let source = Source::reading("call.jsonl", &recording[..]);
/// replay(source, &Protocols::shipped(), &Options::default(), &mut page)?;
/// let page = page.finish(None)?;
/// assert!(page.starts_with(b"<!doctype html>"));
/// # Ok::<(), cti::Failure>(())
/// ```
pub struct Html<W> {
    out: W,
    description: Option<&'static Description>,
    joins: Joins,
}

impl<W: Write> Html<W> {
    /// A page that is written to `out`, as its messages come.
    pub const fn new(out: W) -> Self {
        Self {
            out,
            description: None,
            joins: Joins::new(),
        }
    }

    /// Ends the page; it says why the recording couldn't be read to its end. Nothing is written if no
    /// recording has begun.
    ///
    /// # Errors
    /// The page can't be written.
    pub fn finish(mut self, stopped: Option<&Failure>) -> io::Result<W> {
        if self.description.is_some() {
            if let Some(failure) = stopped {
                let why = failure.to_string();
                self.line(&Stopped {
                    kind: "stopped",
                    why,
                })?;
            }
            self.out
                .write_all(b"</script>\n<script>\n\"use strict\";\n{\n")?;
            for script in SCRIPTS {
                self.out.write_all(script.as_bytes())?;
            }
            self.out.write_all(b"}\n</script>\n</body>\n</html>\n")?;
        }
        self.out.flush()?;
        Ok(self.out)
    }

    fn head(&mut self) -> io::Result<()> {
        let (before, behind) = PAGE.split_once("/* style */").unwrap_or((PAGE, ""));
        for part in [before, STYLE, behind] {
            self.out.write_all(part.as_bytes())?;
        }
        self.out
            .write_all(b"<script type=\"application/json\" id=\"lines\">\n")
    }

    /// A line of JSON, in which nothing ends the element that it stands in.
    fn line(&mut self, value: &impl Serialize) -> io::Result<()> {
        let text = serde_json::to_string(value).map_err(io::Error::other)?;
        let text = escape::json(&text).replace('<', "\\u003c");
        writeln!(self.out, "{text}")
    }

    fn protocol(&self) -> &'static str {
        self.description.map_or("", |of| of.name)
    }
}

impl<W: Write> Show for Html<W> {
    fn begin(&mut self, title: &Title<'_>) -> io::Result<()> {
        if self.description.is_none() {
            self.head()?;
        }
        let description = title.description;
        self.description = Some(description);
        self.joins = Joins::of(description);
        let machines = description.machines.iter();
        self.line(&Begin {
            kind: "begin",
            protocol: description.name,
            vendor: description.vendor,
            note: title.note,
            library: matches!(description.transport, Transport::Library { .. }),
            machines: machines
                .map(|machine| track(description, machine))
                .collect(),
            shapes: shapes(description),
        })
    }

    fn played(&mut self, played: &Played<'_>) -> io::Result<()> {
        let answers = self.joins.answered(played);
        let calls = self
            .description
            .map_or_else(Vec::new, |of| calls::moved(of, played));
        self.line(&Row {
            message: keys::played(self.protocol(), played),
            answers,
            calls,
        })
    }

    fn answered(&mut self, at: u64, answer: &Answer) -> io::Result<()> {
        self.line(&Row {
            message: keys::answered(self.protocol(), at, answer),
            answers: None,
            calls: Vec::new(),
        })
    }

    fn reloaded(&mut self, line: usize, at: u64) -> io::Result<()> {
        self.joins.reload();
        self.line(&Reloaded {
            kind: "reload",
            protocol: self.protocol(),
            line,
            at,
        })
    }

    fn end(&mut self, summary: &Summary) -> io::Result<()> {
        self.line(&keys::summary(self.protocol(), summary))
    }

    fn stopped(&mut self, summary: &Summary) -> io::Result<()> {
        self.end(summary)
    }
}

#[derive(Serialize)]
struct Begin<'a> {
    kind: &'static str,
    protocol: &'static str,
    vendor: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    library: bool,
    machines: Vec<Track>,
    shapes: BTreeMap<String, String>,
}

/// A machine, of which the page draws what it was in.
#[derive(Serialize)]
struct Track {
    name: &'static str,
    keyed: bool,
    states: Vec<&'static str>,
    ends: Vec<&'static str>,
    /// Its rules as SVG.
    picture: String,
}

/// What each declared message looks like, as SVG, by its side and tag.
fn shapes(description: &Description) -> BTreeMap<String, String> {
    let families = description.families.iter();
    let messages = families.flat_map(|family| family.messages.iter().map(move |of| (family, of)));
    let drawn = messages.map(|(family, message)| {
        let side = match family.direction {
            Direction::FromVendor => "vendor",
            Direction::ToVendor => "app",
        };
        let svg = cti_export::message_diagram(description, family, message);
        (format!("{side} {}", message.tag), svg)
    });
    drawn.collect()
}

fn track(description: &Description, machine: &Machine) -> Track {
    let ends = machine.states.iter().filter(|state| state.end);
    Track {
        name: machine.name,
        keyed: machine.key.is_some(),
        states: machine.states.iter().map(|state| state.name).collect(),
        ends: ends.map(|state| state.name).collect(),
        picture: cti_export::state_diagram(description, machine),
    }
}

/// A message, and what only a picture needs.
#[derive(Serialize)]
struct Row<'a> {
    #[serde(flatten)]
    message: Message<'a>,
    /// The line of the request that it answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    answers: Option<usize>,
    /// The calls of the machines that it moved, in their order; `null` where a machine has one for all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    calls: Vec<Option<String>>,
}

#[derive(Serialize)]
struct Stopped {
    kind: &'static str,
    why: String,
}
