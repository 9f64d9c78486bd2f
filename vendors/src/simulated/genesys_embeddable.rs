//! A simulated client of Genesys Cloud's Embeddable Framework.

use std::collections::BTreeMap;
use std::time::Duration;

use cti_runtime::types::{DateTime, PhoneNumber};
use cti_runtime::{Millis, Peer, Ticket, Vendor};
use jiff::civil;

use super::{Cannot, Simulated};
use crate::genesys_embeddable::{
    Action, Association, CallLog, CommandHandler, Contact, Direction, GenesysEmbeddable,
    Interaction, Presence, Routing, State, Subject, ViewName, command, lifecycle, notice,
    notification, user_action,
};

/// The page around the client, as `framework.js` talks to it.
type Page = Peer<GenesysEmbeddable, Vendor>;

/// The account's own number.
const INTERNAL: &str = "+12025550100";

/// The client with its agent, and whoever calls or is called. It holds several calls at a time.
#[derive(Default)]
pub struct Phone {
    calls: BTreeMap<String, Interaction>,
    made: u64,
    status: Option<Presence>,
    offered: Option<Association>,
    notes: Option<String>,
    searching: Option<Ticket<notice::ContactSearch>>,
    found: Vec<Contact>,
    typed: Option<PhoneNumber>,
    view: Option<ViewName>,
    shown: Option<String>,
}

impl Phone {
    /// A client that shows its login page.
    pub fn new() -> Self {
        Self::default()
    }

    /// The agent logs in, and is available.
    ///
    /// # Errors
    /// If an agent is logged in, or the page can't be told.
    pub fn agent_logs_in(&mut self, page: &mut Page) -> Result<(), Cannot> {
        if self.status.is_some() {
            return Err(Cannot::Now("an agent is logged in"));
        }
        self.changes_to(page, Presence::Available)
    }

    /// The agent chooses a status. On queue, interactions are routed to the agent.
    ///
    /// # Errors
    /// If nobody is logged in, or the page can't be told.
    pub fn agent_chooses(&mut self, page: &mut Page, status: Presence) -> Result<(), Cannot> {
        self.needs_agent()?;
        self.changes_to(page, status)
    }

    /// Somebody calls; gives the interaction's id. It asks for a screen pop.
    ///
    /// # Errors
    /// If nobody is logged in, or the page can't be told.
    pub fn ring(
        &mut self,
        page: &mut Page,
        number: impl Into<PhoneNumber>,
    ) -> Result<String, Cannot> {
        let number = number.into();
        let call = self.next(&number, State::Alerting, Direction::Inbound)?;
        let call = call.ani(number.clone()).called_number(INTERNAL);
        page.send(lifecycle::Add(call.clone()))?;
        let pop = notice::ScreenPop::new(number.as_str(), Subject::Whole(call.clone()));
        page.send(pop)?;
        Ok(self.keep(call))
    }

    /// The agent calls somebody; gives the interaction's id.
    ///
    /// # Errors
    /// If nobody is logged in, or the page can't be told.
    pub fn dial(
        &mut self,
        page: &mut Page,
        number: impl Into<PhoneNumber>,
    ) -> Result<String, Cannot> {
        let number = number.into();
        let call = self.next(&number, State::Dialing, Direction::Outbound)?;
        let call = call.ani(INTERNAL).called_number(number);
        page.send(lifecycle::Add(call.clone()))?;
        Ok(self.keep(call))
    }

    /// A call is connected: the agent or the other party has picked up.
    ///
    /// # Errors
    /// If there is no such call, or it is connected, or the page can't be told.
    pub fn connects(&mut self, page: &mut Page, id: &str) -> Result<(), Cannot> {
        let call = self.call(id)?;
        if !matches!(call.state, Some(State::Alerting | State::Dialing)) {
            return Err(Cannot::Now("the call doesn't wait"));
        }
        call.state = Some(State::Connected);
        call.is_connected = Some(true);
        call.connected_time = Some(time(page.now()));
        page.send(lifecycle::Connect(call.clone()))?;
        Ok(())
    }

