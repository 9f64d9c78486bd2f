//! Messages that arrive before a page's module has started.
//!
//! A module takes a while to load, and what a window posts meanwhile is lost, since there is no listener: a
//! phone that is asked at its frame's `load` doesn't answer, an application misses who has logged in. A
//! page whose first script is [`SCRIPT`] loses none of it:
//!
//! ```html
//! <script src="early.js"></script>
//! <script type="module" src="start.mjs"></script>
//! ```
//!
//! Each connection to a window that is [opened](crate::connect) then begins with what that window has
//! posted up to there, in its order, right after it was opened and before anything that arrives later.
//! The events are those that the browser made, so they pass the same gates: an event that a script
//! made, or has put there itself, is refused, and so is a foreign origin.
//!
//! Of each window 256 messages are kept, and of 64 windows at most. What is beyond that is dropped, and
//! told as [`Notice::Overrun`] to the connection with that window. Of a window
//! that a session has ever been connected to nothing more is kept. A page that has connected to all
//! that it wants to [stops](stop) it.

use std::cell::{Cell, RefCell};
use std::rc::Weak;

use js_sys::Array;
use wasm_bindgen::prelude::*;

use crate::browser::{self, Target, member};
use crate::shared::Shared;
use crate::transport::{Callback, callback};
use crate::{Notice, Overrun, Queue};

/// The script that keeps messages: `early.js` of this crate, for pages that serve or inline it. It is a
/// classic script, and comes before all others.
pub const SCRIPT: &str = include_str!("../early.js");

#[wasm_bindgen]
extern "C" {
    /// What the script has left in the page.
    type Early;
    #[wasm_bindgen(method, catch)]
    fn take(this: &Early, source: &JsValue) -> Result<Array, JsValue>;
    #[wasm_bindgen(method, catch, js_name = stop)]
    fn stop_keeping(this: &Early) -> Result<(), JsValue>;

    /// Throws unless it is an event: one that the browser made, or a script with its help.
    #[wasm_bindgen(js_namespace = ["Event", "prototype", "composedPath"], js_name = call, catch)]
    fn path(event: &JsValue) -> Result<JsValue, JsValue>;
}

/// Keeps nothing any more, and forgets what was kept for windows that no session was connected to.
/// Does nothing in a page without [`SCRIPT`].
pub fn stop() {
    if let Some(early) = browser::page().and_then(|page| found(&page)) {
        // A script of the page has put something else there.
        let _ = early.stop_keeping();
    }
}

fn found(page: &Target) -> Option<Early> {
    let early = member(page, "ctiEarly");
    early.is_object().then(|| early.unchecked_into())
}

/// What a window had posted before its connection was opened.
pub(crate) struct Kept {
    events: RefCell<Vec<JsValue>>,
    due: Callback,
    timer: Cell<Option<i32>>,
}

impl Kept {
    /// `run` hands it over when nothing else does.
    pub(crate) fn new(shared: &Weak<Shared>, run: fn(&Shared, u64, &JsValue)) -> Self {
        Self {
            events: RefCell::default(),
            due: callback(shared, 0, run),
            timer: Cell::new(None),
        }
    }

    /// Takes what a window has posted, to be handed over as soon as the code that opens the connection has
    /// it.
    pub(crate) fn take(&self, page: &Target, other: &JsValue) {
        let Some(Ok(events)) = found(page).map(|early| early.take(other)) else {
            return;
        };
        let events = events.to_vec();
        if events.len() > 1 {
            self.timer
                .set(Some(browser::set_timeout(self.due.as_ref(), 0)));
            self.events.replace(events);
        }
    }

    /// Hands it over.
    pub(crate) fn hand_over(&self, shared: &Shared, heard: fn(&Shared, &JsValue)) {
        if self.timer.get().is_none() {
            return;
        }
        self.stop();
        for event in self.events.take() {
            if let Some(dropped) = event.as_f64() {
                tell_dropped(shared, dropped);
            } else if path(&event).is_ok() {
                heard(shared, &event);
            }
        }
    }

    pub(crate) fn stop(&self) {
        if let Some(timer) = self.timer.take() {
            browser::clear_timeout(timer);
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "saturates"
)]
fn tell_dropped(shared: &Shared, dropped: f64) {
    if dropped > 0.0 {
        shared.tell(Notice::Overrun(Overrun {
            queue: Queue::Early,
            waiting: 0,
            bytes: 0,
            dropped: dropped as u64,
        }));
    }
}
