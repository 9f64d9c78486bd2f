//! A simulated LeadDesk Talk.

use std::time::Duration;

use cti_runtime::types::{DateTime, Json, Map, PhoneNumber};
use cti_runtime::{Millis, Peer, Vendor};
use jiff::civil;

use super::{Cannot, Simulated};
use crate::leaddesk_talk::{
    Agent, CommandHandler, CompletedCall, Direction, LeaddeskTalk, Line, command, event,
};

/// What Talk says of its own origin in `login`, with the slash of the vendor's example.
const ORIGIN: &str = "https://login-ce2.leaddesk.com/";

/// The page around Talk, as Talk talks to it.
type Page = Peer<LeaddeskTalk, Vendor>;

/// LeadDesk Talk with its agent, and whoever calls or is called.
///
/// Parties that the agent calls pick up at once, unless it was made with
/// [`leaving_unanswered`](Self::leaving_unanswered). A command that can't be carried out is
/// answered with `error`, as Talk does.
#[derive(Default)]
pub struct Phone {
    calls: u64,
    tokens: u64,
    call: Option<Call>,
    field: Option<PhoneNumber>,
    out_of_reach: bool,
    typing_barred: bool,
    metadata: Map<Json>,
    unanswered: bool,
}

/// The call that the line is busy with.
struct Call {
    id: u64,
    number: PhoneNumber,
    direction: Direction,
    rang: Millis,
    talked: Option<Millis>,
    ended: Option<Millis>,
    comment: Option<String>,
}

impl Phone {
    /// Talk at its login page.
    pub fn new() -> Self {
        Self::default()
    }

    /// Leaves the agent's calls ringing until [`called_party_answers`](Self::called_party_answers).
    #[must_use]
    pub const fn leaving_unanswered(mut self) -> Self {
        self.unanswered = true;
        self
    }

    /// The number in the input field.
    pub const fn field(&self) -> Option<&PhoneNumber> {
        self.field.as_ref()
    }

    /// Whether the agent takes and makes calls, as far as `setStatus` says.
    pub const fn is_in_reach(&self) -> bool {
        !self.out_of_reach
    }

    /// Whether `useSettings` has barred the agent from typing numbers.
    pub const fn is_typing_barred(&self) -> bool {
        self.typing_barred
    }

    /// What `setMetadata` has told about the customer.
    pub const fn metadata(&self) -> &Map<Json> {
        &self.metadata
    }

    /// The agent logs in.
    ///
    /// # Errors
    /// If an agent is logged in.
    pub fn agent_logs_in(&mut self, page: &mut Page) -> Result<(), Cannot> {
        page.send(event::Login::new("en", ORIGIN))?;
        Ok(())
    }

    /// The agent logs out.
    ///
    /// # Errors
    /// If nobody is logged in, or a call is on.
    pub fn agent_logs_out(&mut self, page: &mut Page) -> Result<(), Cannot> {
        if matches!(page.state(), Some(Line::Ringing | Line::Talking)) {
            return Err(Cannot::Now("a call is on"));
        }
        page.send(event::Logout::new())?;
        Ok(())
    }

    /// Somebody calls the agent.
    ///
    /// # Errors
    /// If the agent can't be reached, or the line is busy.
    pub fn ring(&mut self, page: &mut Page, number: impl Into<PhoneNumber>) -> Result<(), Cannot> {
        self.begin(page, number.into(), Direction::In)
    }

    /// The agent picks up.
    ///
    /// # Errors
    /// If no inbound call rings.
    pub fn agent_answers(&mut self, page: &mut Page) -> Result<(), Cannot> {
        self.connect(page, &Direction::In)
    }

    /// The party that the agent calls picks up.
    ///
    /// # Errors
    /// If no outbound call rings.
    pub fn called_party_answers(&mut self, page: &mut Page) -> Result<(), Cannot> {
        self.connect(page, &Direction::Out)
    }

    /// The other party hangs up, or gives up ringing. The agent's work on the call remains.
    ///
    /// # Errors
    /// If no call is on.
    pub fn caller_hangs_up(&mut self, page: &mut Page) -> Result<(), Cannot> {
        self.disconnect(page)
    }

    /// The agent notes something about the call.
    pub fn agent_notes(&mut self, comment: &str) {
        if let Some(call) = &mut self.call {
            call.comment = Some(comment.to_owned());
        }
    }

    /// The agent finishes the work on the call.
    ///
    /// # Errors
    /// If there is no such work.
    pub fn agent_completes(&mut self, page: &mut Page) -> Result<(), Cannot> {
        let call = self
            .call
            .as_ref()
            .map_or_else(Call::rung_by_hand, Call::completed);
        page.send(event::Completed::new(call))?;
        self.call = None;
        Ok(())
    }

    /// The agent sends a text message.
    ///
    /// # Errors
    /// If nobody is logged in.
    pub fn agent_texts(&mut self, page: &mut Page, text: &str) -> Result<(), Cannot> {
        Self::needs_agent(page)?;
        let mut sms = event::Sms::new(text);
        sms.call_id = self.call.as_ref().map(|call| call.id);
        page.send(sms)?;
        Ok(())
    }

    fn needs_agent(page: &Page) -> Result<(), Cannot> {
        if page.state() == Some(Agent::LoggedOut) {
            return Err(Cannot::Now("no agent is logged in"));
        }
        Ok(())
    }

