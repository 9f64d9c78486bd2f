//! What the other side says of itself in every message: the version that it speaks, mostly.

use super::part::optional;
use crate::message;
use crate::table::FamilyTable;

/// The longest value that is remembered, in bytes.
const LONGEST: usize = 256;

/// What was last said under each key that the envelopes of a direction report.
#[derive(Default)]
pub(super) struct Reported(Vec<(&'static str, Box<str>)>);

optional!(Reported);

impl Reported {
    /// Remembers what a message reports; `json` is one that was read.
    #[inline]
    pub(super) fn update(&mut self, json: &str, family: &FamilyTable, nesting: u16) {
        if !family.reports.is_empty() {
            message::reported(json, family, nesting, &mut |key, said| {
                self.remember(key, said);
            });
        }
    }

    fn remember(&mut self, key: &'static str, said: &str) {
        if said.len() > LONGEST {
            return;
        }
        match self.0.iter_mut().find(|(trusted, _)| *trusted == key) {
            Some((_, trusted)) if **trusted == *said => {}
            Some((_, trusted)) => *trusted = said.into(),
            None => self.0.push((key, said.into())),
        }
    }

    pub(super) fn get(&self, key: &str) -> Option<&str> {
        let trusted = self.0.iter().find(|(trusted, _)| *trusted == key);
        trusted.map(|(_, said)| &**said)
    }

    pub(super) fn forget(&mut self) {
        self.0.clear();
    }
}
