//! A CRM with Amazon Connect's Contact Control Panel beside its records.

use cti_runtime::types::PhoneNumber;
use cti_runtime::{Origin, Peer, SendError, Ticket};

use super::Demo;
use crate::amazon_connect::{
    AgentStateDefinition, AmazonConnect, Configuration, ConnectionType, Contact, Endpoint,
    EventHandler, Snapshot, Softphone, api, broadcast, control, event,
};

/// The CCP, as the CRM talks to it.
type Panel = Peer<AmazonConnect>;

/// The version of the package that the CRM does without.
const VERSION: &str = "2.28.2";

/// Configures the CCP, keeps what it knows of the agent, and does by the click what agents do.
#[derive(Default)]
pub struct Crm {
    snapshot: Option<Snapshot>,
    configuration: Option<Configuration>,
    accepting: Option<(String, Ticket<api::AcceptContact>)>,
    pops: Vec<PhoneNumber>,
}

impl Crm {
    /// A CRM that knows nothing of the agent yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// What is known of the agent.
    pub const fn snapshot(&self) -> Option<&Snapshot> {
        self.snapshot.as_ref()
    }

    /// The numbers of customers whose records were shown, in turn.
    pub fn pops(&self) -> &[PhoneNumber] {
        &self.pops
    }

    /// The agent chooses a state by its name. Does nothing if the agent has none of that name.
    ///
    /// # Errors
    /// If it can't be requested.
    pub fn choose(&self, name: &str, panel: &mut Panel) -> Result<(), SendError> {
        let named = |state: &&AgentStateDefinition| state.name == name;
        let states = self.configuration.iter().flat_map(|of| &of.agent_states);
        match states.clone().find(named) {
            Some(state) => panel
                .request(api::PutAgentState::new(state.clone()).enqueue_next_state(false))
                .map(drop),
            None => Ok(()),
        }
    }

    /// A number was clicked: calls it. Does nothing before the agent is known.
    ///
    /// # Errors
    /// If it can't be requested.
    pub fn dial(&self, number: impl Into<PhoneNumber>, panel: &mut Panel) -> Result<(), SendError> {
        let Some(configuration) = &self.configuration else {
            return Ok(());
        };
        let queue = &configuration.routing_profile.default_outbound_queue;
        let endpoint = Endpoint::new().kind("phone_number").phone_number(number);
        let call = api::CreateOutboundContact::new(endpoint, &*queue.queue_arn);
        panel.request(call).map(drop)
    }

    /// The agent accepts the contact. Does nothing without one.
    ///
    /// # Errors
    /// If it can't be requested.
    pub fn accept(&mut self, panel: &mut Panel) -> Result<(), SendError> {
        if let Some(contact) = self.contact() {
            let id = contact.contact_id.clone();
            let ticket = panel.request(api::AcceptContact::new(&*id))?;
            self.accepting = Some((id, ticket));
        }
        Ok(())
    }

    /// Tells all tabs that the contact was accepted, once it was: to be called after a message came.
    ///
    /// # Errors
    /// If it can't be sent.
    pub fn after_accepting(&mut self, panel: &mut Panel) -> Result<(), SendError> {
        let Some((id, ticket)) = &self.accepting else {
            return Ok(());
        };
        let Some(outcome) = panel.outcome(ticket) else {
            return Ok(());
        };
        if outcome.is_ok() {
            panel.send(broadcast::ContactAccepted::new(&**id))?;
            let one = broadcast::OneContactAccepted::new(&**id);
            panel.send(one.contact_id(&**id))?;
        }
        self.accepting = None;
        Ok(())
    }

    /// The agent hangs up. Does nothing without a contact.
    ///
    /// # Errors
    /// If it can't be requested.
    pub fn hang_up(&self, panel: &mut Panel) -> Result<(), SendError> {
        let own = |contact: &Contact| {
            let mut connections = contact.connections.iter();
            let agent = connections.find(|of| of.kind == ConnectionType::Agent)?;
            let id = contact.contact_id.as_str();
            Some(api::DestroyConnection::new(id, &*agent.connection_id))
        };
        match self.contact().and_then(own) {
            Some(destroy) => panel.request(destroy).map(drop),
            None => Ok(()),
        }
    }

    /// The agent is done with the contact. Does nothing without one.
    ///
    /// # Errors
    /// If it can't be requested.
    pub fn clear(&self, panel: &mut Panel) -> Result<(), SendError> {
        match self.contact() {
            Some(contact) => panel
                .request(api::ClearContact::new(&*contact.contact_id))
                .map(drop),
            None => Ok(()),
        }
    }

    fn contact(&self) -> Option<&Contact> {
        self.snapshot.as_ref()?.contacts.first()
    }

    fn configure(panel: &mut Panel) {
        let softphone = Softphone::new().allow_framed_softphone(true);
        let _ = panel.send(control::Configure::new().softphone(softphone));
        let _ = panel.send(control::OuterContextInfo::new(VERSION));
    }
}

/// The number of the customer of a contact.
fn customer(contact: &Contact) -> Option<&PhoneNumber> {
    let mut connections = contact.connections.iter();
    let customer = connections.find(|connection| connection.initial == Some(true))?;
    customer.endpoint.as_ref()?.phone_number.as_ref()
}

impl Demo<AmazonConnect> for Crm {
    fn begin(_: &Origin, _: &mut Panel) -> Self {
        Self::new()
    }
}

impl EventHandler for Crm {
    fn acknowledge(&mut self, acknowledged: event::Acknowledge, panel: &mut Panel) {
        if acknowledged.id.is_some() {
            Self::configure(panel);
        }
    }

    fn request_configure(&mut self, _: event::RequestConfigure, panel: &mut Panel) {
        Self::configure(panel);
    }

    fn agent_update(&mut self, update: event::AgentUpdate, panel: &mut Panel) {
        let known = self.contact().map(|contact| contact.contact_id.clone());
        self.snapshot = Some(update.snapshot);
        self.configuration = Some(update.configuration);
        if let Some(contact) = self.contact()
            && known.as_ref() != Some(&contact.contact_id)
        {
            self.pops.extend(customer(contact).cloned());
        }
        let _ = self.after_accepting(panel);
    }

    fn terminated(&mut self, _: event::Terminated, _: &mut Panel) {
        self.snapshot = None;
        self.configuration = None;
    }
}
