//! The messages of one direction.

use super::conversions::Conversion;
use super::family::FamilyTable;
use super::requests::Requests;
use super::row::{Handshake, Row};
use crate::describe::Encoding;

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

    /// How the requests among its messages are answered, each family's by itself.
    pub(crate) fn all_requests(&self) -> impl Iterator<Item = &'static Requests> + use<> {
        self.families.iter().filter_map(|family| family.requests)
    }

    /// The only family, if there is one around whose messages is nothing but a tag and perhaps a
    /// content.
    pub(crate) const fn only_plain(&self) -> Option<&'static FamilyTable> {
        match self.families {
            [family] if family.is_plain() => Some(family),
            _ => None,
        }
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

    /// Whether some of its messages move machines only if they say something.
    pub(crate) const fn conditions(&self) -> bool {
        let mut families = self.families;
        while let [family, further @ ..] = families {
            let mut rows = family.rows;
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
            families = further;
        }
        false
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
