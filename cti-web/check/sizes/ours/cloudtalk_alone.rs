//! A CRM with CloudTalk Phone, with cti-web.

mod cloudtalk;
