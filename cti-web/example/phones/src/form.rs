//! The phone's page: buttons, inputs, and a line that says what the phone does.

use std::rc::Rc;

use cti_vendors::simulated::Cannot;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsError};
use web_sys::{Document, Element, Event, HtmlInputElement, window};

/// The phone's page.
#[derive(Clone)]
pub(crate) struct Form {
    document: Document,
    title: Rc<str>,
}

impl Form {
    pub(crate) fn find() -> Result<Self, JsError> {
        let document = window().and_then(|window| window.document());
        let document = document.ok_or_else(|| JsError::new("there is no page here"))?;
        let root = document.document_element();
        let title = root.and_then(|root| root.get_attribute("data-phone"));
        Ok(Self {
            document,
            title: title.unwrap_or_default().into(),
        })
    }

    /// Which phone the page is for.
    pub(crate) fn phone(&self) -> &str {
        &self.title
    }

    /// What is typed into an input.
    pub(crate) fn typed(&self, id: &str) -> String {
        let input = self.document.get_element_by_id(id);
        let input = input.and_then(|input| input.dyn_into::<HtmlInputElement>().ok());
        input.map_or_else(String::new, |input| input.value())
    }

    /// Says what the phone does.
    pub(crate) fn say(&self, text: &str) {
        if let Some(line) = self.document.get_element_by_id("says") {
            line.set_text_content(Some(text));
        }
    }

    /// Does what a button is for, as long as the page is there, and says what came of it.
    pub(crate) fn on_click(&self, act: impl Fn(&str) -> Result<String, Cannot> + 'static) {
        let form = self.clone();
        let clicked = Closure::<dyn Fn(Event)>::new(move |event: Event| {
            let target: Option<Element> = event.target().and_then(|at| at.dyn_into().ok());
            if let Some(name) = target.and_then(|button| button.get_attribute("data-act")) {
                form.say(&act(&name).unwrap_or_else(|why| format!("Not now: {why}.")));
            }
        });
        // It fails for no event that exists.
        let _ = self
            .document
            .add_event_listener_with_callback("click", clicked.into_js_value().unchecked_ref());
    }
}
