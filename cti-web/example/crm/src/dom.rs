//! The few things that are done with elements again and again.

use js_sys::Date;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsError, JsValue};
use web_sys::{Document, DocumentFragment, Element, Event, EventTarget, HtmlTemplateElement};

use cti_runtime::Millis;

/// The page's element with this id.
pub(crate) fn by_id<T: JsCast>(document: &Document, id: &str) -> Result<T, JsError> {
    let element = document.get_element_by_id(id);
    let element = element.and_then(|element| element.dyn_into().ok());
    element.ok_or_else(|| JsError::new(&format!("the page has no fitting element #{id}")))
}

/// A new copy of the element in a template.
pub(crate) fn copy(template: &HtmlTemplateElement) -> Option<Element> {
    let copy = template.content().clone_node_with_deep(true).ok()?;
    copy.dyn_into::<DocumentFragment>()
        .ok()?
        .first_element_child()
}

/// Puts text into the part of an element that is named so (`data-field`).
pub(crate) fn fill(element: &Element, field: &str, text: &str) {
    let field = element.query_selector(&format!("[data-field={field}]"));
    if let Ok(Some(field)) = field {
        field.set_text_content(Some(text));
    }
}

/// Calls a function at every such event, as long as the page is there.
pub(crate) fn on(target: &EventTarget, kind: &str, act: impl Fn(Event) + 'static) {
    let act = Closure::<dyn Fn(Event)>::new(act).into_js_value();
    // It fails for no event that exists.
    let _ = target.add_event_listener_with_callback(kind, act.unchecked_ref());
}

/// A moment as a clock shows it here.
pub(crate) fn time(at: Millis) -> String {
    #[expect(clippy::cast_precision_loss, reason = "no moment is so far away")]
    let date = Date::new(&JsValue::from_f64(at.0 as f64));
    date.to_locale_time_string("default").into()
}

/// A length as minutes and seconds.
pub(crate) fn length(seconds: u64) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}
