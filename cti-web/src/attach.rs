//! A library in the page: calling its functions and listening to its events.

use std::rc::{Rc, Weak};

use cti_runtime::codec::{Fault, FaultKind};
use cti_runtime::session::{Slot, Untyped};
use cti_runtime::{Delivered, Limits, Received, Signal};
use js_sys::{Array, Function, JSON, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::line::{Arrival, Carrier, callback};
use crate::shared::Shared;
use crate::value::json_of;

/// What stands for the answer of a function that the library doesn't have, or that threw.
const NO_ANSWER: &str = r#"{"result":null,"error":"not supported"}"#;

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

    fn function(&self, name: &str) -> Option<Function> {
        let function = Reflect::get(&self.library, &JsValue::from_str(name)).ok()?;
        function.dyn_into().ok()
    }

    /// Calls a function with a callback behind its arguments. Says whether it was called.
    fn call(&self, id: u64, name: &str, arguments: &str) -> bool {
        let Some(function) = self.function(name) else {
            return false;
        };
        let arguments = JSON::parse(arguments).ok().map(Array::unchecked_from_js);
        let arguments = arguments.unwrap_or_default();
        arguments.push(&callback(&self.shared, id, answered).into_js_value());
        Reflect::apply(&function, &self.library, &arguments).is_ok()
    }
}

impl Carrier for Attached {
    fn take(
        &self,
        session: &mut Untyped,
        arrival: &Arrival,
        slot: &mut dyn Slot,
    ) -> Option<Received<()>> {
        delivered(session, arrival, slot)
    }

    fn hand_over(&self, shared: &Shared) -> Option<bool> {
        let Signal::Call {
            id,
            name,
            arguments,
        } = shared.with(Untyped::poll_signal)??
        else {
            return Some(false);
        };
        let called = self.call(id, &name, &arguments);
        if !called {
            let body = NO_ANSWER.into();
            shared.arrive(Arrival::Signal(Signal::Reply { id, body }));
        }
        Some(called)
    }

    // The library keeps its listeners: there is no way to take them back, and they do nothing.
    fn close(&self) {}
}

/// Takes what crossed the edge of a library.
pub(crate) fn delivered(
    session: &mut Untyped,
    arrival: &Arrival,
    slot: &mut dyn Slot,
) -> Option<Received<()>> {
    let Arrival::Signal(signal) = arrival else {
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
pub(crate) fn subscribe(shared: &Rc<Shared>, library: &Object) {
    let weak = Rc::downgrade(shared);
    let attached = Attached::new(library, &weak);
    for (row, event) in (0..).zip(shared.theirs.rows()) {
        if let Some(function) = attached.function(event.tag) {
            let listener = callback(&weak, row, fired).into_js_value();
            // A library that throws here has no such event.
            let _ = Reflect::apply(&function, library, &Array::of1(&listener));
        }
    }
}

/// A callback was called. Nothing else will come for its call, so what can't be read is an answer
/// that drifted.
fn answered(shared: &Shared, id: u64, argument: &JsValue) {
    let body = json_of(argument, &shared.limits());
    let body = body.map_or_else(|_| UNREADABLE.into(), Into::into);
    shared.arrive(Arrival::Signal(Signal::Reply { id, body }));
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
    shared.arrive(Arrival::Signal(Signal::Fire { name, body }));
}

/// What a function was given, as JSON. For what JSON can't hold: something that the session refuses
/// for the same reason.
pub(crate) fn body(argument: &JsValue, limits: &Limits) -> String {
    json_of(argument, limits).unwrap_or_else(|fault: Fault| match fault.kind {
        FaultKind::TooLarge => " ".repeat(limits.message_bytes().saturating_add(1)),
        FaultKind::TooDeep => "[".repeat(usize::from(limits.nesting()) + 1),
        _ => String::new(),
    })
}
