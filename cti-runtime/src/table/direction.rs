//! The messages of one direction.

use super::conversions::Conversion;
use super::family::FamilyTable;
use super::path::Path;
use super::requests::Requests;
use super::row::{Handshake, Reply, Row};
use super::stamps::Stamp;
use super::streams::Stream;
use crate::describe::{Convention, Encoding};

/// The messages of one direction.
///
/// A message has a row in the family that lists it, and one in the table: the rows of the families before
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
    pub families: &'static [&'static FamilyTable],
}

/// How messages of a direction are answered.
#[derive(Clone, Copy)]
pub(crate) struct AnsweredBy {
    /// Some are.
    pub(crate) any: bool,
    /// An id finds the answers of some.
    pub(crate) id: bool,
    /// The session makes an id for some, which is one of their fields.
    pub(crate) made_id: bool,
}

impl DirectionTable {
    /// The message with this row.
    #[inline]
    pub fn row(&self, row: usize) -> Option<&'static Row> {
        let mut row = row;
        for family in self.families {
            match family.rows.get(row) {
                Some(found) => return Some(found),
                None => row -= family.rows.len(),
            }
        }
        None
    }

    /// How the message with this row is answered, if it is a request.
    pub(crate) fn requests(&self, row: usize) -> Option<&'static Requests> {
        let mut row = row;
        for family in self.families {
            match row.checked_sub(family.rows.len()) {
                Some(behind) => row = behind,
                None => return family.requests,
            }
        }
        None
    }

    /// How the requests among its messages that are answered by an id find their answers, each family's by
    /// itself.
    pub(crate) fn requests_by_id(&self) -> impl Iterator<Item = &'static Requests> + use<> {
        let all = self.families.iter().filter_map(|family| family.requests);
        all.filter(|requests| !requests.by_port())
    }

    /// Whether a port is posted with some of its messages, over which they are answered.
    pub const fn has_requests_by_port(&self) -> bool {
        let mut families = self.families;
        while let [family, rest @ ..] = families {
            if let Some(requests) = family.requests
                && requests.by_port()
            {
                return true;
            }
            families = rest;
        }
        false
    }

    /// The only family, if there is one around whose messages is nothing but a tag and perhaps a
    /// content.
    pub(crate) const fn only_plain(&self) -> Option<&'static FamilyTable> {
        match self.families {
            [family] if family.is_plain() => Some(family),
            _ => None,
        }
    }

    /// The key of the tag, if nothing is to be found in its messages but that, and perhaps a content.
    pub const fn plain_tag(&self) -> Option<&'static str> {
        match self.only_plain() {
            Some(family) => Some(family.tag),
            None => None,
        }
    }

    /// Whether some of what it has, or of what answers it, stands in other objects.
    pub const fn has_paths(&self) -> bool {
        let mut families = self.families;
        while let [family, rest @ ..] = families {
            let answers = match family.requests {
                Some(requests) => !requests.answer.paths.is_empty(),
                None => false,
            };
            if answers || !family.paths.is_empty() {
                return true;
            }
            families = rest;
        }
        false
    }

    /// Whether sessions fill in fields of its messages.
    pub(crate) const fn is_stamped(&self) -> bool {
        let mut families = self.families;
        while let [family, rest @ ..] = families {
            if !family.stamps.is_empty() {
                return true;
            }
            families = rest;
        }
        false
    }

    /// What of a message stands in other objects.
    pub(crate) fn paths(&self, row: usize) -> &'static [Path] {
        self.place_of(row).map_or(&[], |(family, _)| family.paths)
    }

    /// The family of a message, and its place there.
    fn place_of(&self, row: usize) -> Option<(&'static FamilyTable, usize)> {
        let mut row = row;
        for family in self.families {
            match row.checked_sub(family.rows.len()) {
                Some(behind) => row = behind,
                None => return Some((family, row)),
            }
        }
        None
    }

    /// How a function is called and answers, or an event is subscribed to.
    pub fn convention(&self, row: usize) -> &'static Convention {
        let found = self.place_of(row);
        found
            .and_then(|(family, row)| family.conventions.get(row))
            .unwrap_or(&Convention::PLAIN)
    }

    /// Whether some of its messages are called or subscribed to in a way of their own.
    pub(crate) const fn has_conventions(&self) -> bool {
        let mut families = self.families;
        while let [family, rest @ ..] = families {
            if !family.conventions.is_empty() {
                return true;
            }
            families = rest;
        }
        false
    }

    /// The fields of a message that its session fills in.
    pub(crate) fn stamps(&self, row: usize) -> impl Iterator<Item = &'static Stamp> + use<> {
        let found = self.place_of(row);
        let stamps = found.map_or(&[][..], |(family, _)| family.stamps);
        let row = found.map_or(0, |(_, row)| row);
        stamps
            .iter()
            .filter(move |stamp| usize::from(stamp.row) == row)
    }

    /// How a request is answered many times, if it is.
    pub(crate) fn stream(&self, row: usize) -> Option<&'static Stream> {
        let (family, row) = self.place_of(row)?;
        let mut streams = family.streams.iter();
        streams.find(|stream| usize::from(stream.row) == row)
    }

    /// The requests that are answered many times, by their rows.
    pub(crate) fn streams(&self) -> impl Iterator<Item = (usize, &'static Stream)> + use<> {
        let mut before = 0;
        self.families.iter().flat_map(move |family| {
            let first = before;
            before += family.rows.len();
            let streams = family.streams.iter();
            streams.map(move |stream| (first + usize::from(stream.row), stream))
        })
    }

    /// Whether there are any.
    pub(crate) const fn has_streams(&self) -> bool {
        let mut families = self.families;
        while let [family, rest @ ..] = families {
            if !family.streams.is_empty() {
                return true;
            }
            families = rest;
        }
        false
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

    /// Whether some of its messages hand over a port.
    pub const fn hands_over_ports(&self) -> bool {
        let mut families = self.families;
        while let [family, further @ ..] = families {
            let mut rows = family.rows;
            while let [row, rest @ ..] = rows {
                if row.port {
                    return true;
                }
                rows = rest;
            }
            families = further;
        }
        false
    }

    /// Whether there are requests among its messages.
    pub(crate) const fn has_requests(&self) -> bool {
        let mut families = self.families;
        while let [family, rest @ ..] = families {
            if family.requests.is_some() {
                return true;
            }
            families = rest;
        }
        false
    }

    /// How its messages are answered.
    pub(crate) const fn answered(&self) -> AnsweredBy {
        let mut found = AnsweredBy {
            any: false,
            id: false,
            made_id: false,
        };
        let mut families = self.families;
        while let [family, further @ ..] = families {
            let mut rows = family.rows;
            while let [row, rest @ ..] = rows {
                let by_message = matches!(row.reply, Some(Reply::Named { .. }));
                found.any |= row.reply.is_some();
                found.made_id |= by_message && row.id.is_some();
                found.id |= matches!(row.reply, Some(Reply::Request { .. })) || found.made_id;
                rows = rest;
            }
            families = further;
        }
        found
    }

    /// What of a message, or of the answer to it, is posted as something else than its JSON says.
    pub(crate) fn conversions(&self, row: usize, answer: bool) -> &'static [Conversion] {
        let mut row = row;
        for family in self.families {
            match row.checked_sub(family.rows.len()) {
                Some(behind) => row = behind,
                None => return family.conversions(row, answer),
            }
        }
        &[]
    }

    /// Whether there are such messages, or answers to messages.
    pub(crate) const fn converts(&self, answers: bool) -> bool {
        let mut families = self.families;
        while let [family, further @ ..] = families {
            let mut all = family.converted;
            while let [converted, rest @ ..] = all {
                if converted.answer == answers {
                    return true;
                }
                all = rest;
            }
            families = further;
        }
        false
    }

    /// Whether its envelopes report something.
    pub(crate) const fn reports(&self) -> bool {
        let mut families = self.families;
        while let [family, rest @ ..] = families {
            if !family.reports.is_empty() {
                return true;
            }
            families = rest;
        }
        false
    }

    /// How many messages there are, unknown ones aside.
    pub fn len(&self) -> usize {
        self.families.iter().map(|family| family.rows.len()).sum()
    }

    /// Whether this direction is silent.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The messages, in order of their rows.
    pub fn rows(&self) -> impl Iterator<Item = &'static Row> {
        self.families.iter().flat_map(|family| family.rows)
    }

    /// The row of the message that has this name.
    pub fn find(&self, name: &str) -> Option<usize> {
        let mut before = 0;
        for family in self.families {
            if let Some(row) = family.find(name) {
                return Some(before + usize::from(row));
            }
            before += family.rows.len();
        }
        None
    }

    /// The place of the family that lists the message with this row.
    pub(crate) fn family_of(&self, row: usize) -> usize {
        let mut before = 0;
        let here = |family: &&FamilyTable| {
            before += family.rows.len();
            row < before
        };
        self.families.iter().position(here).unwrap_or(0)
    }

    /// The place of a family.
    pub(crate) fn index_of(&self, family: &FamilyTable) -> usize {
        let mut families = self.families.iter();
        families
            .position(|of| std::ptr::eq(*of, family))
            .unwrap_or(0)
    }

    /// The first family, of which a family by itself consists. For generated code.
    #[doc(hidden)]
    pub const fn first(&self) -> &'static FamilyTable {
        match self.families {
            [first, ..] => first,
            [] => &FamilyTable::NONE,
        }
    }
}
