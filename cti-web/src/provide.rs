//! Being a library in the page, for simulators.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::{Rc, Weak};

use cti_runtime::describe::{AnswerBy, Convention};
use cti_runtime::session::{Slot, Untyped, convention};
use cti_runtime::{Received, Signal};
use js_sys::{Function, JSON, Object, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use crate::attach::{body, delivered};
use crate::call::{self, Caller, set, tell};
use crate::shared::Shared;
use crate::transport::{Inbound, Transport, callback};

/// How many events wait for their first listener.
const UNHEARD: usize = 16;

/// A function of the library: up to seven arguments and a callback.
type Method = Closure<
    dyn Fn(JsValue, JsValue, JsValue, JsValue, JsValue, JsValue, JsValue, JsValue) -> JsValue,
>;

/// The function that subscribes to all events: an event's name and a listener.
type Subscribe = Closure<dyn Fn(JsValue, JsValue)>;

/// The library's side: who listens, and who waits for an answer.
#[derive(Default)]
pub(crate) struct ProvidedLibrary(RefCell<Heard>);

#[derive(Default)]
struct Heard {
    listeners: Vec<(&'static str, Function)>,
    callers: Vec<Waiting>,
    /// Events that fired before the first subscription.
    unheard: VecDeque<(String, JsValue)>,
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

impl ProvidedLibrary {
    /// Answers a call: once.
    fn reply(&self, id: u64, answer: impl FnOnce(&Waiting) -> bool) -> bool {
        let Ok(mut heard) = self.0.try_borrow_mut() else {
            return false;
        };
        let at = heard.callers.iter().position(|waiting| waiting.id == id);
        let waiting = at.map(|at| heard.callers.swap_remove(at));
        drop(heard);
        waiting.is_none_or(|waiting| answer(&waiting))
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
            called &= tell(listener, &body);
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
            tell(listener, body);
        }
    }

    /// A function is called: gives the call a number.
    fn called(
        &self,
        path: &'static str,
        convention: &'static Convention,
        caller: Caller,
    ) -> Option<u64> {
        let mut heard = self.0.try_borrow_mut().ok()?;
        heard.calls += 1;
        let id = heard.calls;
        if caller.waits() {
            heard.callers.push(Waiting {
                id,
                path,
                convention,
                caller,
            });
        }
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
            Signal::Reply { id, body } => {
                self.reply(id, |waiting| waiting.caller.answer(&parsed(&body)))
            }
            Signal::Reject { id, body } => {
                self.reply(id, |waiting| waiting.caller.fail(&parsed(&body)))
            }
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

/// Tells the caller of a function that the simulator doesn't have that it is missing, where its convention
/// has a place for a failure.
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

/// Makes the library's root, whose functions, and those of the objects in it, adapters call.
pub(crate) fn library(shared: &Rc<Shared>) -> Object {
    let library = Object::new();
    let weak = Rc::downgrade(shared);
    for (row, function) in (0..).zip(shared.theirs.rows()) {
        let convention = convention(shared.theirs, row);
        put(
            &library,
            function.tag,
            &method(&weak, function.tag, convention),
        );
    }
    let mut known = Vec::new();
    for (row, event) in (0..).zip(shared.ours.rows()) {
        let convention = call::convention_of(shared.ours, event.tag);
        let Some(by) = convention.by else {
            let subscribe = callback(&weak, row, listened).into_js_value();
            put(&library, event.tag, &subscribe);
            continue;
        };
        if let Some(names) = convention.names {
            set(&object_at(&library, names), event.tag, &event.tag.into());
        }
        if !known.contains(&by) {
            known.push(by);
            put(&library, by, &subscribe_by(&weak, by));
        }
    }
    library
}

/// Puts a function where its path says, and the objects that are on the way there.
fn put(library: &Object, path: &str, function: &JsValue) {
    match path.rsplit_once('.') {
        Some((object, name)) => set(&object_at(library, object), name, function),
        None => set(library, path, function),
    }
}

/// The object at this path, which is made if it isn't there.
fn object_at(library: &Object, path: &str) -> Object {
    let mut object = library.clone();
    for name in path.split('.') {
        let there = Reflect::get(&object, &JsValue::from_str(name));
        let inner = there.ok().and_then(|there| there.dyn_into().ok());
        object = inner.unwrap_or_else(|| {
            let inner = Object::new();
            set(&object, name, &inner);
            inner
        });
    }
    object
}

fn method(shared: &Weak<Shared>, name: &'static str, convention: &'static Convention) -> JsValue {
    let shared = Weak::clone(shared);
    let method = move |a, b, c, d, e, f, g, h| match Shared::open(&shared) {
        Some(shared) => called(&shared, (name, convention), vec![a, b, c, d, e, f, g, h]),
        None => JsValue::UNDEFINED,
    };
    Method::new(method).into_js_value()
}

/// A function of the library was called: gives what it returns.
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
        .provided_library()
        .and_then(|desk| desk.called(name, convention, caller))
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

/// The function with which the page subscribes to an event.
fn listened(shared: &Shared, row: u64, listener: &JsValue) {
    let row = usize::try_from(row).ok();
    let event = row.and_then(|row| shared.ours.row(row));
    if let Some(event) = event {
        listen(shared, event.tag, listener);
    }
}

/// The function with which the page subscribes to any event, by its name.
fn subscribe_by(shared: &Weak<Shared>, by: &'static str) -> JsValue {
    let shared = Weak::clone(shared);
    let subscribe = move |name: JsValue, listener| {
        let Some((shared, name)) = Shared::open(&shared).zip(name.as_string()) else {
            return;
        };
        let event = shared.ours.find(&name);
        let event = event.filter(|row| convention(shared.ours, *row).by == Some(by));
        if let Some(event) = event.and_then(|row| shared.ours.row(row)) {
            listen(&shared, event.tag, &listener);
        }
    };
    Subscribe::new(subscribe).into_js_value()
}

/// Adds a listener, which may be a member of what was given.
fn listen(shared: &Shared, event: &'static str, given: &JsValue) {
    let listener = match call::convention_of(shared.ours, event).answer {
        AnswerBy::Callback(Some(key)) => Reflect::get(given, &JsValue::from_str(key)).ok(),
        _ => Some(given.clone()),
    };
    let listener = listener.and_then(|listener| listener.dyn_into().ok());
    if let (Some(desk), Some(listener)) = (shared.provided_library(), listener) {
        desk.listen(event, &listener);
    }
}
