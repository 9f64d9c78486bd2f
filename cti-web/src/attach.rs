//! A library in the page: calling its functions and listening to its events.

use std::rc::{Rc, Weak};

use cti_runtime::describe::{AnswerBy, Convention};
use cti_runtime::session::{Slot, Untyped, convention, page_answers};
use cti_runtime::table::Row;
use cti_runtime::{Delivered, LibraryFault, Received, Signal};
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsValue;

use crate::OpenError;
use crate::call::{self, body, function, member, set};
use crate::functions::{self, Callers};
use crate::shared::Shared;
use crate::transport::{Inbound, Transport, callback};

/// A library that is called.
pub(crate) struct Attached {
    library: Object,
    callers: Callers,
    shared: Weak<Shared>,
}

impl Attached {
    pub(crate) fn new(library: &Object, shared: &Weak<Shared>) -> Self {
        Self {
            library: library.clone(),
            callers: Callers::default(),
            shared: Weak::clone(shared),
        }
    }

    /// Calls a function, as its convention says.
    fn call(
        &self,
        (id, convention): (u64, &'static Convention),
        path: &str,
        arguments: &str,
    ) -> Result<(), LibraryFault> {
        let function = function(&self.library, path).ok_or(LibraryFault::Missing)?;
        call::call(&self.shared, id, convention, &function, arguments)
    }

    /// The first function that the library lacks, of those that it may not lack.
    pub(crate) fn lacks(&self, session: &Untyped) -> Option<&'static str> {
        let lacks = |path| function(&self.library, path).is_none();
        let mut functions = session.ours().rows();
        if let Some(row) = functions.find(|row| !row.optional && lacks(row.tag)) {
            return Some(row.tag);
        }
        let mut events = (0..).zip(session.theirs().rows());
        events.find_map(|(row, event)| {
            let convention = convention(session.theirs(), row);
            let path = convention.by.unwrap_or(event.tag);
            match event_name(&self.library, convention, event.tag) {
                _ if event.optional => None,
                _ if lacks(path) => Some(path),
                Some(_) => None,
                None => Some(event.tag),
            }
        })
    }
}

/// What an event is called where one function subscribes to all; `None` if the library has no such name.
fn event_name(library: &Object, convention: &Convention, tag: &str) -> Option<JsValue> {
    let tag = JsValue::from_str(tag);
    let Some(names) = convention.names else {
        return Some(tag);
    };
    let (names, _) = member(library, names)?;
    let name = Reflect::get(&names, &tag).ok()?;
    (!name.is_undefined()).then_some(name)
}

impl Transport for Attached {
    fn take(
        &self,
        session: &mut Untyped,
        inbound: &Inbound,
        slot: &mut dyn Slot,
    ) -> Option<Received<()>> {
        delivered(session, inbound, slot)
    }

    fn hand_over(&self, shared: &Shared) -> Option<bool> {
        let (id, name, arguments) = match shared.with(Untyped::poll_signal)?? {
            Signal::Request {
                id,
                name,
                arguments,
            } => (id, name, arguments),
            answer => return Some(page_answers() && self.callers.tell(&answer)),
        };
        let convention = call::convention_of(shared.ours, &name);
        let called = self.call((id, convention), &name, &arguments);
        if let Err(why) = called
            && convention.answer != AnswerBy::Nothing
        {
            shared.arrive(Inbound::Signal(Signal::Fail { id, why }));
        }
        Some(called.is_ok())
    }

    // The library keeps its listeners: there is no way to take them back, and they do nothing.
    fn close(&self) {
        if page_answers() {
            self.callers.clear();
        }
    }

    fn callers(&self) -> Option<&Callers> {
        page_answers().then_some(&self.callers)
    }
}

/// Takes what crossed the edge of a library.
pub(crate) fn delivered(
    session: &mut Untyped,
    inbound: &Inbound,
    slot: &mut dyn Slot,
) -> Option<Received<()>> {
    let Inbound::Signal(signal) = inbound else {
        return None;
    };
    match session.deliver(signal, slot) {
        Delivered::Message((), order) => Some(Received::Message((), order)),
        Delivered::Drifted(drifted) => Some(Received::Drifted(drifted)),
        Delivered::Refused(refusal) => Some(Received::Refused(refusal)),
        Delivered::Answered { .. } => None,
    }
}

/// Subscribes to every event of the declaration that the library has.
///
/// # Errors
///
/// If a function has thrown, and the library may not lack it.
pub(crate) fn subscribe(shared: &Rc<Shared>, library: &Object) -> Result<(), OpenError> {
    // What goes to functions that are called once, with all listeners.
    let mut together: Vec<(&Row, &'static str, Object)> = Vec::new();
    for (row, event) in (0..).zip(shared.theirs.rows()) {
        let convention = call::convention_of(shared.theirs, event.tag);
        let listener = listener(shared, row, event, convention);
        if let (true, Some(by)) = (convention.together, convention.by) {
            let known = together.iter().find(|(_, known, _)| *known == by);
            let object = known.map_or_else(Object::new, |(.., object)| object.clone());
            set(&object, event.tag, &listener);
            if known.is_none() {
                together.push((event, by, object));
            }
            continue;
        }
        let path = convention.by.unwrap_or(event.tag);
        let given = Array::new();
        if convention.by.is_some() {
            match event_name(library, convention, event.tag) {
                Some(name) => given.push(&name),
                None => continue,
            };
        }
        if let Some(key) = convention.listener {
            let object = Object::new();
            set(&object, key, &listener);
            given.push(&object);
        } else {
            given.push(&listener);
        }
        give(library, event, path, &given)?;
    }
    for (event, path, object) in &together {
        give(library, event, path, &Array::of1(object))?;
    }
    Ok(())
}

/// Calls a function that subscribes, if it is there.
fn give(library: &Object, event: &Row, path: &'static str, given: &Array) -> Result<(), OpenError> {
    let Some((subscribe, object)) = function(library, path) else {
        return Ok(());
    };
    match Reflect::apply(&subscribe, &object, given) {
        Err(_) if !event.optional => Err(OpenError::Threw(path)),
        _ => Ok(()),
    }
}

/// What the library calls for an event, or to be answered.
fn listener(
    shared: &Rc<Shared>,
    row: u64,
    event: &Row,
    convention: &'static Convention,
) -> JsValue {
    let weak = Rc::downgrade(shared);
    if page_answers() && event.reply.is_some() {
        return functions::function(&weak, event.tag, convention);
    }
    callback(&weak, row, fired).into_js_value()
}

/// A listener was called.
fn fired(shared: &Shared, row: u64, argument: &JsValue) {
    let row = usize::try_from(row)
        .ok()
        .and_then(|row| shared.theirs.row(row));
    let Some(event) = row else {
        return;
    };
    let name = event.tag.into();
    let body = body(argument, &shared.limits()).into();
    shared.arrive(Inbound::Signal(Signal::Fire { name, body }));
}
