//! A CRM with LeadDesk Talk, with cti-web.

mod talk;