    /// A call is put on hold, or taken back.
    ///
    /// # Errors
    /// If there is no such call, or it isn't connected, or the page can't be told.
    pub fn holds(&mut self, page: &mut Page, id: &str) -> Result<(), Cannot> {
        let call = self.call(id)?;
        let old = call.clone();
        call.state = Some(match call.state {
            Some(State::Connected) => State::Held,
            Some(State::Held) => State::Connected,
            _ => return Err(Cannot::Now("the call isn't connected")),
        });
        page.send(lifecycle::Change::new(old, call.clone()))?;
        Ok(())
    }

    /// A call ends, whoever ends it.
    ///
    /// # Errors
    /// If there is no such call, or it is over, or the page can't be told.
    pub fn ends(&mut self, page: &mut Page, id: &str) -> Result<(), Cannot> {
        let call = self.call(id)?;
        if call.state == Some(State::Disconnected) {
            return Err(Cannot::Now("the call is over"));
        }
        call.state = Some(State::Disconnected);
        call.is_connected = Some(false);
        call.is_disconnected = Some(true);
        call.end_time = Some(time(page.now()));
        page.send(lifecycle::Disconnect(call.clone()))?;
        Ok(())
    }

    /// The agent writes notes about a call: its log is to be saved.
    ///
    /// # Errors
    /// If there is no such call, or the page can't be told.
    pub fn agent_writes(&mut self, page: &mut Page, id: &str, notes: &str) -> Result<(), Cannot> {
        self.notes = Some(notes.to_owned());
        self.logs(page, id)
    }

    /// The agent has done the work after a call, which is out of the list then.
    ///
    /// # Errors
    /// If there is no such call, or it isn't over, or the page can't be told.
    pub fn finishes(&mut self, page: &mut Page, id: &str) -> Result<(), Cannot> {
        let call = self.call(id)?;
        if call.state != Some(State::Disconnected) {
            return Err(Cannot::Now("the call isn't over"));
        }
        call.is_done = Some(true);
        call.disposition = Some("Default Wrap-up Code".to_owned());
        let call = call.clone();
        page.send(lifecycle::Acw(call.clone()))?;
        self.logs(page, id)?;
        page.send(lifecycle::Deallocate(call))?;
        self.calls.remove(id);
        self.notes = None;
        Ok(())
    }

    /// The agent hands a call on at once.
    ///
    /// # Errors
    /// If there is no such call, or it is over, or the page can't be told.
    pub fn transfers(&mut self, page: &mut Page, id: &str) -> Result<(), Cannot> {
        self.call(id)?;
        page.send(lifecycle::BlindTransfer(Subject::Id(id.to_owned())))?;
        self.ends(page, id)
    }

    /// The agent selects a call.
    ///
    /// # Errors
    /// If there is no such call, or the page can't be told.
    pub fn agent_selects(&mut self, page: &mut Page, id: &str) -> Result<(), Cannot> {
        self.call(id)?;
        page.send(notification::InteractionSelection::new().interaction_id(id))?;
        Ok(())
    }

    /// The agent looks for somebody to call: the page is asked.
    ///
    /// # Errors
    /// If nobody is logged in, or the page can't be told.
    pub fn agent_searches(&mut self, page: &mut Page, text: &str) -> Result<(), Cannot> {
        self.needs_agent()?;
        self.searching = Some(page.request(notice::ContactSearch::new(text))?);
        Ok(())
    }

    /// Whom the page has last found.
    pub fn found(&mut self, page: &mut Page) -> &[Contact] {
        let answer = self
            .searching
            .as_ref()
            .and_then(|asked| page.outcome(asked));
        if let Some(answer) = answer {
            self.searching = None;
            self.found = answer.map_or_else(|_| Vec::new(), |found| found.0);
        }
        &self.found
    }

    /// The calls in the client's list, by id.
    pub const fn calls(&self) -> &BTreeMap<String, Interaction> {
        &self.calls
    }

    /// The agent's status; `None` before login.
    pub const fn status(&self) -> Option<&Presence> {
        self.status.as_ref()
    }

    /// The number that waits for the agent to call it.
    pub const fn typed(&self) -> Option<&PhoneNumber> {
        self.typed.as_ref()
    }

    /// The part of the client that was last asked for.
    pub const fn view(&self) -> Option<&ViewName> {
        self.view.as_ref()
    }

    /// The text that was last shown to the agent.
    pub fn shown(&self) -> Option<&str> {
        self.shown.as_deref()
    }

