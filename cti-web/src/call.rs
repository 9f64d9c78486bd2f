//! Calling a function of JavaScript, and being one, as the convention of a library says.

use std::rc::Weak;

use cti_runtime::describe::{AnswerBy, Convention};
use cti_runtime::session::convention;
use cti_runtime::table::DirectionTable;
use cti_runtime::{LibraryFault, Limits, Signal};
use js_sys::{Array, Function, JSON, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;

use crate::shared::Shared;
use crate::transport::{Inbound, callback};
use crate::value::json_of;

#[wasm_bindgen(module = "/convention.js")]
extern "C" {
    fn settle(returned: &JsValue, done: &JsValue, failed: &JsValue);
    fn failure(thrown: &JsValue, text: bool) -> JsValue;
    fn without(object: &JsValue, keys: &Array) -> JsValue;
}

/// What stands for an answer that JSON can't hold, or that is beyond the limits.
const UNREADABLE: &str = r#""a value that can't be read""#;

/// The function with this path from the library's root, and the object that has it.
pub(crate) fn function(library: &Object, path: &str) -> Option<(Function, JsValue)> {
    let (found, object) = member(library, path)?;
    Some((found.dyn_into().ok()?, object))
}

/// What stands at this path from the library's root, and the object that has it.
pub(crate) fn member(library: &Object, path: &str) -> Option<(JsValue, JsValue)> {
    let mut object = JsValue::UNDEFINED;
    let mut found: JsValue = library.clone().into();
    for name in path.split('.') {
        object = found;
        found = Reflect::get(&object, &JsValue::from_str(name)).ok()?;
    }
    Some((found, object))
}

/// The convention of a function or an event that is called so.
pub(crate) fn convention_of(table: &DirectionTable, name: &str) -> &'static Convention {
    convention(table, table.find(name).unwrap_or(usize::MAX))
}

/// Calls a function, as the object's that has it, with arguments as JSON. What it answers arrives as signals.
pub(crate) fn call(
    shared: &Weak<Shared>,
    id: u64,
    convention: &'static Convention,
    (function, object): &(Function, JsValue),
    arguments: &str,
) -> Result<(), LibraryFault> {
    let given = JSON::parse(arguments).unwrap_or_default();
    let list = if convention.object {
        Array::of1(&given)
    } else {
        Array::unchecked_from_js(given.clone())
    };
    let answered = || callback(shared, id, answered).into_js_value();
    let failed = || {
        let run = if convention.text {
            failed_with_text
        } else {
            failed
        };
        callback(shared, id, run).into_js_value()
    };
    // The object of which callbacks are members.
    let members = || match given.dyn_ref::<Object>() {
        Some(object) if convention.object => object.clone(),
        _ => {
            let object = Object::new();
            list.push(&object);
            object
        }
    };
    match convention.answer {
        AnswerBy::Callback(None) => {
            list.push(&answered());
        }
        AnswerBy::Callback(Some(key)) => set(&members(), key, &answered()),
        AnswerBy::Callbacks(None) => {
            list.push(&answered());
            list.push(&failed());
        }
        AnswerBy::Callbacks(Some([success, failure])) => {
            let members = members();
            set(&members, success, &answered());
            set(&members, failure, &failed());
        }
        AnswerBy::Promise | AnswerBy::Nothing => {}
    }
    let returned = Reflect::apply(function, object, &list).map_err(|_| LibraryFault::Threw)?;
    if convention.answer == AnswerBy::Promise {
        settle(&returned, &answered(), &failed());
    }
    Ok(())
}

/// A callback was called, or a promise fulfilled. Nothing else will come for its call, so what can't be read
/// is an answer that drifted.
fn answered(shared: &Shared, id: u64, argument: &JsValue) {
    let body = json_of(argument, &shared.limits());
    let body = body.map_or_else(|| UNREADABLE.into(), Into::into);
    shared.arrive(Inbound::Signal(Signal::Reply { id, body }));
}

/// The callback of a failure was called, or a promise rejected.
fn failed(shared: &Shared, id: u64, thrown: &JsValue) {
    rejected(shared, id, &failure(thrown, false));
}

/// As [`failed`], where a failure is a text.
fn failed_with_text(shared: &Shared, id: u64, thrown: &JsValue) {
    rejected(shared, id, &failure(thrown, true));
}

fn rejected(shared: &Shared, id: u64, failure: &JsValue) {
    let body = json_of(failure, &shared.limits());
    let body = body.map_or_else(|| UNREADABLE.into(), Into::into);
    shared.arrive(Inbound::Signal(Signal::Reject { id, body }));
}

