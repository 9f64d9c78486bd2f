//! The members of an object, as fields claim them.

use super::json::Json;
use crate::suggest::{in_another_case, nearest, suggest};

/// The members of an object, and which of them a field has claimed.
pub(super) struct Members<'j> {
    pub(super) all: &'j [(String, Json)],
    pub(super) used: Vec<bool>,
    pub(super) known: Vec<String>,
    /// Keys of fields that are looked for in the content, of members that stand beside it.
    pub(super) content: Vec<&'j str>,
    /// The key of the content.
    pub(super) content_key: String,
    pub(super) rest: bool,
    /// How the keys begin that maps take.
    pub(super) prefixes: Vec<String>,
    /// Keys that fields need and no member has.
    pub(super) missing: Vec<String>,
}

impl<'j> Members<'j> {
    pub(super) fn new(members: &'j [(String, Json)]) -> Self {
        Self {
            all: members,
            used: vec![false; members.len()],
            known: Vec::new(),
            content: Vec::new(),
            content_key: String::new(),
            rest: false,
            prefixes: Vec::new(),
            missing: Vec::new(),
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

    /// Members that no field has claimed.
    pub(super) fn strays(&self) -> impl Iterator<Item = &'j (String, Json)> {
        let used = self.used.iter().copied().chain(std::iter::repeat(true));
        let strays = self.all.iter().zip(used);
        let in_map = |(key, _): &(String, Json)| {
            let mut prefixes = self.prefixes.iter();
            self.rest || prefixes.any(|prefix| key.starts_with(prefix))
        };
        strays
            .filter(move |(member, used)| !used && !in_map(member))
            .map(|(member, _)| member)
    }

    /// The member inside of which stand all that are missing here.
    pub(super) fn deeper(&self) -> Option<&'j str> {
        let has_all = |json: &Json| match json {
            Json::Object(inner) => self
                .missing
                .iter()
                .all(|key| inner.iter().any(|(name, _)| name == key)),
            _ => false,
        };
        let mut strays = self.strays().filter(|(_, json)| has_all(json));
        strays
            .next()
            .map(|(key, _)| key.as_str())
            .filter(|_| !self.missing.is_empty())
    }

    /// Whether a key that is missing is most likely one that is there, misspelt.
    pub(super) fn is_misspelt(&self, missing: &str) -> bool {
        self.strays()
            .any(|(key, _)| nearest(key, &[missing]).is_some())
    }

    /// What may be meant by a key that no field has.
    pub(super) fn hint(&self, key: &str) -> String {
        if self.content.contains(&key) {
            let content = &self.content_key;
            return format!(
                " beside the content; write it into `{content}: {{ … }}`, or mark the field with `#[beside]`"
            );
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
