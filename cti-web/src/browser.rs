//! What is called of the browser. Declared here and not taken from `web-sys`, since each function of
//! its own that is in a program costs more than its name.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    pub(crate) fn set_timeout(ring: &JsValue, wait: i32) -> i32;
    #[wasm_bindgen(js_name = clearTimeout)]
    pub(crate) fn clear_timeout(timer: i32);
    /// Milliseconds since 1970.
    #[wasm_bindgen(js_namespace = Date, js_name = now)]
    pub(crate) fn date() -> f64;
    /// Milliseconds since the page began, by a clock that is never set back.
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    pub(crate) fn passed() -> f64;

    /// Fills it with random numbers that can't be guessed.
    #[wasm_bindgen(js_namespace = crypto, js_name = getRandomValues)]
    fn randomise(numbers: &mut [u32]);

    /// What JSON says.
    #[wasm_bindgen(js_namespace = JSON, js_name = parse, catch)]
    pub(crate) fn parse(json: &str) -> Result<JsValue, JsValue>;
    /// A member of an object of this page, which has it.
    #[wasm_bindgen(js_namespace = Reflect, js_name = get)]
    pub(crate) fn member(object: &JsValue, name: &str) -> JsValue;
    /// A member of a window, which throws if only pages of its own origin may have it.
    #[wasm_bindgen(js_namespace = Reflect, js_name = get, catch)]
    pub(crate) fn open_member(object: &JsValue, name: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_name = globalThis)]
    type Global;
    /// The page's window; none in a worker.
    #[wasm_bindgen(static_method_of = Global, getter, js_name = window)]
    fn window() -> Option<Target>;

    /// A window, or an iframe.
    #[derive(Clone)]
    pub(crate) type Target;
    #[wasm_bindgen(method, js_name = addEventListener)]
    pub(crate) fn listen(this: &Target, event: &str, listener: &JsValue);
    #[wasm_bindgen(method, js_name = removeEventListener)]
    pub(crate) fn ignore(this: &Target, event: &str, listener: &JsValue);
    #[wasm_bindgen(method, js_name = postMessage, catch)]
    pub(crate) fn post(this: &Target, data: &JsValue, origin: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, js_name = postMessage, catch)]
    pub(crate) fn post_with(
        this: &Target,
        data: &JsValue,
        origin: &str,
        ports: &JsValue,
    ) -> Result<(), JsValue>;

    /// Tells that a document has changed.
    pub(crate) type MutationObserver;
    #[wasm_bindgen(constructor)]
    pub(crate) fn new(changed: &JsValue) -> MutationObserver;
    #[wasm_bindgen(method, catch)]
    pub(crate) fn observe(
        this: &MutationObserver,
        node: &JsValue,
        options: &JsValue,
    ) -> Result<(), JsValue>;
    #[wasm_bindgen(method)]
    pub(crate) fn disconnect(this: &MutationObserver);

    /// The window around a window; itself, if there is none.
    #[wasm_bindgen(method, getter, structural)]
    pub(crate) fn parent(this: &Target) -> JsValue;
    /// An iframe's window; `null` outside of a document.
    #[wasm_bindgen(method, getter, structural, js_name = contentWindow)]
    pub(crate) fn content_window(this: &Target) -> JsValue;

    /// An event that tells of a message.
    #[derive(Clone)]
    pub(crate) type Message;
    #[wasm_bindgen(method, getter, js_name = isTrusted)]
    pub(crate) fn is_trusted(this: &Message) -> bool;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn source(this: &Message) -> JsValue;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn origin(this: &Message) -> String;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn data(this: &Message) -> JsValue;
}

/// The page's window; none in a worker.
pub(crate) fn page() -> Option<Target> {
    Global::window()
}

/// A number below 2⁵², where a session begins to number its requests.
pub(crate) fn first_number() -> u64 {
    let mut random = [0; 2];
    randomise(&mut random);
    let [high, low] = random.map(u64::from);
    (high << 32 | low) >> 12
}
