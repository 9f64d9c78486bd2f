//! Where does a recording come from?

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read as _};
use std::path::Path;

use cti_runtime::Origin;
use cti_vendors::registry::Entry;

use crate::bundled::Bundled;
use crate::failure::Failure;
use crate::lines::{Lines, Unreadable};
use crate::names;
use crate::recording::{self, Happened, Line, Side};

/// A recording that is to be played.
pub(crate) struct Tape {
    /// As the user named it.
    pub(crate) name: String,
    pub(crate) input: Box<dyn BufRead>,
    /// Its protocol, if that is known before it is read.
    pub(crate) protocol: Option<&'static Entry>,
    /// Whether it is known to begin where the conversation begins.
    pub(crate) synced: bool,
    /// The origin of the page, if somebody must know it before anything is played.
    pub(crate) page: Option<Origin>,
}

impl Tape {
    /// A recording of the user's: a file, or `-`. If `page` is wanted, all of it is read at once.
    pub(crate) fn open(path: &Path, page: bool) -> Result<Self, Failure> {
        let (name, opened): (_, io::Result<Box<dyn BufRead>>) = if path == Path::new("-") {
            (
                String::from("standard input"),
                Ok(Box::new(io::stdin().lock())),
            )
        } else {
            let file = File::open(path);
            (
                path.display().to_string(),
                file.map(|file| Box::new(BufReader::new(file)) as _),
            )
        };
        let read = opened.and_then(|mut input| {
            if !page {
                return Ok((input, None));
            }
            let mut bytes = Vec::new();
            input.read_to_end(&mut bytes)?;
            let page = first_page(&bytes);
            Ok((Box::new(io::Cursor::new(bytes)) as Box<dyn BufRead>, page))
        });
        match read {
            Ok((input, page)) => Ok(Self {
                name,
                input,
                protocol: None,
                synced: false,
                page,
            }),
            Err(why) => Err(Failure::Recording {
                name,
                why: Unreadable::Io { read: 0, why },
            }),
        }
    }

    /// A recording that comes with the program.
    pub(crate) fn bundled(bundled: Bundled) -> Self {
        Self {
            name: format!("the bundled recording of {}", bundled.protocol),
            input: Box::new(bundled.text.as_bytes()),
            protocol: names::find(bundled.protocol).ok(),
            synced: true,
            page: first_page(bundled.text.as_bytes()),
        }
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