    fn needs_agent(&self) -> Result<(), Cannot> {
        match self.status {
            Some(_) => Ok(()),
            None => Err(Cannot::Now("no agent is logged in")),
        }
    }

    fn changes_to(&mut self, page: &mut Page, status: Presence) -> Result<(), Cannot> {
        page.send(user_action::Status::new(status.clone()))?;
        let routed = status == Presence::OnQueue;
        if routed != (self.status == Some(Presence::OnQueue)) {
            let routing = if routed {
                Routing::Idle
            } else {
                Routing::OffQueue
            };
            page.send(user_action::RoutingStatus(routing))?;
        }
        self.status = Some(status);
        Ok(())
    }

    fn next(
        &self,
        number: &PhoneNumber,
        state: State,
        direction: Direction,
    ) -> Result<Interaction, Cannot> {
        self.needs_agent()?;
        let id = format!("cd66ba23-5490-4510-8f9e-{:012}", self.made + 1);
        Ok(Interaction::new(id)
            .state(state)
            .direction(direction)
            .phone(format!("tel:{number}"))
            .display_address(number.as_str())
            .is_connected(false)
            .is_disconnected(false)
            .is_done(false))
    }

    fn keep(&mut self, call: Interaction) -> String {
        self.made += 1;
        let id = call.id.clone();
        self.calls.insert(id.clone(), call);
        id
    }

    fn call(&mut self, id: &str) -> Result<&mut Interaction, Cannot> {
        self.calls.get_mut(id).ok_or(NO_SUCH_CALL)
    }

    /// Asks the page to save a call's log.
    fn logs(&self, page: &mut Page, id: &str) -> Result<(), Cannot> {
        let call = self.calls.get(id).ok_or(NO_SUCH_CALL)?;
        let mut log = CallLog::new();
        log.notes.clone_from(&self.notes);
        log.selected_contact.clone_from(&self.offered);
        page.send(notice::ProcessCallLog::new(
            log,
            Subject::Whole(call.clone()),
        ))?;
        Ok(())
    }
}

const NO_SUCH_CALL: Cannot = Cannot::Now("there is no such call");

fn time(now: Millis) -> DateTime {
    let millis = Duration::from_millis(now.0);
    let time = civil::datetime(1970, 1, 1, 0, 0, 0, 0).saturating_add(millis);
    format!("{time}Z").into()
}

impl Simulated<GenesysEmbeddable> for Phone {
    const ORIGIN: Option<&'static str> = Some("https://apps.mypurecloud.com");

    fn begin(page: &mut Page) -> Self {
        let mut phone = Self::new();
        let _ = phone.agent_logs_in(page);
        phone
    }
}

// What can't be done now is left: the client reports nothing then.
impl CommandHandler for Phone {
    fn click_to_dial(&mut self, click: command::ClickToDial, page: &mut Page) {
        if click.auto_place == Some(true) {
            let _ = self.dial(page, click.number);
        } else {
            self.typed = Some(click.number);
        }
    }

    fn add_association(&mut self, offer: command::AddAssociation, _: &mut Page) {
        if offer.select == Some(true) {
            self.offered = Some(offer.association);
        }
    }

    fn add_attribute(&mut self, added: command::AddAttribute, page: &mut Page) {
        let Ok(call) = self.call(&added.interaction_id) else {
            return;
        };
        let old = call.clone();
        let attributes = call.attributes.get_or_insert_default();
        attributes.extend(added.attributes);
        let _ = page.send(lifecycle::Change::new(old, call.clone()));
    }

    fn update_user_status(&mut self, update: command::UpdateUserStatus, page: &mut Page) {
        let _ = self.agent_chooses(page, update.id);
    }

    fn update_interaction_state(
        &mut self,
        update: command::UpdateInteractionState,
        page: &mut Page,
    ) {
        let _ = match update.action {
            Action::Pickup => self.connects(page, &update.id),
            Action::Disconnect => self.ends(page, &update.id),
            Action::Hold => self.holds(page, &update.id),
            _ => Ok(()),
        };
    }

    fn set_view(&mut self, set: command::SetView, _: &mut Page) {
        self.view = Some(set.view.name);
    }

    fn send_custom_notification(&mut self, sent: command::SendCustomNotification, _: &mut Page) {
        self.shown = Some(sent.message);
    }
}
