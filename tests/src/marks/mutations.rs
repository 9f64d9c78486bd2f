//! Messages with a mark in one place, whole and broken.

use serde_json::{Map, Value, json};

use super::site::{self, Site, at};
use super::{DIGITS, Marked, NEW, NUMBER, SECRET, WORD};

/// Every mutation of a value that has a mark at one of these sites. What stands under `tags` may say which
/// message it is.
pub(super) fn mutations(value: &Value, sites: &[Site], tags: &[&str]) -> Vec<Marked> {
    let mut marked = Vec::new();
    for site in sites {
        let mut mutations = Mutations {
            value,
            site,
            marked: &mut marked,
        };
        mutations.replaced(tags);
        mutations.keyed();
        let mut original = value.clone();
        if let Some(Value::Object(entries)) = site.of(&mut original) {
            mutations.renamed(entries);
            mutations.repeated(entries);
        }
    }
    marked
}

/// The mutations at one site.
struct Mutations<'a> {
    value: &'a Value,
    site: &'a Site,
    marked: &'a mut Vec<Marked>,
}

impl Mutations<'_> {
    fn add(&mut self, text: String, open: bool) {
        let value = self.site.listed && text.contains(WORD);
        self.marked.push(Marked { text, open, value });
    }

    /// The whole value, with this at the site.
    fn with(&self, new: Value) -> Value {
        let mut value = self.value.clone();
        if let Some(here) = self.site.of(&mut value) {
            *here = new;
        }
        value
    }

    /// Keys that are marks. What looks like a name may be shown where no data are keys.
    fn keys(&self) -> impl Iterator<Item = &'static str> + use<> {
        let keyed = self.site.keyed;
        let keys = [NUMBER, SECRET, WORD].into_iter();
        keys.filter(move |key| *key != WORD || keyed)
    }

    /// A mark in place of what stands there.
    fn replaced(&mut self, tags: &[&str]) {
        let (open, inside) = (self.site.open, self.site.open || self.site.inside);
        let is_tag = tags.contains(&site::path(&self.site.path).as_str());
        for mark in [json!(NUMBER), json!(SECRET), json!(WORD), json!(DIGITS)] {
            if mark == WORD && is_tag {
                // A tag that looks like a name is shown.
                continue;
            }
            let replaced = self.with(mark.clone());
            let text = replaced.to_string();
            self.add(text.clone(), open);
            if mark == SECRET {
                let list = self.with(json!([mark])).to_string();
                self.add(list, inside || self.site.first);
                self.add(self.with(json!({ NEW: mark })).to_string(), inside);
            } else if mark == NUMBER {
                let deep = self.with(json!([[{ NEW: mark }]])).to_string();
                self.add(deep, inside);
            }
            // Where it breaks off, and where something else follows.
            let quoted = mark.to_string();
            let end = text.find(&quoted).map(|start| start + quoted.len());
            if let Some(end) = end.filter(|_| mark != DIGITS) {
                let cut = end - usize::from(mark == SECRET);
                self.add(text[..cut].to_owned(), false);
                self.add(format!("{} oops {}", &text[..end], &text[end..]), false);
            }
            // A message that the declaration doesn't know.
            let mut replaced = replaced;
            if let Some(tag) = tags.first().and_then(|tag| at(&mut replaced, tag)) {
                *tag = json!("voicemail-left");
                self.add(replaced.to_string(), false);
            }
        }
    }

    /// An object whose keys are marks, in place of what stands there.
    fn keyed(&mut self) {
        for key in self.keys() {
            self.add(self.with(json!({ key: 1 })).to_string(), false);
            let deep = self.with(json!({ key: { key: [{ key: 1 }] } }));
            self.add(deep.to_string(), false);
            let broken = self.with(json!({ key: {"a": true, "b": [1]} }));
            self.add(broken.to_string().replacen("true", "tru", 1), false);
        }
    }

    /// Marks among the keys of the object that stands there.
    fn renamed(&mut self, entries: &Map<String, Value>) {
        for key in self.keys() {
            let mut more = entries.clone();
            more.insert(key.to_owned(), json!(1));
            let more = self.with(Value::Object(more)).to_string();
            let quoted = json!(key).to_string();
            let twice = format!("{quoted}:1,{quoted}:");
            self.add(more.replacen(&format!("{quoted}:"), &twice, 1), false);
            self.add(more.replacen(&format!("{quoted}:"), &quoted, 1), false);
            self.add(more, false);
            for renamed in entries.keys() {
                let rename = |(old, value): (&String, &Value)| {
                    let new = if old == renamed { key } else { old };
                    (new.to_owned(), value.clone())
                };
                let entries: Map<String, Value> = entries.iter().map(rename).collect();
                let text = self.with(Value::Object(entries)).to_string();
                self.add(text[..text.len() - 1].to_owned(), false);
                self.add(text, false);
            }
        }
    }

    /// A mark under a key that isn't listed, and under one that stands there already.
    fn repeated(&mut self, entries: &Map<String, Value>) {
        for mark in [NUMBER, SECRET] {
            let mut more = entries.clone();
            more.insert("@@".to_owned(), json!(mark));
            let more = self.with(Value::Object(more)).to_string();
            self.add(more.replacen("@@", NEW, 1), self.site.inside);
            for key in entries.keys() {
                let twice = more.replacen("\"@@\"", &json!(key).to_string(), 1);
                self.add(twice, false);
            }
        }
    }
}
