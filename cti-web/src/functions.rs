//! Functions that the other side calls: those of a library that is provided, and those that a page gives to
//! a library. Each call is answered once.

use std::cell::RefCell;
use std::rc::Weak;

use cti_runtime::Signal;
use cti_runtime::describe::Convention;
use js_sys::{JSON, Object};
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

use crate::call::{self, Caller, body, set};
use crate::shared::Shared;
use crate::transport::Inbound;

/// A function: up to seven arguments and a callback.
type Called = Closure<
    dyn Fn(JsValue, JsValue, JsValue, JsValue, JsValue, JsValue, JsValue, JsValue) -> JsValue,
>;

/// The calls that wait for an answer.
#[derive(Default)]
pub(crate) struct Callers(RefCell<Book>);

#[derive(Default)]
struct Book {
    waiting: Vec<Waiting>,
    calls: u64,
}

/// A call that is answered.
struct Waiting {
    id: u64,
    /// The function that was called.
    path: &'static str,
    convention: &'static Convention,
    caller: Caller,
}

impl Callers {
    /// A function is called: gives the call a number.
    fn add(
        &self,
        path: &'static str,
        convention: &'static Convention,
        caller: Caller,
    ) -> Option<u64> {
        let mut book = self.0.try_borrow_mut().ok()?;
        book.calls += 1;
        let id = book.calls;
        if caller.waits() {
            book.waiting.push(Waiting {
                id,
                path,
                convention,
                caller,
            });
        }
        Some(id)
    }

    /// Tells an answer: once. Whether it could be told; a signal that answers nothing can't.
    pub(crate) fn tell(&self, signal: &Signal<'_>) -> bool {
        let (Signal::Reply { id, .. } | Signal::Reject { id, .. } | Signal::Fail { id, .. }) =
            signal
        else {
            return false;
        };
        let Ok(mut book) = self.0.try_borrow_mut() else {
            return false;
        };
        let at = book.waiting.iter().position(|waiting| waiting.id == *id);
        let waiting = at.map(|at| book.waiting.swap_remove(at));
        drop(book);
        let Some(waiting) = waiting else {
            return true;
        };
        match signal {
            Signal::Reply { body, .. } => waiting.caller.answer(&parsed(body)),
            Signal::Reject { body, .. } => waiting.caller.fail(&parsed(body)),
            _ => unsupported(&waiting),
        }
    }

    /// Nothing is answered any more.
    pub(crate) fn clear(&self) {
        let book = self.0.try_borrow_mut();
        drop(book.map(|mut book| std::mem::take(&mut *book)));
    }
}

/// What a callback or a listener is given; nothing at all in place of `null`.
pub(crate) fn parsed(body: &str) -> JsValue {
    match JSON::parse(body) {
        Ok(body) if !body.is_null() => body,
        _ => JsValue::UNDEFINED,
    }
}

/// Tells the caller of a function that isn't there that it is missing, where its convention has a place for
/// a failure.
fn unsupported(waiting: &Waiting) -> bool {
    let Waiting {
        path,
        convention,
        caller,
        ..
    } = waiting;
    let error = JsValue::from_str(&[*path, " is not supported"].concat());
    let Some(keys) = convention.keys.filter(|_| !convention.fails_apart()) else {
        return caller.fail(&error);
    };
    let body = Object::new();
    if let Some(flag) = keys.flag {
        set(&body, flag, &JsValue::FALSE);
    }
    if let Some(ok) = keys.ok {
        set(&body, ok, &JsValue::NULL);
    }
    if let Some(key) = keys.error {
        set(&body, key, &error);
    }
    caller.answer(&body)
}

/// A function that JavaScript calls.
pub(crate) fn function(
    shared: &Weak<Shared>,
    name: &'static str,
    convention: &'static Convention,
) -> JsValue {
    let shared = Weak::clone(shared);
    let function = move |a, b, c, d, e, f, g, h| match Shared::open(&shared) {
        Some(shared) => called(&shared, (name, convention), vec![a, b, c, d, e, f, g, h]),
        None => JsValue::UNDEFINED,
    };
    Called::new(function).into_js_value()
}

/// A function was called: gives what it returns.
fn called(
    shared: &Shared,
    (name, convention): (&'static str, &'static Convention),
    mut given: Vec<JsValue>,
) -> JsValue {
    while given.last().is_some_and(JsValue::is_undefined) {
        given.pop();
    }
    let (caller, returned) = Caller::take(convention, &mut given);
    let given = call::arguments(convention, given);
    let arguments = body(&given, &shared.limits()).into();
    if let Some(id) = shared
        .callers()
        .and_then(|callers| callers.add(name, convention, caller))
    {
        let name = name.into();
        shared.arrive(Inbound::Signal(Signal::Request {
            id,
            name,
            arguments,
        }));
    }
    returned
}