/// What a function was given, as JSON. For what JSON can't hold: something that the session refuses
/// for the same reason.
pub(crate) fn body(argument: &JsValue, limits: &Limits) -> String {
    let too_large = || " ".repeat(limits.message_bytes().saturating_add(1));
    json_of(argument, limits).unwrap_or_else(too_large)
}

/// Who is told what a function answers.
pub(crate) enum Caller {
    /// Callbacks, of which there may be none for a failure.
    Callbacks(Option<Function>, Option<Function>),
    /// A promise's.
    Promise { resolve: Function, reject: Function },
    /// Nobody.
    Nobody,
}

impl Caller {
    /// Takes the callbacks out of what a function was called with, or makes a promise, which it then returns.
    pub(crate) fn take(convention: &Convention, given: &mut Vec<JsValue>) -> (Self, JsValue) {
        let caller = match convention.answer {
            AnswerBy::Callback(None) => Self::Callbacks(last(given), None),
            AnswerBy::Callbacks(None) => {
                let last_one = last(given);
                match last(given) {
                    Some(success) => Self::Callbacks(Some(success), last_one),
                    None => Self::Callbacks(last_one, None),
                }
            }
            AnswerBy::Callback(Some(key)) => {
                let [success, _] = members(convention, given, [key, ""]);
                Self::Callbacks(success, None)
            }
            AnswerBy::Callbacks(Some(keys)) => {
                let [success, failure] = members(convention, given, keys);
                Self::Callbacks(success, failure)
            }
            AnswerBy::Promise => return promise(),
            AnswerBy::Nothing => Self::Nobody,
        };
        (caller, JsValue::UNDEFINED)
    }

    /// Whether there is anybody to be told.
    pub(crate) const fn waits(&self) -> bool {
        !matches!(self, Self::Nobody | Self::Callbacks(None, None))
    }

    /// Tells the answer. Who passes no callback wants none.
    pub(crate) fn answer(&self, value: &JsValue) -> bool {
        match self {
            Self::Callbacks(Some(callback), _)
            | Self::Promise {
                resolve: callback, ..
            } => tell(callback, value),
            Self::Callbacks(None, _) | Self::Nobody => true,
        }
    }

    /// Tells a failure that comes by itself.
    pub(crate) fn fail(&self, value: &JsValue) -> bool {
        match self {
            Self::Callbacks(_, Some(callback))
            | Self::Promise {
                reject: callback, ..
            } => tell(callback, value),
            Self::Callbacks(_, None) | Self::Nobody => true,
        }
    }
}

/// The last argument, if it is a function.
fn last(given: &mut Vec<JsValue>) -> Option<Function> {
    let callback = given.pop_if(|last| last.is_function());
    callback.map(Function::unchecked_from_js)
}

/// The callbacks that are members of the object which the arguments are members of, or which stands behind
/// them; they are no arguments.
fn members<const N: usize>(
    convention: &Convention,
    given: &mut Vec<JsValue>,
    keys: [&str; N],
) -> [Option<Function>; N] {
    let Some(object) = given.last().filter(|last| last.is_object()).cloned() else {
        return keys.map(|_| None);
    };
    let found = keys.map(|key| {
        let found = Reflect::get(&object, &JsValue::from_str(key)).ok()?;
        found.dyn_into::<Function>().ok()
    });
    if convention.object || found.iter().any(Option::is_some) {
        given.pop();
    }
    if convention.object {
        let keys: Array = keys.into_iter().map(JsValue::from_str).collect();
        given.push(without(&object, &keys));
    }
    found
}

fn promise() -> (Caller, JsValue) {
    let mut functions = None;
    let promise = Promise::new(&mut |resolve, reject| functions = Some((resolve, reject)));
    let caller = match functions {
        Some((resolve, reject)) => Caller::Promise { resolve, reject },
        None => Caller::Nobody,
    };
    (caller, promise.into())
}

/// The arguments of a function, of which the callbacks were taken out: a list, or the object that has them.
pub(crate) fn arguments(convention: &Convention, given: Vec<JsValue>) -> JsValue {
    if convention.object {
        let first = given.into_iter().next();
        let first = first.filter(|first| !first.is_undefined());
        return first.unwrap_or_else(|| Object::new().into());
    }
    given.into_iter().collect::<Array>().into()
}

/// Calls a function with an argument; whether it hasn't thrown.
pub(crate) fn tell(function: &Function, argument: &JsValue) -> bool {
    function.call1(&JsValue::UNDEFINED, argument).is_ok()
}

pub(crate) fn set(object: &Object, name: &str, value: &JsValue) {
    // A fresh object takes any member.
    let _ = Reflect::set(object, &JsValue::from_str(name), value);
}
