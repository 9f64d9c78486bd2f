//! A CRM with LeadDesk Talk beside its records.

use cti_runtime::types::Secret;
use cti_runtime::{Origin, Peer, Ticket};

use super::Demo;
use crate::leaddesk_talk::{Direction, EventHandler, LeaddeskTalk, command, event};

/// Bars agents from typing numbers, asks for a token, and answers every inbound call.
#[derive(Default)]
pub struct Crm {
    asked: Option<Ticket<command::GetJwt>>,
    token: Option<Secret<String>>,
    completed: u64,
}

impl Crm {
    /// A CRM that knows no agent yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The token of the agent who is logged in.
    pub const fn token(&self) -> Option<&Secret<String>> {
        self.token.as_ref()
    }

    /// How many calls were completed.
    pub const fn completed(&self) -> u64 {
        self.completed
    }

    /// The token, or why there is none, has arrived if it was what the message brought.
    fn look_for_token(&mut self, talk: &mut Peer<LeaddeskTalk>) {
        let Some(outcome) = self.asked.as_ref().and_then(|asked| talk.outcome(asked)) else {
            return;
        };
        self.asked = None;
        self.token = outcome.ok().map(|answer| answer.jwt);
    }
}

// What can't be sent now is left: Talk begins again with the next login.
impl Demo<LeaddeskTalk> for Crm {
    fn begin(_: &Origin, _: &mut Peer<LeaddeskTalk>) -> Self {
        Self::new()
    }
}

impl EventHandler for Crm {
    fn login(&mut self, _: event::Login, talk: &mut Peer<LeaddeskTalk>) {
        let _ = talk.send(command::UseSettings::new().prevent_manual_calling(true));
        self.asked = talk.request(command::GetJwt::new()).ok();
    }

    fn logout(&mut self, _: event::Logout, _: &mut Peer<LeaddeskTalk>) {
        self.token = None;
    }

    fn call(&mut self, call: event::Call, talk: &mut Peer<LeaddeskTalk>) {
        if call.direction == Direction::In {
            let _ = talk.send(command::Answer::new());
        }
    }

    fn completed(&mut self, _: event::Completed, _: &mut Peer<LeaddeskTalk>) {
        self.completed += 1;
    }

    fn jwt(&mut self, _: event::Jwt, talk: &mut Peer<LeaddeskTalk>) {
        self.look_for_token(talk);
    }

    fn error(&mut self, _: event::Error, talk: &mut Peer<LeaddeskTalk>) {
        self.look_for_token(talk);
    }
}
