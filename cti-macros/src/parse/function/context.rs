//! What functions of one trait share.

use crate::model::{At, Envelope, FamilyKind, Field, Type};
use crate::parse::case::Case;
use crate::parse::convention::Conventions;
use crate::parse::order::Rules;
use crate::parse::types::Scope;

/// What functions of one trait share.
pub(in crate::parse) struct Context<'a> {
    pub(in crate::parse) scope: &'a Scope,
    pub(in crate::parse) kind: FamilyKind,
    /// What stands before each name on the wire that follows from a Rust name.
    pub(in crate::parse) prefix: String,
    /// The object of the library that has the functions, unless one says otherwise; none is the
    /// library's root.
    pub(in crate::parse) object: Option<At<String>>,
    /// How functions are called and answer, and events are subscribed to, unless one says otherwise.
    pub(in crate::parse) conventions: Conventions,
    pub(in crate::parse) names: Case,
    pub(in crate::parse) keys: Case,
    /// What a failure says where the function doesn't say it itself.
    pub(in crate::parse) error: Option<&'a Type>,
    /// Whether the answer to a request has a place for a failure.
    pub(in crate::parse) fails: bool,
    /// What requests are posted in.
    pub(in crate::parse) envelope: Option<&'a Envelope>,
    /// What every request has.
    pub(in crate::parse) each: Vec<Field>,
    pub(in crate::parse) rules: Rules,
    pub(in crate::parse) sound: bool,
}
