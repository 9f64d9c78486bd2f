//! What is known of the values that stood in one place.

use super::looks::Look;
use super::value::Value;

/// The 9th of September 2001, in seconds since 1970.
const MILLENNIUM: u64 = 1_000_000_000;

/// The least number that has the digits of a phone number.
const DIALLED: u64 = 1_000_000;

/// Different strings that are kept of one place.
const VALUES: usize = 32;

/// Different keys that are kept of one place. An object with more is one whose keys are data.
const KEYS: usize = 512;

/// What is known of the values that stood in one place.
#[derive(Clone, Debug, Default)]
pub(super) struct Shape {
    /// How many there were, null included.
    pub(super) count: usize,
    pub(super) null: usize,
    pub(super) bools: usize,
    /// Whole numbers from 0 on: all, and those that could be a time or a phone number.
    pub(super) naturals: usize,
    pub(super) millis: usize,
    pub(super) seconds: usize,
    pub(super) long: usize,
    pub(super) negative: usize,
    pub(super) fractions: usize,
    /// Strings: all, by what they look like, and the first different ones.
    pub(super) strings: usize,
    pub(super) looks: [usize; Look::COUNT],
    pub(super) values: Vec<(String, usize)>,
    /// Whether there were more different ones.
    pub(super) more_values: bool,
    /// Lists, and their items.
    pub(super) lists: usize,
    pub(super) items: Option<Box<Shape>>,
    /// Objects, and their members.
    pub(super) objects: usize,
    pub(super) members: Vec<(String, Shape)>,
    /// Keys that data chose, by their looks or since there are so many.
    pub(super) odd_keys: usize,
    /// Whether some string can't be read.
    pub(super) halves: bool,
}

impl Shape {
    /// Looks at a value that came so many times.
    pub(super) fn see(&mut self, value: &Value, times: usize) {
        self.count += times;
        match value {
            Value::Null => self.null += times,
            Value::Bool(_) => self.bools += times,
            Value::Number(number) => match number.as_u64() {
                Some(number) => self.natural(number, times),
                None if number.is_i64() => self.negative += times,
                None => self.fractions += times,
            },
            Value::Text(text) => self.string(text, times),
            Value::List(items) => {
                self.lists += times;
                let inner = self.items.get_or_insert_default();
                for item in items {
                    inner.see(item, times);
                }
            }
            Value::Object(members) => {
                self.objects += times;
                for (key, value) in members {
                    self.odd_keys += usize::from(is_odd(key));
                    if let Some(member) = self.member_mut(key) {
                        member.see(value, times);
                    }
                }
            }
        }
    }

    fn natural(&mut self, number: u64, times: usize) {
        let millis = MILLENNIUM * 1000..MILLENNIUM * 5000;
        self.naturals += times;
        self.millis += times * usize::from(millis.contains(&number));
        self.seconds += times * usize::from((MILLENNIUM..MILLENNIUM * 5).contains(&number));
        self.long += times * usize::from(number >= DIALLED);
    }

    fn string(&mut self, text: &str, times: usize) {
        self.strings += times;
        self.halves |= text.contains('\u{fffd}');
        if let Some(count) = self.looks.get_mut(Look::of(text) as usize) {
            *count += times;
        }
        self.value(text, times);
    }

    fn value(&mut self, text: &str, times: usize) {
        if let Some((_, count)) = self.values.iter_mut().find(|(known, _)| known == text) {
            *count += times;
        } else if self.values.len() == VALUES || text.len() > 64 {
            self.more_values = true;
        } else {
            self.values.push((text.to_owned(), times));
        }
    }

    /// The member of this key, new or not; `None` if there are too many.
    fn member_mut(&mut self, key: &str) -> Option<&mut Self> {
        if let Some(at) = self.members.iter().position(|(known, _)| known == key) {
            return self.members.get_mut(at).map(|(_, of)| of);
        }
        if self.members.len() == KEYS {
            self.odd_keys += 1;
            return None;
        }
        self.members.push((key.to_owned(), Self::default()));
        self.members.last_mut().map(|(_, of)| of)
    }

    /// Adds what is known of another place.
    pub(super) fn merge(&mut self, other: &Self) {
        self.count += other.count;
        self.null += other.null;
        self.bools += other.bools;
        self.naturals += other.naturals;
        self.millis += other.millis;
        self.seconds += other.seconds;
        self.long += other.long;
        self.negative += other.negative;
        self.fractions += other.fractions;
        self.strings += other.strings;
        for (mine, theirs) in self.looks.iter_mut().zip(other.looks) {
            *mine += theirs;
        }
        other
            .values
            .iter()
            .for_each(|(text, count)| self.value(text, *count));
        self.more_values |= other.more_values;
        self.lists += other.lists;
        if let Some(items) = &other.items {
            self.items.get_or_insert_default().merge(items);
        }
        self.objects += other.objects;
        for (key, member) in &other.members {
            if let Some(mine) = self.member_mut(key) {
                mine.merge(member);
            }
        }
        self.odd_keys += other.odd_keys;
        self.halves |= other.halves;
    }

    /// The member of this key.
    pub(super) fn member(&self, key: &str) -> Option<&Self> {
        let mut members = self.members.iter();
        members.find(|(known, _)| known == key).map(|(_, of)| of)
    }

