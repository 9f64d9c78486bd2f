//! A library in the page: calling its functions and listening to its events.

use std::rc::{Rc, Weak};

use cti_runtime::describe::{AnswerBy, Convention};
use cti_runtime::session::{Slot, Untyped, convention};
use cti_runtime::{Delivered, LibraryFault, Limits, Received, Signal};
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsValue;

use crate::OpenError;
use crate::call::{self, function, member, set};
use crate::shared::Shared;
use crate::transport::{Inbound, Transport, callback};
use crate::value::json_of;

/// A library that is called.
pub(crate) struct Attached {
    library: Object,
    shared: Weak<Shared>,
}

impl Attached {
    pub(crate) fn new(library: &Object, shared: &Weak<Shared>) -> Self {
        Self {
            library: library.clone(),
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
        let Signal::Request {
            id,
            name,
            arguments,
        } = shared.with(Untyped::poll_signal)??
        else {
            return Some(false);
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
    fn close(&self) {}
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
    let weak = Rc::downgrade(shared);
    for (row, event) in (0..).zip(shared.theirs.rows()) {
        let convention = call::convention_of(shared.theirs, event.tag);
        let path = convention.by.unwrap_or(event.tag);
        let Some((subscribe, object)) = function(library, path) else {
            continue;
        };
        let given = Array::new();
        if convention.by.is_some() {
            match event_name(library, convention, event.tag) {
                Some(name) => given.push(&name),
                None => continue,
            };
        }
        let listener = callback(&weak, row, fired).into_js_value();
        if let AnswerBy::Callback(Some(key)) = convention.answer {
            let object = Object::new();
            set(&object, key, &listener);
            given.push(&object);
        } else {
            given.push(&listener);
        }
        if Reflect::apply(&subscribe, &object, &given).is_err() && !event.optional {
            return Err(OpenError::Threw(path));
        }
    }
    Ok(())
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

/// What a function was given, as JSON. For what JSON can't hold: something that the session refuses
/// for the same reason.
pub(crate) fn body(argument: &JsValue, limits: &Limits) -> String {
    let too_large = || " ".repeat(limits.message_bytes().saturating_add(1));
    json_of(argument, limits).unwrap_or_else(too_large)
}
