//! A CRM with Aircall's workspace beside its records.

use cti_runtime::types::PhoneNumber;
use cti_runtime::{Origin, Peer, RequestError, SendError, Ticket};

use super::Demo;
use crate::aircall::{Aircall, Crm as Settings, ErrorCode, EventHandler, command, event};

/// Says that it is there, asks for Zendesk's settings, calls numbers by a click, and counts calls.
#[derive(Default)]
pub struct Crm {
    dialling: Option<Ticket<command::DialNumber>>,
    refused: Option<ErrorCode>,
    user: Option<String>,
    inbound: u64,
    ended: u64,
}

impl Crm {
    /// A CRM that knows no user yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A number was clicked: calls it.
    ///
    /// # Errors
    /// If the workspace isn't ready.
    pub fn dial(
        &mut self,
        number: impl Into<PhoneNumber>,
        workspace: &mut Peer<Aircall>,
    ) -> Result<(), SendError> {
        self.dialling = Some(workspace.request(command::DialNumber::new(number))?);
        Ok(())
    }

    /// Why the number that was last clicked was not called.
    pub const fn refused(&self) -> Option<&ErrorCode> {
        self.refused.as_ref()
    }

    /// The first name of the user who is logged in.
    pub fn user(&self) -> Option<&str> {
        self.user.as_deref()
    }

    /// How many calls came in, and how many calls are over.
    pub const fn calls(&self) -> (u64, u64) {
        (self.inbound, self.ended)
    }
}

// What can't be sent now is left: the workspace begins again with the next login.
impl Demo<Aircall> for Crm {
    fn begin(_: &Origin, _: &mut Peer<Aircall>) -> Self {
        Self::new()
    }
}

impl EventHandler for Crm {
    fn loaded(&mut self, loaded: event::Loaded, workspace: &mut Peer<Aircall>) {
        self.user = loaded.first_name;
        let _ = workspace.send(command::IsReady::new());
        let _ = workspace.send(command::GetSettings::new(Settings::Zendesk));
    }

    fn logout(&mut self, _: event::Logout, _: &mut Peer<Aircall>) {
        self.user = None;
    }

    fn incoming_call(&mut self, _: event::IncomingCall, _: &mut Peer<Aircall>) {
        self.inbound += 1;
    }

    fn call_ended(&mut self, _: event::CallEnded, _: &mut Peer<Aircall>) {
        self.ended += 1;
    }

    fn dial_number_response(
        &mut self,
        _: event::DialNumberResponse,
        workspace: &mut Peer<Aircall>,
    ) {
        let asked = self.dialling.take();
        let outcome = asked.and_then(|asked| workspace.outcome(&asked));
        self.refused = match outcome {
            Some(Err(RequestError::Refused(why))) => Some(why.error_code),
            _ => None,
        };
    }
}
