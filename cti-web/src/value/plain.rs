//! Which objects are nothing but their members.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use crate::names;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Object, js_name = keys, catch)]
    pub(crate) fn own_keys(object: &JsValue) -> Result<Array, JsValue>;
    #[wasm_bindgen(js_namespace = Object, js_name = hasOwn, catch)]
    pub(crate) fn has_own(object: &JsValue, key: &JsValue) -> Result<bool, JsValue>;
    #[wasm_bindgen(js_namespace = Object, js_name = getPrototypeOf, catch)]
    fn prototype_of(object: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["Object", "prototype", "toString"], js_name = call, catch)]
    fn brand(object: &JsValue) -> Result<JsValue, JsValue>;
}

/// Whether a value is an object that is nothing but its members.
pub(super) fn is_plain(value: &JsValue) -> bool {
    if !value.is_object() {
        return false;
    }
    match prototype_of(value) {
        Ok(prototype) if names::is_object_prototype(&prototype) => true,
        // Made by a class, without a prototype, or by another page's script.
        Ok(prototype) if !Array::is_array(value) => {
            let plain = brand(value).is_ok_and(|brand| names::is_object_brand(&brand));
            plain && (prototype.is_null() || !names::has_to_json(value))
        }
        _ => false,
    }
}
