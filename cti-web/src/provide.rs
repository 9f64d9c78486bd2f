//! Being a library in the page, for simulators.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::{Rc, Weak};

use cti_runtime::session::{Slot, Untyped, convention, page_answers};
use cti_runtime::{LibraryFault, Received, Signal};
use js_sys::{Function, Object, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use crate::attach::delivered;
use crate::call::{self, set, tell};
use crate::functions::{self, Callers, parsed};
use crate::shared::Shared;
use crate::transport::{Inbound, Transport, callback};

/// How many events wait for their first listener.
const UNHEARD: usize = 16;

/// The function that subscribes to all events: an event's name and a listener.
type Subscribe = Closure<dyn Fn(JsValue, JsValue)>;

/// The library's side: who listens, and who waits for an answer.
pub(crate) struct ProvidedLibrary {
    heard: RefCell<Heard>,
    callers: Callers,
    shared: Weak<Shared>,
}

#[derive(Default)]
struct Heard {
    listeners: Vec<Listener>,
    /// Events that fired before the first subscription.
    unheard: VecDeque<(String, JsValue)>,
}

/// A function of the page, which is told of an event, or answers.
#[derive(Clone)]
struct Listener {
    event: &'static str,
    function: Function,
    /// The object that has it.
    object: JsValue,
}

impl ProvidedLibrary {
    pub(crate) fn new(shared: &Weak<Shared>) -> Self {
        Self {
            heard: RefCell::default(),
            callers: Callers::default(),
            shared: Weak::clone(shared),
        }
    }

    /// Calls a function of the page, the one that it gave last.
    fn call(&self, shared: &Shared, id: u64, name: &str, arguments: &str) -> bool {
        let found = self.heard.try_borrow().ok().and_then(|heard| {
            let mut listeners = heard.listeners.iter().rev();
            listeners.find(|listener| listener.event == name).cloned()
        });
        let called = found.ok_or(LibraryFault::Missing).and_then(|found| {
            let convention = call::convention_of(shared.ours, name);
            let function = (found.function, found.object);
            call::call(&self.shared, id, convention, &function, arguments)
        });
        if let Err(why) = called {
            shared.arrive(Inbound::Signal(Signal::Fail { id, why }));
        }
        called.is_ok()
    }

    /// Calls the listeners of an event.
    fn fire(&self, name: &str, body: &str) -> bool {
        let body = parsed(body);
        let Ok(mut heard) = self.heard.try_borrow_mut() else {
            return false;
        };
        let named = heard.listeners.iter().filter(|of| of.event == name);
        let listeners: Vec<Function> = named.map(|of| of.function.clone()).collect();
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
    fn listen(&self, listener: Listener) {
        let Ok(mut heard) = self.heard.try_borrow_mut() else {
            return;
        };
        let waiting = std::mem::take(&mut heard.unheard);
        let missed = |(name, _): &(String, JsValue)| name == listener.event;
        let (missed, unheard) = waiting.into_iter().partition(missed);
        heard.unheard = unheard;
        let function = listener.function.clone();
        heard.listeners.push(listener);
        drop(heard);
        let missed: VecDeque<(String, JsValue)> = missed;
        for (_, body) in &missed {
            tell(&function, body);
        }
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
            Signal::Fire { name, body } => self.fire(&name, &body),
            Signal::Request {
                id,
                name,
                arguments,
            } => page_answers() && self.call(shared, id, &name, &arguments),
            answer => self.callers.tell(&answer),
        })
    }

    fn close(&self) {
        self.callers.clear();
        let heard = self
            .heard
            .try_borrow_mut()
            .map(|mut heard| std::mem::take(&mut *heard));
        drop(heard);
    }

    fn provided_library(&self) -> Option<&Self> {
        Some(self)
    }

    fn callers(&self) -> Option<&Callers> {
        Some(&self.callers)
    }
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
            &functions::function(&weak, function.tag, convention),
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
            let subscribe = if convention.together {
                subscribe_together(&weak, by)
            } else {
                subscribe_by(&weak, by)
            };
            put(&library, by, &subscribe);
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

/// The function with which the page subscribes to all events, by an object of which listeners are members.
fn subscribe_together(shared: &Weak<Shared>, by: &'static str) -> JsValue {
    let shared = Weak::clone(shared);
    let subscribe = move |given: JsValue, _| {
        let Some(shared) = Shared::open(&shared) else {
            return;
        };
        for (row, event) in (0..).zip(shared.ours.rows()) {
            let convention = convention(shared.ours, row);
            if convention.by == Some(by) && convention.together {
                listen_member(&shared, event.tag, &given, event.tag);
            }
        }
    };
    Subscribe::new(subscribe).into_js_value()
}

/// Adds a listener, which may be a member of what was given.
fn listen(shared: &Shared, event: &'static str, given: &JsValue) {
    match call::convention_of(shared.ours, event).listener {
        Some(key) => listen_member(shared, event, given, key),
        None => add(shared, event, given, &JsValue::UNDEFINED),
    }
}

/// Adds a listener that is a member of an object.
fn listen_member(shared: &Shared, event: &'static str, object: &JsValue, key: &str) {
    if let Ok(listener) = Reflect::get(object, &JsValue::from_str(key)) {
        add(shared, event, &listener, object);
    }
}

fn add(shared: &Shared, event: &'static str, listener: &JsValue, object: &JsValue) {
    if let (Some(desk), Some(function)) = (
        shared.provided_library(),
        listener.dyn_ref::<Function>().cloned(),
    ) {
        desk.listen(Listener {
            event,
            function,
            object: object.clone(),
        });
    }
}
