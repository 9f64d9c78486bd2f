//! Windows beyond the parent: the one that opened this page, and those further up.

use std::iter::successors;

use crate::OpenError;
use crate::browser::{Target, member};
use crate::place::{FurtherWindow, there};

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
