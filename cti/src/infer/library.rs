//! What crosses the edge of a library: its functions, by their paths.

use std::collections::BTreeMap;

use cti_runtime::Signal;

use super::shape::Shape;
use super::value::{self, Value};

/// Functions that are told apart.
const FUNCTIONS: usize = 500;

/// Calls without an answer that are kept.
const OPEN: usize = 10_000;

/// What crossed the edge of a library.
#[derive(Clone, Debug, Default)]
pub(super) struct Library {
    /// Functions that the page calls.
    pub(super) called: Vec<Function>,
    /// Functions that the library calls back, again and again.
    pub(super) fired: Vec<Function>,
    /// Calls of more functions than are told apart.
    pub(super) more: usize,
    open: BTreeMap<u64, usize>,
}

/// A function.
#[derive(Clone, Debug, Default)]
pub(super) struct Function {
    /// From the library's root.
    pub(super) path: String,
    /// How often it was called.
    pub(super) count: usize,
    /// The arguments by their places.
    pub(super) arguments: Vec<Shape>,
    pub(super) result: Shape,
    pub(super) error: Shape,
    /// How often it was answered.
    pub(super) answered: usize,
    pub(super) sample: Option<Vec<Value>>,
    pub(super) result_sample: Option<Value>,
    pub(super) error_sample: Option<Value>,
}

impl Library {
    pub(super) fn hear(&mut self, signal: &Signal<'_>) {
        match signal {
            Signal::Request {
                id,
                name,
                arguments,
            } => {
                let Some(at) = place(&mut self.called, name) else {
                    self.more += 1;
                    return;
                };
                if self.open.len() < OPEN {
                    self.open.insert(*id, at);
                }
                if let (Some(function), Ok(Value::List(items))) =
                    (self.called.get_mut(at), value::parse(arguments))
                {
                    function.called(items);
                }
            }
            Signal::Reply { id, body } => {
                let at = self.open.remove(id);
                if let Some(function) = at.and_then(|at| self.called.get_mut(at)) {
                    function.answered(body);
                }
            }
            Signal::Fire { name, body } => {
                let Some(at) = place(&mut self.fired, name) else {
                    self.more += 1;
                    return;
                };
                if let Some(function) = self.fired.get_mut(at) {
                    function.count += 1;
                    function.answered(body);
                }
            }
            Signal::Reject { id, .. } => drop(self.open.remove(id)),
            Signal::Fail { .. } => {}
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.called.is_empty() && self.fired.is_empty()
    }
}

/// The place of a function, which may be new; `None` if there are too many.
fn place(functions: &mut Vec<Function>, path: &str) -> Option<usize> {
    let known = functions.iter().position(|known| known.path == path);
    if known.is_none() && functions.len() < FUNCTIONS {
        functions.push(Function {
            path: path.to_owned(),
            ..Function::default()
        });
        return Some(functions.len() - 1);
    }
    known
}

impl Function {
    fn called(&mut self, items: Vec<Value>) {
        self.count += 1;
        for (at, item) in items.iter().take(32).enumerate() {
            if self.arguments.len() <= at {
                self.arguments.push(Shape::default());
            }
            if let Some(shape) = self.arguments.get_mut(at) {
                shape.see(item, 1);
            }
        }
        let larger = |of: &Vec<Value>| of.len() < items.len();
        if self.sample.as_ref().is_none_or(larger) {
            self.sample = Some(items);
        }
    }

    fn answered(&mut self, body: &str) {
        let Ok(body) = value::parse(body) else {
            return;
        };
        self.answered += 1;
        match body.get("error").filter(|error| **error != Value::Null) {
            Some(error) => {
                self.error.see(error, 1);
                self.error_sample.get_or_insert_with(|| error.clone());
            }
            None => {
                if let Some(result) = body.get("result") {
                    self.result.see(result, 1);
                    let larger = |of: &Value| of.size() < result.size();
                    if self.result_sample.as_ref().is_none_or(larger) {
                        self.result_sample = Some(result.clone());
                    }
                }
            }
        }
    }
}
