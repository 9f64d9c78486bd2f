//! Whole conversations between an application and a simulated phone, and what a session does with
//! everything that is none of theirs.
//!
//! A file per protocol, then a file per promise that all protocols keep.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

mod wire;

macro_rules! of_each_protocol {
    ($($module:ident $marker:ident $name:literal;)*) => { $(mod $module;)* };
}
cti_vendors::for_each_protocol!(of_each_protocol);

mod gates;
mod handlers;
mod kept;
mod limits;
mod masking;
mod origins;
mod registry;
mod replies;
mod senders;
