//! The places of a message where a mark can stand.

use cti_runtime::describe::keys_of;
use serde_json::Value;

/// Where a value stands.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an answer of its own"
)]
pub(super) struct Site {
    pub(super) path: Vec<Step>,
    /// A value that is there may be shown.
    pub(super) open: bool,
    /// The keys of an object that is there are data.
    pub(super) keyed: bool,
    /// A value under a key that the declaration doesn't list may be shown.
    pub(super) inside: bool,
    /// Whether the first argument is, where a function takes them in their order.
    pub(super) first: bool,
    /// A value of an enum stands there.
    pub(super) listed: bool,
}

/// A step from a value into it.
#[derive(Clone, Debug)]
pub(super) enum Step {
    Key(String),
    Index(usize),
}

impl Site {
    /// A place of which nothing may be shown.
    pub(super) fn hidden(path: &[Step]) -> Self {
        Self {
            path: path.to_vec(),
            open: false,
            keyed: false,
            inside: false,
            first: false,
            listed: false,
        }
    }

    /// The value that stands there.
    pub(super) fn of<'v>(&self, value: &'v mut Value) -> Option<&'v mut Value> {
        self.path.iter().try_fold(value, |value, step| match step {
            Step::Key(key) => value.get_mut(key),
            Step::Index(index) => value.get_mut(index),
        })
    }
}

/// The path of keys that these steps are, as declarations write it.
pub(super) fn path(steps: &[Step]) -> String {
    let keys = steps.iter().map(|step| match step {
        Step::Key(key) => key.replace('.', ".."),
        Step::Index(index) => format!("[{index}]"),
    });
    keys.collect::<Vec<_>>().join(".")
}

/// What stands at a path of keys, null if nothing does yet; nothing if there is no object on the way.
pub fn at<'v>(value: &'v mut Value, path: &str) -> Option<&'v mut Value> {
    keys_of(path).into_iter().try_fold(value, |value, key| {
        let entries = value.as_object_mut()?;
        Some(entries.entry(key).or_insert(Value::Null))
    })
}
