//! Writing fields, records and lists.

use super::exact::inexact;
use super::record::Put;
use super::wire::Wire;
use super::writer::{MASKED, Writer};

impl Writer {
    // Not inlined: a copy of each for each type is enough, and one for each field is most of what a
    // declaration costs to build.

    /// Writes a field.
    #[inline(never)]
    pub fn field<T: Wire>(&mut self, key: &'static str, value: &T) {
        self.entry(key, |out| value.write(out));
    }

    /// Writes a field unless it is absent.
    #[inline(never)]
    pub fn optional<T: Wire>(&mut self, key: &'static str, value: &T) {
        if !value.is_absent() {
            self.entry(key, |out| value.write(out));
        } else if self.positional {
            self.literal(key, "null");
        }
    }

    /// Writes a field that is personal data.
    #[inline(never)]
    pub fn personal<T: Wire>(&mut self, key: &'static str, value: &T) {
        if self.is_masked() {
            self.literal(key, MASKED);
        } else {
            self.field(key, value);
        }
    }

    /// Writes a field that is personal data, unless it is absent.
    #[inline(never)]
    pub fn personal_optional<T: Wire>(&mut self, key: &'static str, value: &T) {
        if self.is_masked() && !value.is_absent() {
            self.literal(key, MASKED);
        } else {
            self.optional(key, value);
        }
    }

    /// Writes a boolean or a number in quotes; one that isn't finite without them.
    pub(crate) fn quoted(&mut self, value: &impl Wire) {
        let mut inner = self.alike();
        value.write(&mut inner);
        let finite = inexact(&inner.out, false).is_none();
        let quote = if finite { "\"" } else { "" };
        // Digits and letters: there is nothing to escape.
        for part in [quote, &inner.out, quote] {
            self.raw(part);
        }
    }

    /// Writes a record as an object; a [whole](super::record::Shape::whole) record as its value.
    pub fn record(&mut self, record: &dyn Put) {
        if record.shape().whole {
            record.put(self);
        } else {
            self.out.push('{');
            record.put(self);
            self.out.push('}');
        }
    }

    /// Writes an array.
    pub fn items<'t, T: Wire + 't>(&mut self, items: impl IntoIterator<Item = &'t T>) {
        self.out.push('[');
        for (index, item) in items.into_iter().enumerate() {
            if index > 0 {
                self.out.push(',');
            }
            item.write(self);
        }
        self.out.push(']');
    }

    /// Writes an object with any keys, which are masked where personal data are.
    pub fn entries<'t, K: AsRef<str>, T: Wire + 't>(
        &mut self,
        entries: impl IntoIterator<Item = (K, &'t T)>,
    ) {
        self.out.push('{');
        self.rest("", entries);
        self.out.push('}');
    }

    /// Writes entries with any keys, behind a prefix, into an object that is open. The keys are data:
    /// they are masked where personal data are.
    pub(crate) fn rest<'t, K: AsRef<str>, T: Wire + 't>(
        &mut self,
        prefix: &str,
        entries: impl IntoIterator<Item = (K, &'t T)>,
    ) {
        for (key, value) in entries {
            self.separate(b'{');
            if self.is_masked() || self.hides_keys {
                self.mask();
            } else {
                self.prefixed(prefix, key.as_ref());
            }
            self.out.push(':');
            value.write(self);
        }
    }

    /// Writes a record as the list of its fields, without keys.
    pub(crate) fn arguments(&mut self, record: &dyn Put) {
        self.out.push('[');
        self.positional = true;
        record.put(self);
        self.positional = false;
        self.out.push(']');
    }
}
