//! A CRM with CloudTalk Phone beside its records.

use cti_runtime::{Origin, Peer};

use super::Demo;
use crate::cloudtalk::{Cloudtalk, EventHandler, event};

/// Counts calls: the phone takes no commands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Crm {
    /// Calls from outside.
    pub inbound: u64,
    /// Calls that the user made.
    pub outbound: u64,
    /// Calls that were answered.
    pub answered: u64,
    /// Calls that the user ended.
    pub hung_up: u64,
    /// Calls that are over.
    pub ended: u64,
}

impl Demo<Cloudtalk> for Crm {
    fn begin(_: &Origin, _: &mut Peer<Cloudtalk>) -> Self {
        Self::default()
    }
}

impl EventHandler for Crm {
    fn ringing(&mut self, _: event::Ringing, _: &mut Peer<Cloudtalk>) {
        self.inbound += 1;
    }

    fn dialing(&mut self, _: event::Dialing, _: &mut Peer<Cloudtalk>) {
        self.outbound += 1;
    }

    fn calling(&mut self, _: event::Calling, _: &mut Peer<Cloudtalk>) {
        self.answered += 1;
    }

    fn hangup(&mut self, _: event::Hangup, _: &mut Peer<Cloudtalk>) {
        self.hung_up += 1;
    }

    fn ended(&mut self, _: event::Ended, _: &mut Peer<Cloudtalk>) {
        self.ended += 1;
    }
}
