//! Checks: what a declaration that can be read may still have wrong.
//!
//! Some look at one part by itself, and hold whatever stands beside it; they run on what could be
//! read. Others look at how parts fit, and run only when nothing is missing, so that a slip isn't
//! reported a second time by its consequences.

mod conditions;
mod conventions;
mod data;
mod derives;
mod endless;
mod envelope;
mod families;
mod fields;
mod frame;
mod handshake;
mod items;
mod keys;
mod machine_keys;
mod many;
mod names;
mod order;
pub(crate) mod origin;
mod other_side;
mod paths;
mod posted;
mod query;
mod replies;
mod requests;
mod samples;
mod stamps;
mod streams;
mod transport;
mod types;

use crate::errors::Errors;
use crate::parse::Reading;
use crate::resolve::Resolved;

/// Everything that can be checked of what was read.
pub(crate) fn check(protocol: &Resolved<'_>, reading: Reading, errors: &mut Errors) {
    each_part(protocol, errors);
    match reading {
        Reading::Complete => relations(protocol, errors),
        Reading::Named => names_in_relations(protocol, errors),
        Reading::Partial => {}
    }
}

/// Checks of each part by itself.
fn each_part(protocol: &Resolved<'_>, errors: &mut Errors) {
    transport::check(protocol, errors);
    envelope::check(protocol, errors);
    paths::check(protocol, errors);
    paths::prefixes(protocol, errors);
    items::check(protocol, errors);
    names::check(protocol, errors);
    fields::check(protocol, errors);
    data::check(protocol, errors);
    derives::check(protocol, errors);
    query::check(protocol, errors);
    replies::check_each(protocol, errors);
    requests::check(protocol, errors);
    conventions::check(protocol, errors);
    many::check(protocol, errors);
    stamps::check(protocol, errors);
    posted::check_types(protocol, errors);
    samples::check(protocol, errors);
}

/// Checks of how the parts fit together.
fn relations(protocol: &Resolved<'_>, errors: &mut Errors) {
    families::check(protocol, errors);
    endless::check(protocol, errors);
    items::check_undeclared(protocol, errors);
    order::check(protocol, errors);
    let before = errors.count();
    replies::check(protocol, errors);
    streams::check(protocol, errors);
    // The message with an id may be the one that a misspelt name means.
    if errors.count() == before {
        replies::check_ids(protocol, errors);
    }
    requests::check_answers(protocol, errors);
    handshake::check(protocol, errors);
    posted::check_ways(protocol, errors);
}

/// What can be said of how the parts fit together although some could not be read: the names that
/// they use for each other.
fn names_in_relations(protocol: &Resolved<'_>, errors: &mut Errors) {
    order::check_names(protocol, errors);
    replies::check(protocol, errors);
    streams::check(protocol, errors);
    handshake::check(protocol, errors);
}
