//! A library in the page: calling its functions and listening to its events.

use std::rc::Weak;

use cti_runtime::codec::{Fault, FaultKind};
use cti_runtime::{Limits, Signal};
use js_sys::{Array, Function, JSON, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::line::{Arrival, Carrier, Engine, Output, arrive, callback};
use crate::value::json_of;

/// What stands for the answer of a function that the library doesn't have, or that threw.
const NO_ANSWER: &str = r#"{"result":null,"error":"not supported"}"#;

/// What stands for an answer that JSON can't hold, or that is beyond the limits.
const UNREADABLE: &str = r#""a value that can't be read""#;

/// A library that is called.
pub(crate) struct Attached {
    library: Object,
    engine: Weak<dyn Engine>,
}

impl Attached {
    pub(crate) fn new(library: &Object, engine: &Weak<dyn Engine>) -> Self {
        Self {
            library: library.clone(),
            engine: Weak::clone(engine),
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
        arguments.push(&callback(&self.engine, id, answered).into_js_value());
        Reflect::apply(&function, &self.library, &arguments).is_ok()
    }
}

impl Carrier for Attached {
    fn hand_over(&self, output: Output) -> bool {
        let Output::Signal(Signal::Call {
            id,
            name,
            arguments,
        }) = output
        else {
            return false;
        };
        let called = self.call(id, &name, &arguments);
        if !called && let Some(engine) = self.engine.upgrade() {
            let body = NO_ANSWER.into();
            arrive(&*engine, Arrival::Signal(Signal::Reply { id, body }));
        }
        called
    }

    // The library keeps its listeners: there is no way to take them back, and they do nothing.
    fn close(&self) {}
}

/// Subscribes to every event of the declaration that the library has.
pub(crate) fn subscribe(engine: &Weak<dyn Engine>, library: &Object) {
    let Some(connection) = engine.upgrade() else {
        return;
    };
    let attached = Attached::new(library, engine);
    for (row, event) in (0..).zip(connection.theirs().rows()) {
        if let Some(function) = attached.function(event.tag) {
            let listener = callback(engine, row, fired).into_js_value();
            // A library that throws here has no such event.
            let _ = Reflect::apply(&function, library, &Array::of1(&listener));
        }
    }
}

/// A callback was called. Nothing else will come for its call, so what can't be read is an answer
/// that drifted.
fn answered(engine: &dyn Engine, id: u64, argument: &JsValue) {
    let body = json_of(argument, &engine.limits());
    let body = body.map_or_else(|_| UNREADABLE.into(), Into::into);
    arrive(engine, Arrival::Signal(Signal::Reply { id, body }));
}

/// A listener was called.
fn fired(engine: &dyn Engine, row: u64, argument: &JsValue) {
    let row = usize::try_from(row)
        .ok()
        .and_then(|row| engine.theirs().row(row));
    let Some(event) = row else {
        return;
    };
    let name = event.tag.into();
    let body = body(argument, &engine.limits()).into();
    arrive(engine, Arrival::Signal(Signal::Fire { name, body }));
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