    fn begin(
        &mut self,
        page: &mut Page,
        number: PhoneNumber,
        direction: Direction,
    ) -> Result<(), Cannot> {
        Self::needs_agent(page)?;
        if self.out_of_reach {
            return Err(Cannot::Now("the agent neither takes nor makes calls"));
        }
        let (id, now) = (self.calls + 1, page.now());
        let rings = event::Call::new(id, number.clone(), direction.clone(), time(now));
        page.send(rings)?;
        self.calls = id;
        self.call = Some(Call {
            id,
            number,
            direction,
            rang: now,
            talked: None,
            ended: None,
            comment: None,
        });
        Ok(())
    }

    fn dial(&mut self, page: &mut Page, number: PhoneNumber) -> Result<(), Cannot> {
        self.begin(page, number, Direction::Out)?;
        if self.unanswered {
            Ok(())
        } else {
            self.called_party_answers(page)
        }
    }

    fn connect(&mut self, page: &mut Page, direction: &Direction) -> Result<(), Cannot> {
        // Who sends `call` by hand, past this phone, has made an inbound call.
        let made = self
            .call
            .as_ref()
            .map_or(&Direction::In, |call| &call.direction);
        if page.state() != Some(Line::Ringing) || made != direction {
            return Err(Cannot::Now("no such call rings"));
        }
        page.send(event::Connected::new(time(page.now())))?;
        if let Some(call) = &mut self.call {
            call.talked = Some(page.now());
        }
        Ok(())
    }

    fn disconnect(&mut self, page: &mut Page) -> Result<(), Cannot> {
        let mut over = event::Disconnected::new(time(page.now()));
        over.record_url = self.call.as_ref().and_then(Call::recording).map(Into::into);
        page.send(over)?;
        if let Some(call) = &mut self.call {
            call.ended = Some(page.now());
        }
        Ok(())
    }

    fn hang_up(&mut self, page: &mut Page) -> Result<(), Cannot> {
        self.disconnect(page)?;
        self.agent_completes(page)
    }

    /// Talk says that something failed, never what.
    fn report(page: &mut Page, done: &Result<(), Cannot>) {
        if done.is_err() {
            let _ = page.send(event::Error::new("general"));
        }
    }
}

impl Call {
    fn completed(&self) -> CompletedCall {
        let mut call = CompletedCall::new(self.id, self.direction.clone(), self.talked.is_some());
        match self.direction {
            Direction::In => call.from = Some(self.number.clone()),
            _ => call.to = Some(self.number.clone()),
        }
        call.call_start = Some(time(self.rang));
        call.talk_start = self.talked.map(time);
        call.call_end = self.ended.map(time);
        call.duration = self
            .ended
            .map(|ended| ended.0.saturating_sub(self.rang.0) / 1_000);
        call.comment.clone_from(&self.comment);
        call.record_url = self.recording().map(Into::into);
        call
    }

    /// A call of which this phone knows nothing, since `call` was sent past it.
    fn rung_by_hand() -> CompletedCall {
        CompletedCall::new(0, Direction::In, false)
    }

    fn recording(&self) -> Option<String> {
        self.talked
            .map(|_| format!("https://recordings.example/{}.mp3", self.id))
    }
}

/// Talk's format has no zone, and no fraction of a second.
fn time(now: Millis) -> DateTime {
    civil::datetime(1970, 1, 1, 0, 0, 0, 0)
        .saturating_add(Duration::from_secs(now.0 / 1_000))
        .into()
}

impl Simulated<LeaddeskTalk> for Phone {
    const ORIGIN: Option<&'static str> = Some("https://login-ce2.leaddesk.com");

    fn begin(page: &mut Page) -> Self {
        let mut phone = Self::new();
        let _ = phone.agent_logs_in(page);
        phone
    }
}

impl CommandHandler for Phone {
    fn use_settings(&mut self, settings: command::UseSettings, page: &mut Page) {
        match Self::needs_agent(page) {
            Ok(()) => self.typing_barred = settings.prevent_manual_calling.unwrap_or_default(),
            cannot => Self::report(page, &cannot),
        }
    }

    fn call(&mut self, call: command::Call, page: &mut Page) {
        self.field = Some(call.number.clone());
        if call.autocall {
            let dialled = self.dial(page, call.number);
            Self::report(page, &dialled);
        }
    }

    fn answer(&mut self, _: command::Answer, page: &mut Page) {
        let answered = self.agent_answers(page);
        Self::report(page, &answered);
    }

    fn hangup(&mut self, _: command::Hangup, page: &mut Page) {
        let over = self.hang_up(page);
        Self::report(page, &over);
    }

    fn reset(&mut self, _: command::Reset, _: &mut Page) {
        self.field = None;
        self.out_of_reach = false;
    }

    fn set_status(&mut self, status: command::SetStatus, _: &mut Page) {
        self.out_of_reach = !status.enabled;
    }

    fn set_metadata(&mut self, metadata: command::SetMetadata, _: &mut Page) {
        self.metadata = metadata.metadata;
    }

    fn get_jwt(&mut self, _: command::GetJwt, page: &mut Page) {
        if let cannot @ Err(_) = Self::needs_agent(page) {
            return Self::report(page, &cannot);
        }
        self.tokens += 1;
        let _ = page.send(event::Jwt::new(format!("simulated-token-{}", self.tokens)));
    }
}
