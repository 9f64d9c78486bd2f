//! Values in a tree, copied from there: what a browser's objects are to a session, without a
//! browser.

use cti_runtime::codec::{CopyError, Live, Snapshot};
use serde_json::Value;

/// A message as a tree.
pub struct Tree<'a>(pub &'a Value);

impl Live for Tree<'_> {
    fn copy(&self, copy: &mut Snapshot) -> Result<(), CopyError> {
        match self.0 {
            Value::Null => copy.null(),
            Value::Bool(value) => copy.bool(*value),
            Value::Number(value) => {
                copy.number(value.as_f64().unwrap_or_default(), &value.to_string())
            }
            Value::String(value) => copy.string(value.clone()),
            Value::Array(items) => {
                let array = copy.array()?;
                for item in items {
                    Tree(item).copy(copy)?;
                }
                copy.close(array)
            }
            Value::Object(members) => {
                let object = copy.object()?;
                for (key, value) in members {
                    copy.string(key.clone())?;
                    copy.colon();
                    Tree(value).copy(copy)?;
                }
                copy.close(object)
            }
        }
    }
}
