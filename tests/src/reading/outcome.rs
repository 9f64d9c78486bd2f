//! What a body that is either of two must be read as.

use cti_runtime::describe::{DataShape, Decides, Outcome, Type};

use super::{Entries, Not, Reader, all};
use crate::json::Json;

impl Reader {
    /// The keys of an outcome, each with its aliases.
    pub(super) fn keys_of_outcome(self, outcome: &Outcome, keys: &mut Vec<Vec<&'static str>>) {
        let own = [outcome.flag, outcome.ok_key, outcome.error_key];
        keys.extend(own.into_iter().flatten().map(|key| vec![key]));
        for (key, ty) in sides(outcome) {
            if key.is_none()
                && let Some(DataShape::Object(fields)) = self.named(ty).map(|data| data.shape)
            {
                for field in fields {
                    self.keys_of(field, keys);
                }
            }
        }
    }

    /// An outcome among other entries, as it would be written.
    pub(super) fn either(self, outcome: &Outcome, entries: &Entries) -> Result<Entries, Not> {
        match outcome.flag {
            Some(flag) => self.flagged(flag, outcome, entries),
            None => self.by_key(outcome, entries),
        }
    }

    /// The flag says which of the two it is.
    fn flagged(self, flag: &str, outcome: &Outcome, entries: &Entries) -> Result<Entries, Not> {
        let [Json::Bool(success)] = all(entries, &[flag])[..] else {
            return Err(Not::Fits);
        };
        let [ok, error] = sides(outcome);
        let ((key, ty), (other, _)) = if *success { (ok, error) } else { (error, ok) };
        if outcome.decides.is_none() && other.is_some_and(|other| there(entries, other).is_some()) {
            return Err(Not::Fits);
        }
        let mut written = vec![(flag.to_owned(), Json::Bool(*success))];
        match key {
            Some(key) => {
                let value = match (all(entries, &[key]).first(), ty) {
                    (Some(value), _) => self.value(ty, value)?,
                    (None, Type::Option(_) | Type::Nothing) => Json::Null,
                    (None, _) => return Err(Not::Fits),
                };
                if !self.is_absent(ty, &value) {
                    written.push((key.to_owned(), value));
                }
            }
            None if ty == Type::Nothing => {}
            None => written.extend(self.object(self.named(ty).ok_or(Not::Known)?, entries)?),
        }
        Ok(written)
    }

    /// The key that is there and not null says it.
    fn by_key(self, outcome: &Outcome, entries: &Entries) -> Result<Entries, Not> {
        let (Some(ok), Some(error)) = (outcome.ok_key, outcome.error_key) else {
            return Err(Not::Known);
        };
        let is = |key: &str| !all(entries, &[key]).is_empty();
        let null = &Json::Null;
        let (mut result, mut failure) = (there(entries, ok), there(entries, error));
        match outcome.decides {
            Some(Decides::Ok) if result.is_some() => failure = None,
            Some(Decides::Error) if failure.is_some() => result = None,
            _ => {}
        }
        let (key, ty, value) = match (result, failure) {
            (Some(_), Some(_)) => return Err(Not::Fits),
            (Some(value), None) => (ok, outcome.ok, value),
            (None, Some(value)) => (error, outcome.error, value),
            (None, None) => match (outcome.ok, is(ok), is(error)) {
                (Type::Option(_) | Type::Nothing, ..) | (_, true, false) => (ok, outcome.ok, null),
                (_, false, true) => (error, outcome.error, null),
                _ => return Err(Not::Fits),
            },
        };
        Ok(vec![(key.to_owned(), self.value(ty, value)?)])
    }

    /// Whether a value is left out where it has a flag beside it.
    fn is_absent(self, ty: Type, value: &Json) -> bool {
        match (ty, self.named(ty).map(|data| data.shape)) {
            (Type::Nothing, _) => true,
            (Type::Option(_), _) => *value == Json::Null,
            (Type::Secret(inner), _) => self.is_absent(*inner, value),
            (_, Some(DataShape::Newtype(inner))) => self.is_absent(inner, value),
            _ => false,
        }
    }
}

/// Success and failure: the key, if there is one, and the type.
const fn sides(outcome: &Outcome) -> [(Option<&'static str>, Type); 2] {
    [
        (outcome.ok_key, outcome.ok),
        (outcome.error_key, outcome.error),
    ]
}

/// The value of a key, if it is there and not null.
pub(super) fn there<'e>(entries: &'e Entries, key: &str) -> Option<&'e Json> {
    let mut values = all(entries, &[key]).into_iter();
    values.find(|value| **value != Json::Null)
}
