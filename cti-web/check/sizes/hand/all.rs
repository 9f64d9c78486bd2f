//! A CRM with five softphones, by hand.

mod cloudtalk;
mod contact_card;
mod desk;
mod link;
mod talk;
mod talkdesk;
