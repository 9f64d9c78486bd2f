//! What the pages share, with cti-web or by hand: the CRM around the softphone.
//!
//! Its page has an element `contact` for the screen pop and a list `log` for what has happened.

use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;

/// Smaller than the standard library's, by a twentieth of a page.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

#[wasm_bindgen]
extern "C" {
    /// Says what was not as expected.
    #[wasm_bindgen(js_namespace = console)]
    pub fn warn(text: &str);
    /// A number in digits.
    #[wasm_bindgen(js_name = String)]
    pub fn digits(number: u64) -> String;
    #[wasm_bindgen(js_namespace = document, js_name = getElementById)]
    fn element(id: &str) -> Option<Element>;
    #[wasm_bindgen(js_namespace = document, js_name = createElement)]
    fn create(name: &str) -> Element;
}

/// Shows who calls, or is called.
pub fn pop(number: &str) {
    if let Some(contact) = element("contact") {
        contact.set_text_content(Some(number));
    }
}

/// Notes what has happened, in pieces: `format!` brings five times what this page has to format.
pub fn note(line: &[&str]) {
    if let Some(log) = element("log") {
        let row = create("li");
        row.set_text_content(Some(&line.concat()));
        let _ = log.append_child(&row);
    }
}
