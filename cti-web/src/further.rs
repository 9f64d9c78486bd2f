//! Windows beyond the parent: the one that opened this page, and those further up.

use std::cell::RefCell;
use std::iter::successors;

use cti_runtime::{Origin, OriginPolicy};
use wasm_bindgen::{JsCast, JsValue};

use crate::OpenError;
use crate::browser::{Target, member};

/// How to reach a window that this page was shown or opened by. Called through pointers so that it
/// is only part of programs that have such a place.
pub(crate) struct FurtherWindow {
    pub(crate) name: &'static str,
    pub(crate) window: fn(&Target, u32) -> Option<Target>,
    pub(crate) origin: fn(&Target, &OriginPolicy, &str, u32) -> Option<Origin>,
    pub(crate) keep: Keep,
    /// Whether this page stays when the other one is replaced.
    pub(crate) survives: bool,
    /// What it means that there is no such window.
    pub(crate) missing: OpenError,
}

/// Keeps an origin, unless it is the one that was kept last.
type Keep = fn(&str, &Origin, &RefCell<Option<Origin>>);

/// The window that opened this one, if there is one.
pub(crate) const OPENER: FurtherWindow = FurtherWindow {
    name: "Place::opener",
    window: |window, _| there(member(window, "opener")),
    origin: |window, policy, _, _| {
        let referrer = member(&member(window, "document"), "referrer");
        policy.of_written(&referrer.as_string()?)
    },
    keep: |_, _, _| {},
    survives: true,
    missing: OpenError::NotOpened,
};

/// The outermost window.
pub(crate) const TOP: FurtherWindow = FurtherWindow {
    name: "Place::top",
    window: |window, _| ancestors(window).last(),
    origin: |window, policy, _, _| {
        let levels = u32::try_from(ancestors(window).count()).ok()?;
        policy.exactly(&ancestor_origin(window, levels)?)
    },
    keep: |_, _, _| {},
    survives: false,
    missing: OpenError::NotFramed,
};

/// A window so many levels up.
pub(crate) const UP: FurtherWindow = FurtherWindow {
    name: "Place::ancestor",
    window: |window, levels| {
        let above = usize::try_from(levels).ok()?.checked_sub(1)?;
        ancestors(window).nth(above)
    },
    origin: |window, policy, _, levels| policy.exactly(&ancestor_origin(window, levels)?),
    keep: |_, _, _| {},
    survives: false,
    missing: OpenError::NotFramed,
};

/// A window, if it is one and not `null`.
pub(crate) fn there(window: JsValue) -> Option<Target> {
    window.is_object().then(|| window.unchecked_into())
}

/// The windows around one, from the inside out. The outermost one is its own parent.
fn ancestors(window: &Target) -> impl Iterator<Item = Target> {
    let above = |window: &Target| there(window.parent()).filter(|parent| **parent != **window);
    successors(above(window), move |window| above(window))
}

/// The origin of a window so many levels up, if the browser tells.
fn ancestor_origin(window: &Target, levels: u32) -> Option<String> {
    let origins = member(&member(window, "location"), "ancestorOrigins");
    let index = levels.checked_sub(1)?;
    let origin = origins
        .is_object()
        .then(|| member(&origins, &index.to_string()))?;
    origin.as_string()
}
