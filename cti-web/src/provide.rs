//! Being a library in the page, for simulators.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::{Rc, Weak};

use cti_runtime::session::{Slot, Untyped};
use cti_runtime::{Received, Signal};
use js_sys::{Array, Function, JSON, Object, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use crate::attach::{body, delivered};
use crate::shared::Shared;
use crate::transport::{Inbound, Transport, callback};

/// How many events wait for their first listener.
const UNHEARD: usize = 16;

/// A function of the library: up to seven arguments and a callback.
type Method =
    Closure<dyn Fn(JsValue, JsValue, JsValue, JsValue, JsValue, JsValue, JsValue, JsValue)>;

/// The library's side: who listens, and who waits for an answer.
#[derive(Default)]
pub(crate) struct ProvidedLibrary(RefCell<Heard>);

#[derive(Default)]
struct Heard {
    listeners: Vec<(&'static str, Function)>,
    callbacks: Vec<Waiting>,
    /// Events that fired before the first subscription.
    unheard: VecDeque<(String, JsValue)>,
    calls: u64,
}

/// A call with a callback.
struct Waiting {
    id: u64,
    /// The function that was called.
    path: &'static str,
    callback: Function,
}

impl ProvidedLibrary {
    /// Calls the callback of a call, if one was passed: who passes none wants no answer.
    fn reply(&self, id: u64, body: impl FnOnce(&Waiting) -> JsValue) -> bool {
        let Ok(mut heard) = self.0.try_borrow_mut() else {
            return false;
        };
        let at = heard.callbacks.iter().position(|waiting| waiting.id == id);
        let waiting = at.map(|at| heard.callbacks.swap_remove(at));
        drop(heard);
        waiting.is_none_or(|waiting| call(&waiting.callback, &body(&waiting)))
    }

    /// Calls the listeners of an event.
    fn fire(&self, name: &str, body: &str) -> bool {
        let body = parsed(body);
        let Ok(mut heard) = self.0.try_borrow_mut() else {
            return false;
        };
        let named = heard.listeners.iter().filter(|(event, _)| *event == name);
        let listeners: Vec<Function> = named.map(|(_, listener)| listener.clone()).collect();
        if listeners.is_empty() && heard.unheard.len() < UNHEARD {
            heard.unheard.push_back((name.to_owned(), body));
            return true;
        }
        drop(heard);
        let mut called = !listeners.is_empty();
        for listener in &listeners {
            called &= call(listener, &body);
        }
        called
    }

    /// Adds a subscriber of an event.
    fn listen(&self, event: &'static str, listener: &Function) {
        let Ok(mut heard) = self.0.try_borrow_mut() else {
            return;
        };
        let waiting = std::mem::take(&mut heard.unheard);
        let (missed, unheard) = waiting.into_iter().partition(|(name, _)| name == event);
        heard.unheard = unheard;
        heard.listeners.push((event, listener.clone()));
        drop(heard);
        let missed: VecDeque<(String, JsValue)> = missed;
        for (_, body) in &missed {
            call(listener, body);
        }
    }

    /// A function is called: gives the call a number.
    fn called(&self, path: &'static str, callback: Option<Function>) -> Option<u64> {
        let mut heard = self.0.try_borrow_mut().ok()?;
        heard.calls += 1;
        let id = heard.calls;
        heard
            .callbacks
            .extend(callback.map(|callback| Waiting { id, path, callback }));
        Some(id)
    }
}

impl Transport for ProvidedLibrary {
    fn take(
        &self,
        session: &mut Untyped,
        inbound: &Inbound,
        slot: &mut dyn Slot,
    ) -> Option<Received<()>> {
        delivered(session, inbound, slot)
    }

    fn hand_over(&self, shared: &Shared) -> Option<bool> {
        Some(match shared.with(Untyped::poll_signal)?? {
            Signal::Reply { id, body } => self.reply(id, |_| parsed(&body)),
            Signal::Fail { id, .. } => self.reply(id, unsupported),
            Signal::Fire { name, body } => self.fire(&name, &body),
            Signal::Request { .. } => false,
        })
    }

    fn close(&self) {
        let heard = self
            .0
            .try_borrow_mut()
            .map(|mut heard| std::mem::take(&mut *heard));
        drop(heard);
    }

    fn provided_library(&self) -> Option<&Self> {
        Some(self)
    }
}

/// What a callback or a listener is given; nothing at all in place of `null`.
fn parsed(body: &str) -> JsValue {
    match JSON::parse(body) {
        Ok(body) if !body.is_null() => body,
        _ => JsValue::UNDEFINED,
    }
}

/// What the callback of a function that the simulator doesn't have is given.
fn unsupported(waiting: &Waiting) -> JsValue {
    let body = Object::new();
    let error = [waiting.path, " is not supported"].concat();
    set(&body, "result", &JsValue::NULL);
    set(&body, "error", &JsValue::from_str(&error));
    body.into()
}

fn call(function: &Function, argument: &JsValue) -> bool {
    function.call1(&JsValue::UNDEFINED, argument).is_ok()
}

/// Makes the library's root, whose functions, and those of the objects in it, adapters call.
pub(crate) fn library(shared: &Rc<Shared>) -> Object {
    let library = Object::new();
    let weak = Rc::downgrade(shared);
    for row in shared.theirs.rows() {
        put(&library, row.tag, &method(&weak, row.tag));
    }
    for (row, event) in (0..).zip(shared.ours.rows()) {
        let subscribe = callback(&weak, row, listened).into_js_value();
        put(&library, event.tag, &subscribe);
    }
    library
}

/// Puts a function where its path says, and the objects that are on the way there.
fn put(library: &Object, path: &str, function: &JsValue) {
    let mut object = library.clone();
    let mut names = path.split('.').peekable();
    while let Some(name) = names.next() {
        if names.peek().is_none() {
            return set(&object, name, function);
        }
        let there = Reflect::get(&object, &JsValue::from_str(name));
        let inner = there.ok().and_then(|there| there.dyn_into().ok());
        object = inner.unwrap_or_else(|| {
            let inner = Object::new();
            set(&object, name, &inner);
            inner
        });
    }
}

fn set(object: &Object, name: &str, value: &JsValue) {
    // A fresh object takes any member.
    let _ = Reflect::set(object, &JsValue::from_str(name), value);
}

fn method(shared: &Weak<Shared>, name: &'static str) -> JsValue {
    let shared = Weak::clone(shared);
    let method = move |a, b, c, d, e, f, g, h| {
        if let Some(shared) = shared.upgrade()
            && !shared.is_closed()
        {
            called(&shared, name, vec![a, b, c, d, e, f, g, h]);
        }
    };
    Method::new(method).into_js_value()
}

/// A function of the library was called.
fn called(shared: &Shared, name: &'static str, mut arguments: Vec<JsValue>) {
    while arguments.last().is_some_and(JsValue::is_undefined) {
        arguments.pop();
    }
    let callback = arguments.pop_if(|last| last.is_function());
    let callback = callback.map(Function::unchecked_from_js);
    let given: Array = arguments.iter().collect();
    let arguments = body(&given, &shared.limits()).into();
    if let Some(id) = shared
        .provided_library()
        .and_then(|desk| desk.called(name, callback))
    {
        let name = name.into();
        shared.arrive(Inbound::Signal(Signal::Request {
            id,
            name,
            arguments,
        }));
    }
}

/// The function with which the page subscribes to an event.
fn listened(shared: &Shared, row: u64, listener: &JsValue) {
    let row = usize::try_from(row).ok();
    let event = row.and_then(|row| shared.ours.row(row));
    if let (Some(desk), Some(event), Some(listener)) =
        (shared.provided_library(), event, listener.dyn_ref())
    {
        desk.listen(event.tag, listener);
    }
}
