//! What the pages share, with cti-web or by hand: the CRM around the softphone.
//!
//! Its page has an element `contact` for the screen pop and a list `log` for what has happened.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Document, window};

/// Smaller than the standard library's, by a twentieth of a page.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = warn)]
    fn console_warn(text: &str);
}

/// Shows who calls, or is called.
pub fn pop(number: &str) {
    if let Some(contact) = document().and_then(|page| page.get_element_by_id("contact")) {
        contact.set_text_content(Some(number));
    }
}

/// Notes what has happened.
pub fn note(line: &str) {
    let _ = append(line);
}

/// Says what was not as expected.
pub fn warn(text: &str) {
    console_warn(text);
}

fn append(line: &str) -> Result<(), JsValue> {
    let page = document().ok_or(JsValue::NULL)?;
    let log = page.get_element_by_id("log").ok_or(JsValue::NULL)?;
    let row = page.create_element("li")?;
    row.set_text_content(Some(line));
    log.append_child(&row)?;
    Ok(())
}

fn document() -> Option<Document> {
    window()?.document()
}