    /// How many strings look like this.
    pub(super) fn looking(&self, look: Look) -> usize {
        self.looks.get(look as usize).copied().unwrap_or_default()
    }

    /// Whether there are strings, and all look like one of these.
    pub(super) fn all_look(&self, looks: &[Look]) -> bool {
        let fitting: usize = looks.iter().map(|look| self.looking(*look)).sum();
        self.strings > 0 && fitting == self.strings
    }

    /// How many kinds of values there are, null aside.
    pub(super) fn kinds(&self) -> usize {
        let numbers = self.naturals + self.negative + self.fractions;
        let counts = [self.bools, numbers, self.strings, self.lists, self.objects];
        counts.iter().filter(|count| **count > 0).count()
    }

    /// Whether values of another place are of the same kinds, as far as both have any; objects have
    /// members in common, and those are alike.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let numbers = |of: &Self| of.naturals + of.negative + of.fractions;
        let kinds = |of: &Self| [of.bools, numbers(of) + of.strings, of.lists, of.objects];
        let (mine, theirs) = (kinds(self), kinds(other));
        let none = |kinds: &[usize]| kinds.iter().all(|count| *count == 0);
        if none(&mine) || none(&theirs) {
            return true;
        }
        let together = mine
            .iter()
            .zip(theirs)
            .any(|(mine, theirs)| *mine > 0 && theirs > 0);
        if !together {
            return false;
        }
        if let (Some(mine), Some(theirs)) = (&self.items, &other.items)
            && !mine.is_like(theirs)
        {
            return false;
        }
        self.objects == 0 || other.objects == 0 || self.has_alike_members(other)
    }

    fn has_alike_members(&self, other: &Self) -> bool {
        let both =
            |(key, mine): &(String, Self)| other.member(key).map(|theirs| mine.is_like(theirs));
        let common: Vec<bool> = self.members.iter().filter_map(both).collect();
        let fewer = self.members.len().min(other.members.len());
        common.iter().all(|alike| *alike) && (fewer == 0 || common.len() * 3 >= fewer)
    }

    /// What objects in it look like, those in lists included, and in objects whose keys are data.
    pub(super) fn inner_object(&self) -> Option<Self> {
        let mut inner = None;
        self.collect(&mut inner, 0);
        inner
    }

    fn collect(&self, into: &mut Option<Self>, depth: usize) {
        if depth > 8 {
            return;
        }
        if let Some(items) = &self.items {
            items.collect(into, depth + 1);
        }
        if self.has_data_keys() {
            for (_, member) in &self.members {
                member.collect(into, depth + 1);
            }
        } else if self.objects > 0 {
            let object = Self {
                count: self.objects,
                objects: self.objects,
                members: self.members.clone(),
                odd_keys: self.odd_keys,
                ..Self::default()
            };
            into.get_or_insert_default().merge(&object);
        }
    }

    /// Whether the keys of its objects are data: most are no names, or there are more than a type has.
    pub(super) fn has_data_keys(&self) -> bool {
        let odd = self.members.iter().filter(|(key, _)| is_odd(key)).count();
        self.objects > 0
            && (odd * 2 > self.members.len() || self.members.len() > 60 || self.is_sparse())
    }

    /// Whether there are many keys with values of one kind, each of which is seldom there.
    fn is_sparse(&self) -> bool {
        let seldom = |(_, of): &&(String, Self)| of.count * 4 <= self.objects;
        let Some((_, first)) = self.members.first() else {
            return false;
        };
        self.members.len() >= 12
            && self.members.iter().filter(seldom).count() * 10 >= self.members.len() * 9
            && self.members.iter().all(|(_, of)| first.is_like(of))
    }

    /// What the values look like in an object whose keys are data.
    pub(super) fn any_member(&self) -> Self {
        let mut all = Self::default();
        self.members.iter().for_each(|(_, of)| all.merge(of));
        all
    }
}

/// Whether a key doesn't look like one that a programmer chose. Blanks don't make it data.
fn is_odd(key: &str) -> bool {
    !cti_runtime::mask::is_name(&key.replace(' ', "_")) || Look::of(key) == Look::Uuid
}

#[cfg(test)]
mod tests {
    use super::super::value::parse;
    use super::*;

    fn shape(values: &[&str]) -> Shape {
        let mut shape = Shape::default();
        for json in values {
            shape.see(&parse(json).unwrap(), 1);
        }
        shape
    }

    #[test]
    fn objects_are_alike_by_their_members() {
        let call = shape(&[r#"{"id":1,"from":"a","to":"b"}"#]);
        assert!(call.is_like(&shape(&[r#"{"id":"2","from":null}"#])));
        assert!(!call.is_like(&shape(&[r#"{"id":1,"from":{"number":"a"}}"#])));
        assert!(!call.is_like(&shape(&[r#"{"width":1,"height":2,"depth":3}"#])));
        assert!(!call.is_like(&shape(&["7"])));
    }

    #[test]
    fn keys_that_are_data_are_told_from_names() {
        assert!(shape(&[r#"{"+12025550101":[],"+12025550102":[]}"#]).has_data_keys());
        assert!(!shape(&[r#"{"user ID":1,"name":2}"#]).has_data_keys());
        let merged = shape(&[r#"{"+12025550101":[{"a":1}],"+12025550102":[{"b":2}]}"#]);
        let inner = merged.inner_object().unwrap();
        assert_eq!(inner.members.len(), 2);
    }
}
