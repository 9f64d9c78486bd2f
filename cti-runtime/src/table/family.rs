//! Messages that share an envelope.

use std::cmp::Ordering;

use super::conversions::{Conversion, Converted};
use super::path::Path;
use super::requests::Requests;
use super::row::Row;
use super::stamps::Stamp;
use super::streams::Stream;
use crate::describe::{Constant, Convention};
use crate::json::same;

/// Messages that share an envelope.
#[derive(Debug)]
pub struct FamilyTable {
    /// The key of the tag.
    pub tag: &'static str,
    /// How a message mostly begins, up to the value of its tag: `{"action":`.
    pub open: &'static str,
    /// The key of the content, unless a message says otherwise.
    pub content: Option<&'static str>,
    /// Entries that every message has.
    pub constants: &'static [Constant],
    /// Entries that every message is written with, and whose values are remembered when it is read.
    pub reports: &'static [Constant],
    /// How its messages are answered, if they are requests.
    pub requests: Option<&'static Requests>,
    /// What of it stands in other objects; and its tag, if something may be behind it.
    pub paths: &'static [Path],
    /// What of its messages, and of their answers, is posted as something else than its JSON says.
    pub converted: &'static [Converted],
    /// The fields of its messages that their session fills in.
    pub stamps: &'static [Stamp],
    /// Those of its requests that are answered many times.
    pub streams: &'static [Stream],
    /// How its messages are called as functions of a library, or subscribed to, for each row; empty if all
    /// is [plain](Convention::PLAIN).
    pub conventions: &'static [Convention],
    /// Every tag that is read, aliases included, with its row: shorter ones first, which costs least to
    /// search, and else by bytes.
    pub tags: &'static [(&'static str, u16)],
    /// The messages, in order of declaration.
    pub rows: &'static [Row],
}

/// How tags are sorted: most differ in what costs nothing to compare.
#[inline]
fn order(left: &str, right: &str) -> Ordering {
    left.len().cmp(&right.len()).then_with(|| {
        if same(left.as_bytes(), right.as_bytes()) {
            Ordering::Equal
        } else {
            // Most differ in their first bytes, which isn't worth a call.
            left.bytes().cmp(right.bytes())
        }
    })
}

impl FamilyTable {
    /// Nothing.
    pub(super) const NONE: Self = Self {
        tag: "",
        open: "",
        content: None,
        constants: &[],
        reports: &[],
        requests: None,
        paths: &[],
        converted: &[],
        stamps: &[],
        streams: &[],
        conventions: &[],
        tags: &[],
        rows: &[],
    };

    /// Whether a tag and perhaps a content are all that is around a message.
    #[inline]
    pub(crate) const fn is_plain(&self) -> bool {
        self.constants.is_empty()
            && self.reports.is_empty()
            && self.requests.is_none()
            && self.paths.is_empty()
    }

    /// Whether its messages are bare strings, each of which stands under a key that nothing else has.
    #[inline]
    pub(crate) const fn is_bare(&self) -> bool {
        matches!(self.tag.as_bytes(), [.., b' '])
    }

    /// The keys that lead to the content, from the outermost; none if the fields stand in the message
    /// itself.
    pub(crate) fn content_keys(&'static self) -> &'static [&'static str] {
        let Some(content) = &self.content else {
            return &[];
        };
        let path = self.paths.iter().find(|path| path.name == *content);
        path.map_or(std::slice::from_ref(content), |path| path.keys)
    }

    /// Whether data may be part of its tags.
    pub fn has_data_in_tags(&self) -> bool {
        self.paths.iter().any(|path| path.rest.is_some())
    }

    /// What of a message of this family is posted as something else than its JSON says.
    pub(super) fn conversions(&self, row: usize, answer: bool) -> &'static [Conversion] {
        let mut all = self.converted.iter();
        let found = all.find(|of| usize::from(of.row) == row && of.answer == answer);
        found.map_or(&[], |converted| converted.conversions)
    }

    /// The row, within this family, of the message that has this tag.
    #[inline]
    pub(crate) fn find(&self, tag: &str) -> Option<u16> {
        let at = self.tags.binary_search_by(|(known, _)| order(known, tag));
        self.tags.get(at.ok()?).map(|(_, row)| *row)
    }
}
