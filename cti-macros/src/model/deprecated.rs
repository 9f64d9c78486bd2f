//! `#[deprecated]`: what a vendor takes back.

/// `#[deprecated(since = "2.0", note = "…")]`, as Rust has it.
#[derive(Clone, Debug)]
pub(crate) struct Deprecated {
    pub since: Option<String>,
    /// What to use instead; empty if nothing is said.
    pub note: String,
}
