//! Strings that are handed to JavaScript again and again, made once.

use std::cell::RefCell;
use std::rc::Rc;

use cti_runtime::codec::Key;
use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Names by where they stand in the program, which is cheaper to compare than what they say.
struct Names {
    made: Vec<(usize, usize, Rc<[JsValue]>)>,
    object_prototype: JsValue,
    object_brand: JsValue,
    to_json: JsValue,
}

thread_local! {
    static NAMES: RefCell<Option<Names>> = const { RefCell::new(None) };
}

impl Names {
    fn new() -> Self {
        let object = Object::new();
        let object_prototype = Object::get_prototype_of(object.unchecked_ref()).into();
        Self {
            made: Vec::new(),
            object_prototype,
            object_brand: JsValue::from_str("[object Object]"),
            to_json: JsValue::from_str("toJSON"),
        }
    }

    fn get(&mut self, at: usize, len: usize, make: &dyn Fn() -> Rc<[JsValue]>) -> Rc<[JsValue]> {
        let found = self.made.iter().find(|made| (made.0, made.1) == (at, len));
        if let Some((_, _, names)) = found {
            return Rc::clone(names);
        }
        let names = make();
        self.made.push((at, len, Rc::clone(&names)));
        names
    }
}

/// Nothing that is called here comes back to this module, so there is always somebody to ask.
fn with<R>(ask: impl FnOnce(&mut Names) -> R) -> Option<R> {
    NAMES.with(|names| {
        let mut names = names.try_borrow_mut().ok()?;
        Some(ask(names.get_or_insert_with(Names::new)))
    })
}

/// A name as a string of JavaScript's.
pub(crate) fn of(name: &'static str) -> JsValue {
    let make = || Rc::from([JsValue::from_str(name)]);
    with(|names| names.get(name.as_ptr() as usize, name.len(), &make))
        .and_then(|names| names.first().cloned())
        .unwrap_or_default()
}

/// The keys of a table as strings of JavaScript's.
pub(crate) fn of_keys(keys: &'static [Key]) -> Rc<[JsValue]> {
    let make = || keys.iter().map(|key| JsValue::from_str(key.key)).collect();
    with(|names| names.get(keys.as_ptr() as usize, keys.len(), &make)).unwrap_or_default()
}

pub(crate) fn is_object_prototype(value: &JsValue) -> bool {
    with(|names| names.object_prototype == *value).unwrap_or_default()
}

pub(crate) fn is_object_brand(value: &JsValue) -> bool {
    with(|names| names.object_brand == *value).unwrap_or_default()
}

/// Whether a value has something to say on how it becomes JSON.
pub(crate) fn has_to_json(value: &JsValue) -> bool {
    with(|names| Reflect::has(value, &names.to_json).unwrap_or(true)).unwrap_or(true)
}
