//! A CRM with LeadDesk Talk, by hand.

#[expect(dead_code, reason = "Talk is in a frame")]
mod link;
mod talk;
