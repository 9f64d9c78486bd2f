//! What crosses the edge of a library: its functions, by their paths.

use std::collections::BTreeMap;

use cti_runtime::Signal;

use super::shape::Shape;
use super::value::{self, Value};

/// Functions that are told apart.
const FUNCTIONS: usize = 500;

/// Arguments of a function that are told apart.
const ARGUMENTS: usize = 32;

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
    /// Calls whose arguments have positions, and those whose arguments are members of an object.
    calls: (usize, usize),
    /// How answers say by a boolean what they are, if they do.
    pub(super) flagged: Option<Flagged>,
    /// Listeners that were given `{result, error}`, and those that were given the value itself.
    events: (usize, usize),
    open: BTreeMap<u64, usize>,
}

/// The keys of answers that say by a boolean whether they are successes.
#[derive(Clone, Debug, Default)]
pub(super) struct Flagged {
    pub(super) flag: String,
    pub(super) ok: Option<String>,
    pub(super) error: Option<String>,
}

/// A function.
#[derive(Clone, Debug, Default)]
pub(super) struct Function {
    /// From the library's root.
    pub(super) path: String,
    /// How often it was called.
    pub(super) count: usize,
    /// The arguments by their places, or in the order of their names.
    pub(super) arguments: Vec<Shape>,
    /// What arguments are called that are members of an object.
    pub(super) names: Vec<String>,
    pub(super) result: Shape,
    pub(super) error: Shape,
    /// How often it was answered.
    pub(super) answered: usize,
    pub(super) sample: Option<Value>,
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
                if let (Some(function), Ok(arguments)) =
                    (self.called.get_mut(at), value::parse(arguments))
                {
                    match arguments {
                        Value::List(_) => self.calls.0 += 1,
                        _ => self.calls.1 += 1,
                    }
                    function.called(arguments);
                }
            }
            Signal::Reply { id, body } => {
                let at = self.open.remove(id);
                if let (Some(function), Ok(body)) = (
                    at.and_then(|at| self.called.get_mut(at)),
                    value::parse(body),
                ) {
                    function.answered(outcome(&body, &mut self.flagged));
                }
            }
            Signal::Fire { name, body } => {
                let Some(at) = place(&mut self.fired, name) else {
                    self.more += 1;
                    return;
                };
                let Some(function) = self.fired.get_mut(at) else {
                    return;
                };
                function.count += 1;
                let Ok(body) = value::parse(body) else {
                    return;
                };
                if body == Value::Null || is_wrapped(&body) {
                    self.events.0 += usize::from(body != Value::Null);
                    function.answered(wrapped(&body));
                } else {
                    self.events.1 += 1;
                    function.answered(Ok(Some(&body)));
                }
            }
            Signal::Reject { id, .. } => drop(self.open.remove(id)),
            Signal::Fail { .. } => {}
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.called.is_empty() && self.fired.is_empty()
    }

    /// Whether arguments are members of one object.
    pub(super) const fn has_names(&self) -> bool {
        self.calls.1 > self.calls.0
    }

    /// Whether listeners are given the value itself.
    pub(super) const fn has_plain_events(&self) -> bool {
        self.events.1 > self.events.0
    }

    /// Whether listeners are given `{result, error}`.
    pub(super) const fn has_wrapped_events(&self) -> bool {
        self.events.0 > 0
    }
}

/// What an answer says: a success, which may have a value, or a failure.
type Said<'b> = Result<Option<&'b Value>, &'b Value>;

fn outcome<'b>(body: &'b Value, flagged: &mut Option<Flagged>) -> Said<'b> {
    if is_wrapped(body) {
        return wrapped(body);
    }
    let Value::Object(members) = body else {
        return Ok(None);
    };
    let known = flagged.as_ref().map(|keys| keys.flag.as_str());
    let is_flag = |(key, value): &&(String, Value)| {
        matches!(value, Value::Bool(_)) && known.is_none_or(|known| known == key)
    };
    let mut flags = members.iter().filter(is_flag);
    let (Some((flag, success)), None) = (flags.next(), flags.next()) else {
        return Ok(None);
    };
    let success = *success == Value::Bool(true);
    let mut others = members.iter().filter(|(key, _)| key != flag);
    let said = others.find(|(_, value)| *value != Value::Null);
    let keys = flagged.get_or_insert_with(|| Flagged {
        flag: flag.clone(),
        ..Flagged::default()
    });
    if let Some((key, _)) = said {
        let place = if success {
            &mut keys.ok
        } else {
            &mut keys.error
        };
        place.get_or_insert_with(|| key.clone());
    }
    match said {
        Some((_, why)) if !success => Err(why),
        said => Ok(said.map(|(_, value)| value)),
    }
}

/// Whether this is `{result, error}`, or one of them.
fn is_wrapped(body: &Value) -> bool {
    body.get("result").is_some() || body.get("error").is_some()
}

fn wrapped(body: &Value) -> Said<'_> {
    match body.get("error").filter(|error| **error != Value::Null) {
        Some(error) => Err(error),
        None => Ok(body.get("result")),
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
    fn called(&mut self, arguments: Value) {
        self.count += 1;
        match &arguments {
            Value::List(items) => {
                for (at, item) in items.iter().take(ARGUMENTS).enumerate() {
                    self.see(at, item);
                }
            }
            Value::Object(members) => {
                for (key, item) in members {
                    if let Some(at) = self.named(key) {
                        self.see(at, item);
                    }
                }
            }
            _ => return,
        }
        let larger = |of: &Value| of.size() < arguments.size();
        if self.sample.as_ref().is_none_or(larger) {
            self.sample = Some(arguments);
        }
    }

    /// The place of the argument of this name, which may be new; `None` if there are too many.
    fn named(&mut self, key: &str) -> Option<usize> {
        let known = self.names.iter().position(|known| known == key);
        if known.is_none() && self.names.len() < ARGUMENTS {
            self.names.push(key.to_owned());
            return Some(self.names.len() - 1);
        }
        known
    }

    fn see(&mut self, at: usize, item: &Value) {
        if self.arguments.len() <= at {
            self.arguments.push(Shape::default());
        }
        if let Some(shape) = self.arguments.get_mut(at) {
            shape.see(item, 1);
        }
    }

    fn answered(&mut self, said: Said<'_>) {
        self.answered += 1;
        match said {
            Err(error) => {
                self.error.see(error, 1);
                self.error_sample.get_or_insert_with(|| error.clone());
            }
            Ok(Some(result)) => {
                self.result.see(result, 1);
                let larger = |of: &Value| of.size() < result.size();
                if self.result_sample.as_ref().is_none_or(larger) {
                    self.result_sample = Some(result.clone());
                }
            }
            Ok(None) => {}
        }
    }
}
