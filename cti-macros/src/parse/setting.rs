//! What surrounds every item: the protocol's defaults, and the names that types are looked up in.

use super::case::Case;
use super::envelope::EnvelopeArguments;
use super::types::Scope;

/// What the protocol's arguments say to its families.
pub(crate) struct Defaults {
    pub(crate) names: Case,
    pub(crate) keys: Case,
    /// What `envelope(…)` of the protocol says; `None` if it was broken.
    pub(crate) envelope: Option<EnvelopeArguments>,
}

/// What surrounds every item.
#[derive(Clone, Copy)]
pub(crate) struct Setting<'a> {
    pub(crate) defaults: &'a Defaults,
    pub(crate) scope: &'a Scope,
}
