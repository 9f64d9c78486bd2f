//! A CRM with Dialpad's Mini Dialer beside its records.

use cti_runtime::types::PhoneNumber;
use cti_runtime::{Origin, Peer, SendError};

use super::Demo;
use crate::dialpad::{Dialpad, EventHandler, Ringing, command, event};

/// Has its own tab ring, calls numbers by a click, and shows who calls.
#[derive(Clone, Debug, Default)]
pub struct Crm {
    caller: Option<PhoneNumber>,
    rang: u64,
}

impl Crm {
    /// A CRM that has heard no call yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A number was clicked: calls it.
    ///
    /// # Errors
    /// If it can't be sent.
    pub fn dial(
        &self,
        number: impl Into<PhoneNumber>,
        dialer: &mut Peer<Dialpad>,
    ) -> Result<(), SendError> {
        dialer.send(command::InitiateCall::new(number).enable_current_tab(true))
    }

    /// Who calls, as long as it rings.
    pub const fn caller(&self) -> Option<&PhoneNumber> {
        self.caller.as_ref()
    }

    /// How many calls have rung.
    pub const fn rang(&self) -> u64 {
        self.rang
    }
}

impl Demo<Dialpad> for Crm {
    fn begin(_: &Origin, _: &mut Peer<Dialpad>) -> Self {
        Self::new()
    }
}

impl EventHandler for Crm {
    fn user_authentication(&mut self, user: event::UserAuthentication, dialer: &mut Peer<Dialpad>) {
        if user.user_authenticated {
            // Without it another tab may ring, and nothing else is lost.
            let _ = dialer.send(command::EnableCurrentTab::new());
        }
    }

    fn call_ringing(&mut self, call: event::CallRinging, _: &mut Peer<Dialpad>) {
        match call.state {
            Ringing::On => {
                self.rang += 1;
                self.caller = call.external_number;
            }
            Ringing::Off => self.caller = None,
        }
    }
}
