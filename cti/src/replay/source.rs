//! Where a recording comes from: a file, standard input, or the program itself.

use std::fs::{File, Metadata};
use std::io::{self, BufRead, BufReader, Read as _};
use std::path::Path;

use cti_runtime::Origin;

use crate::failure::Failure;
use crate::progress::Progress;
use crate::protocols::{Bundled, Entry, Protocols};
use crate::recording::reader::Lines;
use crate::recording::{self, Happened, Line, Side, Unreadable};

/// A recording that is to be replayed.
pub struct Source {
    /// As the user named it.
    pub(super) name: String,
    pub(super) input: Box<dyn BufRead>,
    /// How many bytes there are, if that is known.
    size: Option<u64>,
    /// Its protocol, if that is known before it is read.
    pub(super) protocol: Option<Entry>,
    /// Whether it is known to begin where the conversation begins.
    pub(super) synced: bool,
    /// The origin of the page, if it is needed before the first line is handed to a session.
    pub(super) page: Option<Origin>,
}

impl Source {
    /// A file; `-` is standard input.
    ///
    /// # Errors
    /// [`Failure::Recording`], if it can't be opened.
    pub fn open(path: &Path) -> Result<Self, Failure> {
        if path == Path::new("-") {
            return Ok(Self::reading("standard input", io::stdin().lock()));
        }
        let name = path.display().to_string();
        match File::open(path) {
            Ok(file) => {
                let size = file.metadata().ok().filter(Metadata::is_file);
                Ok(Self {
                    size: size.map(|of| of.len()),
                    ..Self::reading(name, BufReader::new(file))
                })
            }
            Err(why) => Err(unreadable(name, why)),
        }
    }

    /// A recording by this name, which errors show.
    pub fn reading(name: impl Into<String>, input: impl BufRead + 'static) -> Self {
        Self {
            name: name.into(),
            input: Box::new(input),
            size: None,
            protocol: None,
            synced: false,
            page: None,
        }
    }

    /// The same with a bar on a terminal, if it takes long to read.
    pub(crate) fn with_progress(self) -> Self {
        Self {
            input: Box::new(Progress::new(self.input, self.size)),
            ..self
        }
    }

    /// Its name, and what it reads.
    pub(crate) fn into_parts(self) -> (String, Box<dyn BufRead>) {
        (self.name, self.input)
    }

    /// A recording that comes with the protocols.
    pub(crate) fn bundled(bundled: &Bundled, protocols: &Protocols) -> Self {
        let name = format!("the bundled recording of {}", bundled.protocol);
        Self {
            protocol: protocols.find(bundled.protocol).ok(),
            synced: true,
            page: first_page(bundled.text.as_bytes()),
            ..Self::reading(name, io::Cursor::new(bundled.text.clone().into_owned()))
        }
    }

    /// Finds the origin of the page, unless it is known: all of the recording is read for that.
    pub(super) fn look_for_page(&mut self) -> Result<(), Failure> {
        if self.page.is_some() {
            return Ok(());
        }
        let mut bytes = Vec::new();
        match self.input.read_to_end(&mut bytes) {
            Ok(_) => {
                self.page = first_page(&bytes);
                self.input = Box::new(io::Cursor::new(bytes));
                Ok(())
            }
            Err(why) => Err(unreadable(self.name.clone(), why)),
        }
    }
}

fn unreadable(name: String, why: io::Error) -> Failure {
    let why = Unreadable::Io { read: 0, why };
    Failure::Recording { name, why }
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
