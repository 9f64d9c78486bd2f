//! The browser's time and timers.

use std::cell::Cell;
use std::rc::Weak;

use cti_runtime::Millis;
use wasm_bindgen::JsValue;

use crate::browser;
use crate::shared::Shared;
use crate::transport::{Callback, callback};

/// The longest time that a browser's timer takes.
const LONGEST: u64 = i32::MAX as u64;

/// The time, and one timer for the next deadline.
pub(crate) struct Clock {
    /// When the page began.
    began: f64,
    ring: Callback,
    set: Cell<Option<(i32, Millis)>>,
}

impl Clock {
    pub(crate) fn new(shared: &Weak<Shared>) -> Self {
        Self {
            began: browser::date() - browser::passed(),
            ring: callback(shared, 0, rings),
            set: Cell::new(None),
        }
    }

    /// Milliseconds since 1970, by a clock that is never set back.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "saturates"
    )]
    pub(crate) fn now(&self) -> Millis {
        Millis((self.began + browser::passed()) as u64)
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
        let wait = i32::try_from(wait).unwrap_or(i32::MAX);
        let timer = browser::set_timeout(self.ring.as_ref(), wait);
        self.set.set(Some((timer, at)));
    }

    pub(crate) fn stop(&self) {
        if let Some((timer, _)) = self.set.take() {
            browser::clear_timeout(timer);
        }
    }
}

fn rings(shared: &Shared, _: u64, _: &JsValue) {
    shared.clock.set.set(None);
    shared.tick();
    shared.pump();
}
