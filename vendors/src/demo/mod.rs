//! Demo applications: the customer's side of each protocol, as small as a CRM can be.
//!
//! They are what the simulated phones talk to in tests and tools, and a place to begin from: each
//! is a handler with the few answers that every application needs.

pub mod aircall;
pub mod cloudtalk;
pub mod desk_open_cti;
pub mod dialpad;
pub mod justcall;
pub mod leaddesk_contact_card;
pub mod leaddesk_talk;
pub mod ringcentral;
pub mod talkdesk_embedded;
