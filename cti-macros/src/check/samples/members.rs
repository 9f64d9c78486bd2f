//! The members of an object, as fields claim them.

use super::json::Json;
use crate::suggest::{in_another_case, suggest};

/// The members of an object, and which of them a field has claimed.
pub(super) struct Members<'j> {
    pub(super) all: &'j [(String, Json)],
    pub(super) used: Vec<bool>,
    pub(super) known: Vec<String>,
    /// Keys of fields that are looked for in the content, of members that stand beside it.
    pub(super) content: Vec<&'j str>,
    pub(super) rest: bool,
}

impl<'j> Members<'j> {
    pub(super) fn new(members: &'j [(String, Json)]) -> Self {
        Self {
            all: members,
            used: vec![false; members.len()],
            known: Vec::new(),
            content: Vec::new(),
            rest: false,
        }
    }

    /// Claims the member with this key.
    pub(super) fn one(&mut self, key: &str) -> Option<(&'j str, &'j Json)> {
        self.take(std::iter::once(key))
    }

    /// Claims the member with one of these keys.
    pub(super) fn take<'k>(
        &mut self,
        keys: impl Iterator<Item = &'k str>,
    ) -> Option<(&'j str, &'j Json)> {
        let mut found = None;
        for key in keys {
            self.known.push(key.to_owned());
            for ((name, value), used) in self.all.iter().zip(&mut self.used) {
                if name == key {
                    *used = true;
                    found = found.or(Some((name.as_str(), value)));
                }
            }
        }
        found
    }

    /// What may be meant by a key that no field has.
    pub(super) fn hint(&self, key: &str) -> String {
        if self.content.contains(&key) {
            return " beside the content; mark the field with `#[beside]`".to_owned();
        }
        let known = self.known.iter().map(String::as_str);
        let free: Vec<&str> = known
            .filter(|known| !self.all.iter().any(|(name, _)| name == known))
            .collect();
        if let Some(other) = free.iter().find(|other| in_another_case(key, other)) {
            return format!(
                ", but `{other}`: the case of keys is that of `rename_all_fields`, or else of \
                 `rename_all`"
            );
        }
        match suggest(key, free) {
            hint if hint.contains("did you mean") => hint,
            _ => "; declare it, or leave it out".to_owned(),
        }
    }
}
