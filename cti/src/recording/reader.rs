//! Reads a recording line by line.

use std::fmt;
use std::io::{self, BufRead, Read as _};

use super::Line;
use super::broken::Broken;
use crate::output::escape::{Safe, clip};

/// The longest line that is read.
const LONGEST: usize = 64 * 1024 * 1024;

/// The lines of a recording that aren't blank, without their ends, numbered from 1.
pub(crate) struct Lines<R> {
    input: R,
    number: usize,
    buffer: Vec<u8>,
}

/// Reads what the lines of a recording say.
pub struct Reader<R>(Lines<R>);

impl<R: BufRead> Reader<R> {
    /// A reader that begins with the first line of this input.
    pub const fn new(input: R) -> Self {
        Self(Lines::new(input))
    }

    /// The next line that isn't blank, and its number from 1; `None` at the end.
    ///
    /// # Errors
    /// The input can't be read, or the line isn't one of a recording.
    pub fn read(&mut self) -> Result<Option<(usize, Line<'_>)>, Unreadable> {
        let Some((number, text)) = self.0.next()? else {
            return Ok(None);
        };
        match super::parse(number, text) {
            Ok(line) => Ok(Some((number, line))),
            Err(broken) => Err(Unreadable::Broken(broken)),
        }
    }
}

/// Why a recording can't be read, or not to its end.
#[derive(Debug)]
#[non_exhaustive]
pub enum Unreadable {
    /// It isn't a recording.
    Broken(Broken),
    /// It couldn't be read, or no further.
    Io {
        /// How many lines were read before.
        read: usize,
        /// Why.
        why: io::Error,
    },
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Broken(broken) => write!(f, "{}", Safe(&clip(&broken.to_string(), 400))),
            Self::Io { read: 0, why } => write!(f, "{why}"),
            Self::Io { read, why } => write!(f, "behind line {read}: {why}"),
        }
    }
}

impl core::error::Error for Unreadable {}

impl<R: BufRead> Lines<R> {
    pub(crate) const fn new(input: R) -> Self {
        Self {
            input,
            number: 0,
            buffer: Vec::new(),
        }
    }

    /// The next line and its number; `None` at the end.
    pub(crate) fn next(&mut self) -> Result<Option<(usize, &str)>, Unreadable> {
        loop {
            self.buffer.clear();
            let limit = u64::try_from(LONGEST).unwrap_or(u64::MAX).saturating_add(2);
            let read = (&mut self.input)
                .take(limit)
                .read_until(b'\n', &mut self.buffer)
                .map_err(|why| Unreadable::Io {
                    read: self.number,
                    why,
                })?;
            if read == 0 {
                return Ok(None);
            }
            self.number += 1;
            if !self.content().iter().all(u8::is_ascii_whitespace) {
                break;
            }
        }
        let line = self.number;
        let content = self.content();
        if content.len() > LONGEST {
            let why = format!("longer than {} MiB", LONGEST / (1024 * 1024));
            return Err(Unreadable::Broken(Broken::line(line, why)));
        }
        match str::from_utf8(content) {
            Ok(text) => Ok(Some((line, text))),
            Err(fault) => {
                let valid = content.get(..fault.valid_up_to()).unwrap_or_default();
                let column = Some(String::from_utf8_lossy(valid).chars().count() + 1);
                let why = String::from("not UTF-8");
                Err(Unreadable::Broken(Broken { line, column, why }))
            }
        }
    }

    /// The line without its end, and without the mark that some editors put before the first one.
    fn content(&self) -> &[u8] {
        let line = self.buffer.strip_suffix(b"\n").unwrap_or(&self.buffer);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if self.number == 1 {
            line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line)
        } else {
            line
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(bytes: &[u8]) -> Vec<(usize, String)> {
        let mut lines = Lines::new(bytes);
        let mut all = Vec::new();
        while let Some((number, text)) = lines.next().unwrap() {
            all.push((number, text.to_owned()));
        }
        all
    }

    #[test]
    fn ends_blanks_and_marks() {
        let expected = vec![
            (1, String::from("a")),
            (4, String::from(" b")),
            (5, String::from("c")),
        ];
        assert_eq!(lines(b"\xef\xbb\xbfa\r\n\n \t\r\n b\nc"), expected);
        assert_eq!(lines(b""), vec![]);
        assert_eq!(lines(b"\n\n"), vec![]);
    }

    #[test]
    fn what_is_no_text_is_named() {
        let mut lines = Lines::new(&b"fine\n\xc3\xa4\xff\n"[..]);
        lines.next().unwrap();
        let Err(Unreadable::Broken(broken)) = lines.next() else {
            panic!()
        };
        assert_eq!(broken.to_string(), "line 2, column 2: not UTF-8");
    }

    #[test]
    fn a_line_without_end_is_given_up() {
        let endless = io::BufReader::new((&b"\n"[..]).chain(io::repeat(b'x')));
        let Err(Unreadable::Broken(broken)) = Lines::new(endless).next() else {
            panic!()
        };
        assert_eq!(broken.to_string(), "line 2: longer than 64 MiB");
    }
}
