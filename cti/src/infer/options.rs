//! What `infer` is told.

use crate::protocols::Entry;

/// What is known of a protocol before its recording is read.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Options {
    /// The name of the module, such as `acme-phone`; else what the recording's header names, or the
    /// other side's host.
    pub name: Option<String>,
    /// The vendor, as it writes itself.
    pub vendor: Option<String>,
    /// The other side's origins; else that of the most talkative one.
    pub origins: Vec<String>,
    /// The other side's window, as the recorder numbered it.
    pub window: Option<u32>,
    /// The path of a library's root in the page.
    pub library: Option<String>,
    /// A declaration: only what it lacks is written.
    pub against: Option<Entry>,
}
