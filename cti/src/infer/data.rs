//! Types of objects: those that are the same are one.

use std::collections::{BTreeMap, BTreeSet};

use super::shape::Shape;
use super::types;
use super::words;

/// Objects that are compared.
const OBJECTS: usize = 600;

/// Objects in messages, by the type that they have.
#[derive(Debug, Default)]
pub(super) struct Objects {
    nodes: Vec<Node>,
    /// For each object one that is of the same type.
    parent: Vec<usize>,
}

/// The objects in one place.
#[derive(Debug)]
struct Node {
    /// The key above, in the singular.
    key: String,
    /// What they belong to: a message's name, or the key further up.
    owner: String,
    shape: Shape,
    children: BTreeMap<String, usize>,
}

/// Where objects stand in the fields of a record.
pub(super) type Places = BTreeMap<String, usize>;

/// A type.
#[derive(Debug)]
pub(super) struct Class {
    /// The keys under which such objects stand, the most used first.
    pub(super) keys: Vec<String>,
    pub(super) owner: String,
    pub(super) shape: Shape,
    /// The types of objects in its fields, by their keys.
    pub(super) inside: BTreeMap<String, usize>,
}

impl Objects {
    /// Adds the objects in the members of a record.
    pub(super) fn add(&mut self, record: &Shape, owner: &str) -> Places {
        let mut places = Places::new();
        for (key, shape) in &record.members {
            if let Some(node) = self.value(shape, key, owner) {
                places.insert(key.clone(), node);
            }
        }
        places
    }

    /// Adds the objects in a value.
    pub(super) fn value(&mut self, shape: &Shape, key: &str, owner: &str) -> Option<usize> {
        let object = shape.inner_object()?;
        if types::is_any(&object, key) || object.has_data_keys() || self.nodes.len() >= OBJECTS {
            return None;
        }
        let at = self.nodes.len();
        self.nodes.push(Node {
            key: words::singular(key),
            owner: owner.to_owned(),
            shape: Shape::default(),
            children: Places::new(),
        });
        self.parent.push(at);
        let children = self.add(&object, key);
        if let Some(node) = self.nodes.get_mut(at) {
            node.shape = object;
            node.children = children;
        }
        Some(at)
    }

    /// The types, and for each object the number of its type.
    pub(super) fn classes(mut self) -> (Vec<Class>, Vec<usize>) {
        for first in 0..self.nodes.len() {
            for second in first + 1..self.nodes.len() {
                let same = match (self.nodes.get(first), self.nodes.get(second)) {
                    (Some(first), Some(second)) => first.is_same(second),
                    _ => false,
                };
                if same {
                    self.unite(first, second);
                }
            }
        }
        while self.unite_children() {}
        self.numbered()
    }

    fn root(&self, mut at: usize) -> usize {
        while let Some(parent) = self.parent.get(at).copied().filter(|parent| *parent != at) {
            at = parent;
        }
        at
    }

    fn unite(&mut self, first: usize, second: usize) -> bool {
        let (first, second) = (self.root(first), self.root(second));
        let (first, second) = (first.min(second), first.max(second));
        if let Some(parent) = self.parent.get_mut(second) {
            *parent = first;
        }
        first != second
    }

    /// Objects under the same key of the same type are of the same type.
    fn unite_children(&mut self) -> bool {
        let mut known: BTreeMap<(usize, String), usize> = BTreeMap::new();
        let mut pairs = Vec::new();
        for at in 0..self.nodes.len() {
            let root = self.root(at);
            let children = self.nodes.get(at).map(|node| &node.children);
            for (key, child) in children.into_iter().flatten() {
                let first = *known.entry((root, key.clone())).or_insert(*child);
                pairs.push((first, *child));
            }
        }
        pairs.into_iter().fold(false, |changed, (first, second)| {
            self.unite(first, second) || changed
        })
    }

    fn numbered(self) -> (Vec<Class>, Vec<usize>) {
        let mut numbers: BTreeMap<usize, usize> = BTreeMap::new();
        let of: Vec<usize> = (0..self.nodes.len())
            .map(|at| {
                let next = numbers.len();
                *numbers.entry(self.root(at)).or_insert(next)
            })
            .collect();
        let mut classes: Vec<Class> = Vec::new();
        for (node, number) in self.nodes.iter().zip(&of) {
            if classes.len() <= *number {
                classes.push(Class {
                    keys: Vec::new(),
                    owner: node.owner.clone(),
                    shape: Shape::default(),
                    inside: BTreeMap::new(),
                });
            }
            if let Some(class) = classes.get_mut(*number) {
                if !class.keys.contains(&node.key) {
                    class.keys.push(node.key.clone());
                }
                class.shape.merge(&node.shape);
                for (key, child) in &node.children {
                    if let Some(child) = of.get(*child) {
                        class.inside.insert(key.clone(), *child);
                    }
                }
            }
        }
        (classes, of)
    }
}

impl Node {
    /// Whether the objects of another place are of the same type.
    fn is_same(&self, other: &Self) -> bool {
        let keys = |of: &Shape| {
            of.members
                .iter()
                .map(|(key, _)| key.clone())
                .collect::<BTreeSet<_>>()
        };
        if !self.shape.is_like(&other.shape) {
            return false;
        }
        let (mine, theirs) = (keys(&self.shape), keys(&other.shape));
        if words::words(&self.key) == words::words(&other.key) {
            // What says little of what stands under it doesn't make it the same.
            return !words::is_vague(&self.key)
                || self.owner == other.owner
                || (mine.len() > 1 && mine.intersection(&theirs).count() > 1);
        }
        let ends = |key: &str| words::is_end(key) || words::is_person(key);
        let fewer = mine.len().min(theirs.len());
        let common = mine.intersection(&theirs).count();
        (mine == theirs && (mine.len() >= 2 || (ends(&self.key) && ends(&other.key))))
            || (ends(&self.key) && ends(&other.key) && common == fewer && common > 0)
            || (common == fewer && common >= 4)
    }
}

#[cfg(test)]
mod tests {
    use super::super::value::parse;
    use super::*;

    #[test]
    fn objects_that_are_the_same_have_one_type() {
        let mut record = Shape::default();
        for json in [
            r#"{"call":{"id":1,"from":{"n":"1"},"to":{"n":"2"}},"last":{"call":{"id":2,"to":{"n":"3","x":1}}}}"#,
            r#"{"size":{"width":1,"height":2}}"#,
        ] {
            record.see(&parse(json).unwrap(), 1);
        }
        let mut objects = Objects::default();
        let places = objects.add(&record, "ring");
        let (classes, of) = objects.classes();
        // Calls, ends of calls, `last`, and sizes.
        assert_eq!(classes.len(), 4, "{classes:#?}");
        let call = of[places["call"]];
        assert_eq!(classes[call].shape.member("id").unwrap().count, 2);
        assert_eq!(classes[call].inside["from"], classes[call].inside["to"]);
        assert_ne!(of[places["size"]], call);
    }
}
