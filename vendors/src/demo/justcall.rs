//! A CRM with JustCall's dialer beside its records.

use cti_runtime::types::PhoneNumber;
use cti_runtime::{Origin, Peer, SendError, Ticket};

use super::Demo;
use crate::justcall::{EventHandler, Justcall, command, event};

/// Asks whether somebody is logged in, calls numbers by a click, and counts what was answered.
#[derive(Default)]
pub struct Crm {
    asked: Option<Ticket<command::IsLoggedIn>>,
    logged_in: Option<bool>,
    answered: u64,
    texts: u64,
}

impl Crm {
    /// A CRM that knows nothing of the dialer yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Asks whether somebody is logged in. To be called when the dialer's frame has loaded.
    ///
    /// # Errors
    /// If the question can't be sent.
    pub fn open(&mut self, dialer: &mut Peer<Justcall>) -> Result<(), SendError> {
        self.asked = Some(dialer.request(command::IsLoggedIn::new())?);
        Ok(())
    }

    /// A number was clicked: puts it into the dialer.
    ///
    /// # Errors
    /// If it can't be sent.
    pub fn dial(
        &self,
        number: impl Into<PhoneNumber>,
        dialer: &mut Peer<Justcall>,
    ) -> Result<(), SendError> {
        dialer.send(command::DialNumber::new(number))
    }

    /// Whether somebody is logged in; `None` if that isn't known.
    pub const fn logged_in(&self) -> Option<bool> {
        self.logged_in
    }

    /// How many calls were answered.
    pub const fn answered(&self) -> u64 {
        self.answered
    }

    /// How many text messages have come in.
    pub const fn texts(&self) -> u64 {
        self.texts
    }
}

impl Demo<Justcall> for Crm {
    fn begin(_: &Origin, dialer: &mut Peer<Justcall>) -> Self {
        let mut crm = Self::new();
        let _ = crm.open(dialer);
        crm
    }
}

impl EventHandler for Crm {
    fn logged_in_status(&mut self, status: event::LoggedInStatus, _: &mut Peer<Justcall>) {
        self.logged_in = Some(status.logged_in);
    }

    fn is_logged_in(&mut self, _: event::IsLoggedIn, dialer: &mut Peer<Justcall>) {
        if let Some(Ok(answer)) = self.asked.as_ref().and_then(|asked| dialer.outcome(asked)) {
            self.asked = None;
            self.logged_in = Some(answer.0.0);
        }
    }

    fn call_answered(&mut self, _: event::CallAnswered, _: &mut Peer<Justcall>) {
        self.answered += 1;
    }

    fn sms_received(&mut self, _: event::SmsReceived, _: &mut Peer<Justcall>) {
        self.texts += 1;
    }
}
