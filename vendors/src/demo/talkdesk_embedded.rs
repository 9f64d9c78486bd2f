//! A CRM with Talkdesk Embedded beside its records.

use cti_runtime::{Origin, Peer, SendError};

use super::Demo;
use crate::talkdesk_embedded::{
    App, EventHandler, Region, Status, TalkdeskEmbedded, View, command, event,
};

/// Starts the conversation app, and remembers what Talkdesk asks it to show.
#[derive(Clone, Debug)]
pub struct Crm {
    page: Origin,
    contact: Option<String>,
    status: Option<Status>,
}

impl Crm {
    /// A CRM whose page has this origin: Talkdesk is told to post there.
    pub const fn new(page: Origin) -> Self {
        Self {
            page,
            contact: None,
            status: None,
        }
    }

    /// Starts Talkdesk in its frame. To be called when the frame has loaded, and after each reload.
    ///
    /// # Errors
    /// If it was started before.
    pub fn open(&self, talkdesk: &mut Peer<TalkdeskEmbedded>) -> Result<(), SendError> {
        talkdesk.send(command::Init::new(
            self.page.as_str(),
            "custom-integration",
            Region::Eu,
            "agent-17",
            View::headless(App::Conversation),
        ))
    }

    /// The contact that Talkdesk has last asked to show, by its id here.
    pub fn contact(&self) -> Option<&str> {
        self.contact.as_deref()
    }

    /// The agent's status; `None` if nobody is logged in.
    pub const fn status(&self) -> Option<&Status> {
        self.status.as_ref()
    }
}

impl Demo<TalkdeskEmbedded> for Crm {
    fn begin(page: &Origin, talkdesk: &mut Peer<TalkdeskEmbedded>) -> Self {
        let crm = Self::new(page.clone());
        let _ = crm.open(talkdesk);
        crm
    }
}

impl EventHandler for Crm {
    fn logout(&mut self, _: event::Logout, _: &mut Peer<TalkdeskEmbedded>) {
        self.status = None;
    }

    fn user_logout_forced(&mut self, _: event::UserLogoutForced, _: &mut Peer<TalkdeskEmbedded>) {
        self.status = None;
    }

    fn open_contact(&mut self, open: event::OpenContact, _: &mut Peer<TalkdeskEmbedded>) {
        self.contact = Some(open.external_id);
    }

    fn agent_status_changed(
        &mut self,
        change: event::AgentStatusChanged,
        _: &mut Peer<TalkdeskEmbedded>,
    ) {
        self.status = Some(change.status);
    }
}
