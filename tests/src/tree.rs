//! Values in a tree, as a browser's objects are to a session: without a browser.

use cti_runtime::json::FaultKind;
use cti_runtime::{Limits, Live};
use serde_json::Value;

/// A message as a tree.
pub struct Tree<'a>(pub &'a Value);

impl Live for Tree<'_> {
    fn text(&self, limits: &Limits) -> Result<String, FaultKind> {
        let json = self.0.to_string();
        if json.len() > limits.message_bytes() {
            return Err(FaultKind::TooLarge);
        }
        Ok(json)
    }
}
