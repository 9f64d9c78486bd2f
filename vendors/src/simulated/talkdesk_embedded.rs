//! A simulated Talkdesk Embedded.

use cti_runtime::protocol::Sendable;
use cti_runtime::types::{Json, Map, PhoneNumber};
use cti_runtime::{Origin, Peer, Vendor};

use super::{Cannot, Simulated};
use crate::talkdesk_embedded::{
    Agent, CommandHandler, Setup, Status, TalkdeskEmbedded, command, event,
};

/// The page around the frame, as Talkdesk talks to it.
type Page = Peer<TalkdeskEmbedded, Vendor>;

/// Talkdesk's frame with its agent: blank, and silent, until it is initialised.
///
/// Talkdesk posts its events to the `url` of `init_td_embedded`. If that isn't the page's own
/// origin, the page hears nothing, here as there.
#[derive(Default)]
pub struct Phone {
    posts_elsewhere: bool,
    talking: bool,
    dialled: Option<PhoneNumber>,
    status: Option<Status>,
}

impl Phone {
    /// A blank frame.
    pub fn new() -> Self {
        Self::default()
    }

    /// The number that `clickToCall` last gave.
    pub const fn dialled(&self) -> Option<&PhoneNumber> {
        self.dialled.as_ref()
    }

    /// The agent's status; `None` before login.
    pub const fn status(&self) -> Option<&Status> {
        self.status.as_ref()
    }

    /// The agent logs in.
    ///
    /// # Errors
    /// If the frame is blank, or the agent is logged in.
    pub fn agent_logs_in(&mut self, page: &mut Page) -> Result<(), Cannot> {
        self.tell(page, event::Login::new())?;
        self.changes_to(page, Status::Available)
    }

    /// The agent logs out.
    ///
    /// # Errors
    /// If nobody is logged in.
    pub fn agent_logs_out(&mut self, page: &mut Page) -> Result<(), Cannot> {
        self.tell(page, event::Logout::new())?;
        self.forget();
        Ok(())
    }

    /// The agent is logged out by a supervisor, or by a login elsewhere.
    ///
    /// # Errors
    /// If nobody is logged in.
    pub fn agent_is_forced_out(&mut self, page: &mut Page) -> Result<(), Cannot> {
        self.tell(page, event::UserLogoutForced::new())?;
        self.forget();
        Ok(())
    }

    /// The agent chooses a status.
    ///
    /// # Errors
    /// If nobody is logged in.
    pub fn agent_chooses(&mut self, page: &mut Page, status: Status) -> Result<(), Cannot> {
        Self::needs_agent(page)?;
        self.changes_to(page, status)
    }

    /// Somebody calls the agent; known callers have an id in the CRM.
    ///
    /// # Errors
    /// If nobody is logged in, or a call is on.
    pub fn ring(&mut self, page: &mut Page, contact: Option<&str>) -> Result<(), Cannot> {
        Self::needs_agent(page)?;
        if self.talking {
            return Err(Cannot::Now("a call is on"));
        }
        self.tell(page, event::Popover::new())?;
        self.tell(page, event::Show::new())?;
        if let Some(contact) = contact {
            self.tell(page, event::OpenContact::new(contact))?;
        }
        Ok(())
    }

    /// The agent picks up.
    ///
    /// # Errors
    /// If nobody is logged in, or a call is on.
    pub fn agent_answers(&mut self, page: &mut Page) -> Result<(), Cannot> {
        Self::needs_agent(page)?;
        if self.talking {
            return Err(Cannot::Now("a call is on"));
        }
        self.talking = true;
        self.changes_to(page, Status::Busy)
    }

    /// The call ends, whoever hangs up.
    ///
    /// # Errors
    /// If no call is on.
    pub fn call_ends(&mut self, page: &mut Page) -> Result<(), Cannot> {
        if !self.talking {
            return Err(Cannot::Now("no call is on"));
        }
        self.talking = false;
        self.changes_to(page, Status::Available)?;
        self.tell(page, event::Hide::new())
    }

    /// An automation sends what it was made to send.
    ///
    /// # Errors
    /// If nobody is logged in.
    pub fn automation_sends(
        &mut self,
        page: &mut Page,
        data: impl Into<Map<Json>>,
    ) -> Result<(), Cannot> {
        Self::needs_agent(page)?;
        self.tell(page, event::SendData::new(data))
    }

    fn needs_agent(page: &Page) -> Result<(), Cannot> {
        if page.state() == Some(Agent::LoggedOut) {
            return Err(Cannot::Now("no agent is logged in"));
        }
        Ok(())
    }

    fn changes_to(&mut self, page: &mut Page, status: Status) -> Result<(), Cannot> {
        self.tell(page, event::AgentStatusChanged::new(status.clone()))?;
        self.status = Some(status);
        Ok(())
    }

    fn forget(&mut self) {
        self.talking = false;
        self.status = None;
    }

    fn tell(
        &self,
        page: &mut Page,
        event: impl Sendable<crate::talkdesk_embedded::Event>,
    ) -> Result<(), Cannot> {
        if page.state() == Some(Setup::Blank) {
            return Err(Cannot::Now("the frame is blank"));
        }
        if self.posts_elsewhere {
            return Err(Cannot::Now("Talkdesk was told to post to another origin"));
        }
        page.send(event)?;
        Ok(())
    }
}

impl Simulated<TalkdeskEmbedded> for Phone {
    const ORIGIN: Option<&'static str> = Some("https://prd-cdn-talkdesk.talkdesk.com");

    fn begin(_: &mut Page) -> Self {
        Self::new()
    }
}

impl CommandHandler for Phone {
    fn init(&mut self, init: command::Init, page: &mut Page) {
        let named = Origin::of_url(init.url.as_str()).ok();
        self.posts_elsewhere = named.as_ref() != page.target();
        self.forget();
        // The agent of a real account logs in by hand, or has a session already.
        let _ = self.agent_logs_in(page);
    }

    fn click_to_call(&mut self, call: command::ClickToCall, page: &mut Page) {
        if self.ring(page, call.contact_id.as_deref()).is_ok() {
            self.dialled = Some(call.to);
        }
    }

    fn integration_status_changed(
        &mut self,
        change: command::IntegrationStatusChanged,
        page: &mut Page,
    ) {
        // A status that neither Talkdesk nor the account has is no status to change to.
        if !matches!(change.status, Status::Other(_)) {
            let _ = self.agent_chooses(page, change.status);
        }
    }
}
