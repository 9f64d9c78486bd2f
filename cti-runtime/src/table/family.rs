//! Messages that share an envelope.

use std::cmp::Ordering;

use super::conversions::{Conversion, Converted};
use super::requests::Requests;
use super::row::Row;
use crate::describe::Constant;
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
    /// What of its messages, and of their answers, is posted as something else than its JSON says.
    pub converted: &'static [Converted],
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
        converted: &[],
        tags: &[],
        rows: &[],
    };

    /// Whether a tag and perhaps a content are all that is around a message.
    #[inline]
    pub(crate) const fn is_plain(&self) -> bool {
        self.constants.is_empty() && self.reports.is_empty() && self.requests.is_none()
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
