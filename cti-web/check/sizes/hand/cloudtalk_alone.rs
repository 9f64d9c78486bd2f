//! A CRM with CloudTalk Phone, by hand.

mod cloudtalk;
#[expect(dead_code, reason = "CloudTalk is in a frame, and takes no messages")]
mod link;
