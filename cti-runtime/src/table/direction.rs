//! The messages of one direction.

use super::conversions::Conversion;
use super::family::FamilyTable;
use super::requests::Requests;
use super::row::{Handshake, Row};
use super::stamps::Stamp;
use crate::describe::Encoding;

/// The messages of one direction.
///
/// A message has a row in the part that lists it, and one in the table: the rows of the parts before
/// it come first.
#[derive(Debug)]
pub struct DirectionTable {
    /// The Rust name.
    pub name: &'static str,
    /// What is posted.
    pub encoding: Encoding,
    /// How this side begins.
    pub handshake: Option<Handshake>,
    /// What differs in its envelope, in order of declaration; mostly one.
    pub parts: &'static [&'static FamilyTable],
}

impl DirectionTable {
    /// The message with this row.
    #[inline]
    pub fn row(&self, row: usize) -> Option<&'static Row> {
        let mut row = row;
        for part in self.parts {
            match part.rows.get(row) {
                Some(found) => return Some(found),
                None => row -= part.rows.len(),
            }
        }
        None
    }

    /// How the message with this row is answered, if it is a request.
    pub(crate) fn requests(&self, row: usize) -> Option<&'static Requests> {
        let mut row = row;
        for part in self.parts {
            match row.checked_sub(part.rows.len()) {
                Some(behind) => row = behind,
                None => return part.requests,
            }
        }
        None
    }

    /// How the requests among its messages are answered, each part's by itself.
    pub(crate) fn all_requests(&self) -> impl Iterator<Item = &'static Requests> + use<> {
        self.parts.iter().filter_map(|part| part.requests)
    }

    /// The only part, if there is one around whose messages is nothing but a tag and perhaps a
    /// content.
    pub(crate) const fn only_plain(&self) -> Option<&'static FamilyTable> {
        match self.parts {
            [part] if part.is_plain() => Some(part),
            _ => None,
        }
    }

    /// Whether sessions fill in fields of its messages.
    pub(crate) const fn is_stamped(&self) -> bool {
        let mut parts = self.parts;
        while let [part, rest @ ..] = parts {
            if !part.stamps.is_empty() {
                return true;
            }
            parts = rest;
        }
        false
    }

    /// The fields of a message that its session fills in.
    pub(crate) fn stamps(&self, row: usize) -> impl Iterator<Item = &'static Stamp> + use<> {
        let mut row = row;
        let mut parts = self.parts.iter();
        let part = parts.find(|part| match row.checked_sub(part.rows.len()) {
            Some(behind) => {
                row = behind;
                false
            }
            None => true,
        });
        let stamps = part.map_or(&[][..], |part| part.stamps);
        stamps
            .iter()
            .filter(move |stamp| usize::from(stamp.row) == row)
    }

    /// Fields of a message that its session fills in, whatever its sender has put there, a bit each: stamps,
    /// and the id by which it is answered. For edges.
    pub fn made_fields(&self, row: usize) -> u64 {
        let stamped = self
            .stamps(row)
            .fold(0, |mask, stamp| mask | 1 << (stamp.field & 63));
        let request = self.row(row).filter(|row| row.reply.is_some());
        let id = request.and_then(|row| row.id);
        stamped | id.map_or(0, |id| 1 << (id.field & 63))
    }

    /// Whether a message shows that its sender's document is new.
    pub(crate) fn is_reload(&self, row: usize) -> bool {
        self.row(row).is_some_and(|row| row.reloaded)
    }

    /// Whether some of its messages do.
    pub(crate) const fn has_reloads(&self) -> bool {
        let mut parts = self.parts;
        while let [part, further @ ..] = parts {
            let mut rows = part.rows;
            while let [row, rest @ ..] = rows {
                if row.reloaded {
                    return true;
                }
                rows = rest;
            }
            parts = further;
        }
        false
    }

    /// Whether there are requests among its messages.
    pub(crate) const fn has_requests(&self) -> bool {
        let mut parts = self.parts;
        while let [part, rest @ ..] = parts {
            if part.requests.is_some() {
                return true;
            }
            parts = rest;
        }
        false
    }

    /// Whether some of its messages move machines only if they say something.
    pub(crate) const fn conditions(&self) -> bool {
        let mut parts = self.parts;
        while let [part, further @ ..] = parts {
            let mut rows = part.rows;
            while let [row, rest @ ..] = rows {
                let mut moves = row.moves;
                while let [rule, others @ ..] = moves {
                    if rule.condition.is_some() {
                        return true;
                    }
                    moves = others;
                }
                rows = rest;
            }
            parts = further;
        }
        false
    }

    /// What of a message, or of the answer to it, is posted as something else than its JSON says.
    pub(crate) fn conversions(&self, row: usize, answer: bool) -> &'static [Conversion] {
        let mut row = row;
        for part in self.parts {
            match row.checked_sub(part.rows.len()) {
                Some(behind) => row = behind,
                None => return part.conversions(row, answer),
            }
        }
        &[]
    }

    /// Whether there are such messages, or answers to messages.
    pub(crate) const fn converts(&self, answers: bool) -> bool {
        let mut parts = self.parts;
        while let [part, further @ ..] = parts {
            let mut all = part.converted;
            while let [converted, rest @ ..] = all {
                if converted.answer == answers {
                    return true;
                }
                all = rest;
            }
            parts = further;
        }
        false
    }

    /// Whether its envelopes report something.
    pub(crate) const fn reports(&self) -> bool {
        let mut parts = self.parts;
        while let [part, rest @ ..] = parts {
            if !part.reports.is_empty() {
                return true;
            }
            parts = rest;
        }
        false
    }

    /// How many messages there are, unknown ones aside.
    pub fn len(&self) -> usize {
        self.parts.iter().map(|part| part.rows.len()).sum()
    }

    /// Whether this direction is silent.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The messages, in order of their rows.
    pub fn rows(&self) -> impl Iterator<Item = &'static Row> {
        self.parts.iter().flat_map(|part| part.rows)
    }

    /// The row of the message that has this name.
    pub fn find(&self, name: &str) -> Option<usize> {
        let mut before = 0;
        for part in self.parts {
            if let Some(row) = part.find(name) {
                return Some(before + usize::from(row));
            }
            before += part.rows.len();
        }
        None
    }

    /// The place of the part that lists the message with this row.
    pub(crate) fn part_of(&self, row: usize) -> usize {
        let mut before = 0;
        let here = |part: &&FamilyTable| {
            before += part.rows.len();
            row < before
        };
        self.parts.iter().position(here).unwrap_or(0)
    }

    /// The place of a part.
    pub(crate) fn index_of(&self, part: &FamilyTable) -> usize {
        let mut parts = self.parts.iter();
        parts.position(|of| std::ptr::eq(*of, part)).unwrap_or(0)
    }

    /// The first part, of which a family by itself consists. For generated code.
    pub const fn first(&self) -> &'static FamilyTable {
        match self.parts {
            [first, ..] => first,
            [] => &FamilyTable::NONE,
        }
    }
}
