//! Desk Open CTI by hand: functions with callbacks.

use check_sizes::{note, pop, warn};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::{Closure, JsValue, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["desk", "interaction", "cti"], catch)]
    fn ready(listener: &Closure<dyn FnMut(JsValue)>) -> Result<(), JsValue>;
    #[wasm_bindgen(js_namespace = ["desk", "interaction", "cti"], js_name = onClickToDial, catch)]
    fn on_click_to_dial(listener: &Closure<dyn FnMut(JsValue)>) -> Result<(), JsValue>;
    #[wasm_bindgen(js_namespace = ["desk", "interaction", "cti"], js_name = onFocus, catch)]
    fn on_focus(listener: &Closure<dyn FnMut(JsValue)>) -> Result<(), JsValue>;
    #[wasm_bindgen(js_namespace = ["desk", "interaction", "cti"], js_name = setSoftphoneHeight, catch)]
    fn set_height(height: u32, done: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(js_namespace = ["desk", "interaction", "cti"], js_name = enableClickToDial, catch)]
    fn enable_click_to_dial(done: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(js_namespace = ["desk", "interaction", "cti"], js_name = screenPop, catch)]
    fn screen_pop(id: &str, query: &str, done: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(js_namespace = ["desk", "interaction", "cti"], js_name = getUserInfo, catch)]
    fn get_user_info(done: &JsValue) -> Result<(), JsValue>;
}

#[derive(Deserialize)]
struct Answer<T> {
    result: Option<T>,
    error: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Object {
    Customer,
    Company,
    Case,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Dial {
    number: String,
    object_id: String,
    object: Object,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Page {
    url: String,
    object_id: String,
    object: Object,
    object_name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct User {
    #[serde(rename = "user ID", alias = "userId")]
    user_id: String,
    email: String,
    full_name: String,
    language: Option<String>,
}

/// The library in this page.
#[wasm_bindgen]
pub struct Desk {
    _listeners: [Closure<dyn FnMut(JsValue)>; 3],
}

#[wasm_bindgen]
impl Desk {
    /// Subscribes to all that the library tells.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Result<Desk, JsValue> {
        let loaded = Closure::new(|_| start());
        let clicked = Closure::new(|answer| with(answer, &dialled));
        let focused = Closure::new(|answer| with(answer, &opened));
        ready(&loaded)?;
        on_click_to_dial(&clicked)?;
        on_focus(&focused)?;
        Ok(Desk {
            _listeners: [loaded, clicked, focused],
        })
    }

    /// Asks who the agent is.
    pub fn user(&self) -> Result<(), JsValue> {
        get_user_info(&once(|answer| {
            with(answer, &|user: User| {
                let language = user.language.unwrap_or_default();
                note(&[
                    &user.user_id,
                    " ",
                    &user.full_name,
                    " ",
                    &user.email,
                    " ",
                    &language,
                ]);
            });
        }))
    }
}

fn start() {
    let done = set_height(300, &told()).and_then(|()| enable_click_to_dial(&told()));
    if done.is_err() {
        warn("the library can't be called");
    }
}

fn dialled(dial: Dial) {
    pop(&dial.number);
    let query = ["object=", kind(&dial.object)].concat();
    if screen_pop(&dial.object_id, &query, &told()).is_err() {
        warn("no screen pop");
    }
}

fn opened(page: Page) {
    let object = kind(&page.object);
    note(&[
        &page.url,
        " ",
        object,
        " ",
        &page.object_id,
        " ",
        &page.object_name,
    ]);
}

fn kind(object: &Object) -> &'static str {
    match object {
        Object::Customer => "customer",
        Object::Company => "company",
        Object::Case => "case",
    }
}

fn told() -> JsValue {
    once(|answer| {
        with(answer, &|done: bool| {
            note(&[if done { "done" } else { "not done" }]);
        });
    })
}

fn once(hear: fn(JsValue)) -> JsValue {
    Closure::once_into_js(hear)
}

fn with<T: DeserializeOwned>(answer: JsValue, hear: &dyn Fn(T)) {
    match serde_wasm_bindgen::from_value(answer) {
        Ok(Answer {
            result: Some(result),
            error: None,
        }) => hear(result),
        Ok(Answer { error, .. }) => warn(&error.unwrap_or_default()),
        Err(why) => warn(&why.to_string()),
    }
}
