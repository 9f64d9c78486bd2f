//! Whole conversations between an application and a simulated phone, and what a session does with
//! everything that is none of theirs.
//!
//! A file per protocol, then a file per promise that all protocols keep.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

mod wire;

mod aircall;
mod cloudtalk;
mod desk_open_cti;
mod dialpad;
mod justcall;
mod leaddesk_contact_card;
mod leaddesk_talk;
mod ringcentral;
mod talkdesk_embedded;

mod gates;
mod handlers;
mod kept;
mod limits;
mod masking;
mod origins;
mod registry;
mod replies;
mod senders;
