//! The browser's time and timers.

use std::cell::Cell;
use std::rc::Weak;

use cti_runtime::Millis;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Performance, Window};

use crate::line::{Callback, Engine, callback, pump};

/// The longest time that a browser's timer takes.
const LONGEST: u64 = i32::MAX as u64;

/// The time, and one timer for the next deadline.
pub(crate) struct Clock {
    window: Window,
    performance: Option<Performance>,
    ring: Callback,
    set: Cell<Option<(i32, Millis)>>,
}

impl Clock {
    pub(crate) fn new(window: &Window, engine: &Weak<dyn Engine>) -> Self {
        Self {
            window: window.clone(),
            performance: window.performance(),
            ring: callback(engine, 0, rings),
            set: Cell::new(None),
        }
    }

    /// Milliseconds since 1970, by a clock that is never set back.
    pub(crate) fn now(&self) -> Millis {
        let now = match &self.performance {
            Some(performance) => performance.time_origin() + performance.now(),
            None => js_sys::Date::now(),
        };
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "saturates"
        )]
        Millis(now as u64)
    }

    /// Rings at this time and no other.
    pub(crate) fn set(&self, at: Option<Millis>) {
        if self.set.get().map(|(_, at)| at) == at {
            return;
        }
        self.stop();
        let Some(at) = at else {
            return;
        };
        // A timer may come up to a millisecond early.
        let wait =
            at.0.saturating_sub(self.now().0)
                .saturating_add(1)
                .min(LONGEST);
        let timer = self
            .window
            .set_timeout_with_callback_and_timeout_and_arguments_0(
                self.ring.as_ref().unchecked_ref(),
                i32::try_from(wait).unwrap_or(i32::MAX),
            );
        if let Ok(timer) = timer {
            self.set.set(Some((timer, at)));
        }
    }

    pub(crate) fn stop(&self) {
        if let Some((timer, _)) = self.set.take() {
            self.window.clear_timeout_with_handle(timer);
        }
    }
}

fn rings(engine: &dyn Engine, _: u64, _: &JsValue) {
    let clock = &engine.line().clock;
    clock.set.set(None);
    engine.tick(clock.now());
    pump(engine);
}
