//! A CRM with five softphones, with cti-web.

mod cloudtalk;
mod contact_card;
mod desk;
mod talk;
mod talkdesk;
