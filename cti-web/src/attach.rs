//! A library in the page: calling its functions and listening to its events.

use std::rc::{Rc, Weak};

use cti_runtime::session::{Slot, Untyped};
use cti_runtime::{Delivered, LibraryFault, Limits, Received, Signal};
use js_sys::{Array, Function, JSON, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::OpenError;
use crate::shared::Shared;
use crate::transport::{Inbound, Transport, callback};
use crate::value::json_of;

/// What stands for an answer that JSON can't hold, or that is beyond the limits.
const UNREADABLE: &str = r#""a value that can't be read""#;

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

    /// The function with this path from the library's root, and the object that has it.
    fn function(&self, path: &str) -> Option<(Function, JsValue)> {
        let mut object = JsValue::UNDEFINED;
        let mut found: JsValue = self.library.clone().into();
        for name in path.split('.') {
            object = found;
            found = Reflect::get(&object, &JsValue::from_str(name)).ok()?;
        }
        Some((found.dyn_into().ok()?, object))
    }

    /// Calls a function, as the object's that has it.
    fn apply(&self, path: &str, arguments: &Array) -> Result<(), LibraryFault> {
        let (function, object) = self.function(path).ok_or(LibraryFault::Missing)?;
        match Reflect::apply(&function, &object, arguments) {
            Ok(_) => Ok(()),
            Err(_) => Err(LibraryFault::Threw),
        }
    }

    /// Calls a function with a callback behind its arguments.
    fn call(&self, id: u64, path: &str, arguments: &str) -> Result<(), LibraryFault> {
        let arguments = JSON::parse(arguments).ok().map(Array::unchecked_from_js);
        let arguments = arguments.unwrap_or_default();
        arguments.push(&callback(&self.shared, id, answered).into_js_value());
        self.apply(path, &arguments)
    }

    /// The first function that the library lacks, of those that it may not lack.
    pub(crate) fn lacks(&self, session: &Untyped) -> Option<&'static str> {
        let mut rows = session.ours().rows().chain(session.theirs().rows());
        let lacking = rows.find(|row| !row.optional && self.function(row.tag).is_none())?;
        Some(lacking.tag)
    }
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
        let called = self.call(id, &name, &arguments);
        if let Err(why) = called {
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
    let attached = Attached::new(library, &weak);
    for (row, event) in (0..).zip(shared.theirs.rows()) {
        let listener = callback(&weak, row, fired).into_js_value();
        let subscribed = attached.apply(event.tag, &Array::of1(&listener));
        if subscribed == Err(LibraryFault::Threw) && !event.optional {
            return Err(OpenError::Threw(event.tag));
        }
    }
    Ok(())
}

/// A callback was called. Nothing else will come for its call, so what can't be read is an answer
/// that drifted.
fn answered(shared: &Shared, id: u64, argument: &JsValue) {
    let body = json_of(argument, &shared.limits());
    let body = body.map_or_else(|| UNREADABLE.into(), Into::into);
    shared.arrive(Inbound::Signal(Signal::Reply { id, body }));
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
