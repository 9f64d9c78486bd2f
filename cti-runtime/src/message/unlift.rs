//! What was written as one object, with what stands at a [`Path`] under the path's name, as it is
//! posted: the way back from [lifting](super::lift).

use std::borrow::Cow;

use crate::describe::around;
use crate::json::{Scan, Writer, unescape};
use crate::limits::MAX_NESTING;
use crate::table::Path;

/// What was written, with each value where its path leads; `None` if that is no JSON, or nests too deep.
pub(crate) fn unlift(json: &str, paths: &[Path]) -> Option<String> {
    let mut root = Object::default();
    let by_name = |name: &str| paths.iter().find(|path| path.name == name);
    let behind = |name: &str| {
        let named = |path: &&Path| path.rest.as_ref().is_some_and(|rest| rest.name == name);
        paths.iter().find(named)
    };
    for (key, value) in entries(json)? {
        if let Some(path) = by_name(&key) {
            root.put(path.keys, value);
        } else if let Some(path) = behind(&key) {
            root.append(path.keys, value);
        } else {
            root.put(&[&key], value);
        }
    }
    let mut out = Writer::with_capacity(json.len());
    root.write(&mut out);
    Some(out.into_string())
}

/// The entries of an object that was written here.
fn entries(json: &str) -> Option<Vec<(Cow<'_, str>, &str)>> {
    let mut found = Vec::new();
    let mut scan = Scan::new(json, MAX_NESTING);
    if scan.peek() != Some(b'{') {
        return None;
    }
    scan.enter().ok()?;
    let mut fresh = true;
    while let Some(key) = scan.next_key(&mut fresh).ok()? {
        found.push((key.cow(), scan.raw().ok()?));
    }
    Some(found)
}

#[derive(Default)]
struct Object<'a>(Vec<(String, Value<'a>)>);

enum Value<'a> {
    Json(Cow<'a, str>),
    Object(Object<'a>),
}

impl<'a> Object<'a> {
    fn at(&mut self, key: &str) -> Option<&mut Value<'a>> {
        let mut entries = self.0.iter_mut();
        entries.find(|(own, _)| own == key).map(|(_, value)| value)
    }

    /// The object under a key, which is made if there is none.
    fn inner(&mut self, key: &str) -> Option<&mut Self> {
        let index = self.0.iter().position(|(own, _)| own == key);
        let mut object = Self::default();
        match index.and_then(|index| self.0.get_mut(index)) {
            Some((_, Value::Object(_))) => {}
            // What was put there as a whole.
            Some((_, value)) => {
                if let Value::Json(Cow::Borrowed(json)) = *value {
                    object.take(json);
                }
                *value = Value::Object(object);
            }
            None => self.0.push((key.to_owned(), Value::Object(object))),
        }
        match self.at(key) {
            Some(Value::Object(object)) => Some(object),
            _ => None,
        }
    }

    /// Puts a value where these keys lead. An object is put into one that is there: the content, among
    /// what else stands in it.
    fn put(&mut self, keys: &[&str], value: &'a str) {
        let Some((key, rest)) = keys.split_first() else {
            return;
        };
        if !rest.is_empty() {
            if let Some(object) = self.inner(key) {
                object.put(rest, value);
            }
            return;
        }
        match self.at(key) {
            Some(Value::Object(object)) => object.take(value),
            Some(known) => *known = Value::Json(value.into()),
            None => self.0.push(((*key).to_owned(), Value::Json(value.into()))),
        }
    }

    /// Takes the entries of another object whose keys it hasn't.
    fn take(&mut self, json: &'a str) {
        for (key, value) in entries(json).unwrap_or_default() {
            if self.at(&key).is_none() {
                self.0.push((key.into(), Value::Json(value.into())));
            }
        }
    }

    /// Puts a string into the tag where these keys lead.
    fn append(&mut self, keys: &[&str], value: &str) {
        match keys.split_first() {
            Some((key, [])) => {
                if let Some(Value::Json(tag)) = self.at(key) {
                    let mut out = Writer::new();
                    let tag_proper = unescape(tag);
                    let (begins, ends) = around(&tag_proper);
                    out.str(&[begins, &unescape(value), ends].concat());
                    *tag = out.into_string().into();
                }
            }
            Some((key, rest)) => {
                if let Some(object) = self.inner(key) {
                    object.append(rest, value);
                }
            }
            None => {}
        }
    }

    fn write(&self, out: &mut Writer) {
        out.raw("{");
        for (index, (key, value)) in self.0.iter().enumerate() {
            if index > 0 {
                out.raw(",");
            }
            out.str(key);
            out.raw(":");
            match value {
                Value::Json(json) => out.raw(json),
                Value::Object(object) => object.write(out),
            }
        }
        out.raw("}");
    }
}
